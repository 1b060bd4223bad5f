namespace Matchmaking.Field;

/// <summary>What one State has received, as the record has it; looked up once for a State, then asked for its partners one by one.</summary>
public sealed class ReceivedAssistance
{
    private readonly Dictionary<ParticipantId, Support> _from;
    private readonly IReadOnlyList<int> _held;
    private readonly (ParticipantId Partner, int LastYear)[] _donors;

    /// <param name="record">The record.</param>
    /// <param name="from">What each partner gave to the State, or around it.</param>
    /// <param name="held">The years, rising, in which the table of the State's donors was read.</param>
    internal ReceivedAssistance(AssistanceRecord record, Dictionary<ParticipantId, Support> from, IReadOnlyList<int> held)
    {
        (Record, _from, _held) = (record, from, held);
        _donors = [.. from.Where(f => f.Value.LastYear is not null).Select(f => (f.Key, f.Value.LastYear!.Value)).OrderByDescending(f => f.Item2).ThenBy(f => f.Key)];
        LastYear = _donors.Length == 0 ? null : _donors[0].LastYear;
        // The table of the State tells of everybody; without it, only that all who ever gave did not give again.
        var known = from.Values.Where(support => support.LastYear is not null).Select(support => support.Silent).ToList();
        var all = known.Count == 0 ? [] : known.Skip(1).Aggregate(known[0].AsEnumerable(), (years, more) => years.Intersect(more));
        Silent = [.. held.Concat(all).Where(year => LastYear is null || year > LastYear).Distinct().Order()];
    }

    /// <summary>The record that this is a part of: its first and last year bound what is said here.</summary>
    public AssistanceRecord Record { get; }

    /// <summary>The latest year in which anybody is recorded to have given; null where nobody ever is.</summary>
    public int? LastYear { get; }

    /// <summary>
    /// Years without support on record, rising: later than every gift, and the table of the State's donors was read, or the
    /// profiles of all who had given before. A year without data is not among them.
    /// </summary>
    public IReadOnlyList<int> Silent { get; }

    /// <summary>
    /// The one partner that is recorded to have given since a year, in which of its years, and the years since then of which the
    /// table of the State's donors tells; null where there are none or several, or where no such table was read.
    /// </summary>
    public (ParticipantId Partner, IReadOnlyList<int> Years, IReadOnlyList<int> Held)? OnlyDonorSince(int year) =>
        _held.Count > 0 && _held[^1] >= year && _donors.Length > 0 && _donors[0].LastYear >= year && (_donors.Length == 1 || _donors[1].LastYear < year)
            ? (_donors[0].Partner, [.. _from[_donors[0].Partner].Years.Where(y => y >= year).Distinct()], [.. _held.Where(y => y >= year)])
            : null;

    /// <summary>What <paramref name="partner"/> has given, to the State or around it; null where neither is recorded.</summary>
    public Support? From(ParticipantId partner) => _from.GetValueOrDefault(partner);
}
