using Matchmaking.Testing;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>What one partner gave to one State in one year, as published.</summary>
internal readonly record struct Gift(ParticipantId Partner, ParticipantId State, int Year, long Usd);

/// <summary>
/// Published giving, each gift once, and of whom it tells: a year is held for a donor where its own profile was read, and for
/// a State where the table of its donors was. Outside of these, silence says nothing.
/// </summary>
internal sealed class PastGiving
{
    private readonly HashSet<(ParticipantId, int)> _profiles;
    private readonly HashSet<(ParticipantId, int)> _tables;

    public PastGiving(IReadOnlyList<Giving> rows)
    {
        Rows = rows;
        var toStates = rows.Where(row => row.State is not null).ToList();
        Gifts =
        [
            .. toStates.Where(row => !row.IsToldByDonor(rows))
                .GroupBy(row => (Partner: Id(row), State: row.State!.Id, row.Year))
                .Select(gift => new Gift(gift.Key.Partner, gift.Key.State, gift.Key.Year, gift.Sum(row => row.Usd)))
                .OrderBy(gift => gift.Year).ThenBy(gift => gift.Partner).ThenBy(gift => gift.State),
        ];
        _profiles = [.. rows.Where(row => row.ByDonor).Select(row => (Id(row), row.Year))];
        _tables = [.. toStates.Where(row => !row.ByDonor).Select(row => (row.State!.Id, row.Year))];
    }

    /// <summary>The record that comes with the demonstration.</summary>
    public static PastGiving Published() => new(Giving.ReadAll());

    /// <summary>The rows as published.</summary>
    public IReadOnlyList<Giving> Rows { get; }

    /// <summary>By year, then partner, then State.</summary>
    public IReadOnlyList<Gift> Gifts { get; }

    /// <summary>True where it would be known if <paramref name="partner"/> had given to <paramref name="state"/> in that year.</summary>
    public bool IsObservable(ParticipantId partner, ParticipantId state, int year) =>
        partner != state && (_profiles.Contains((partner, year)) || _tables.Contains((state, year)));

    private static ParticipantId Id(Giving row) => ParticipantId.Parse(row.Partner, null);
}
