using System.Collections.Frozen;
using System.Globalization;

namespace Matchmaking.Field;

/// <summary>
/// Who gave how much to whom in which years, as published, and of which years anything is held. It has gaps: that something is
/// not in it is to be confirmed, never a fact. Looking up costs O(1) and allocates nothing.
/// </summary>
public sealed class AssistanceRecord
{
    /// <summary>The last years of the record, which tell how much a partner gives and to whom around a State.</summary>
    public const int RecentYears = 5;

    private readonly FrozenDictionary<ParticipantId, ReceivedAssistance> _byState;
    private readonly FrozenDictionary<ParticipantId, long> _recentUsd;
    private readonly FrozenDictionary<(ParticipantId, RecordSide), IReadOnlyList<int>> _held;
    private readonly ReceivedAssistance? _nothing;

    /// <summary>A record of <paramref name="rows"/>, each pair of partner and State once a year; their order does not matter.</summary>
    /// <param name="rows">What was given.</param>
    /// <param name="held">Of which years anything is held, each participant and side once.</param>
    /// <exception cref="ArgumentException">A pair of partner and State stands twice in a year, or a participant's side twice.</exception>
    public AssistanceRecord(IReadOnlyList<Assistance> rows, IReadOnlyList<HeldYears> held)
    {
        Rows = [.. rows.OrderBy(row => row.Partner).ThenBy(row => row.State).ThenBy(row => row.Year)];
        if (rows.DistinctBy(row => (row.Partner, row.State, row.Year)).Count() < rows.Count)
            throw new ArgumentException("A pair of partner and State stands twice in a year.", nameof(rows));
        Held = held;
        _held = Dictionary(held);
        (FirstYear, LastYear) = rows.Count == 0 ? (0, 0) : (rows.Min(row => row.Year), rows.Max(row => row.Year));
        var recent = Rows.Where(row => row.Year >= RecentFrom).ToList();
        _recentUsd = recent.GroupBy(row => row.Partner).ToFrozenDictionary(partner => partner.Key, partner => partner.Sum(row => row.Usd));
        var (given, lately) = (Rows.ToLookup(row => row.State), recent.ToLookup(row => row.State));
        _byState = rows.Count == 0
            ? FrozenDictionary<ParticipantId, ReceivedAssistance>.Empty
            : States.All.Select(state => state.Id).Union(given.Select(state => state.Key)).ToFrozenDictionary(state => state, state => ReceivedBy(state, given, lately));
        _nothing = rows.Count == 0 ? null : new ReceivedAssistance(this, []);
    }

    /// <summary>Nothing is known: no criterion says anything of earlier partnership.</summary>
    public static AssistanceRecord Empty { get; } = new([], []);

    /// <summary>The record that comes with the service, from <c>assistance.csv</c> and <c>assistance-held.csv</c>; docs/data-dictionary.md says how they are made.</summary>
    public static AssistanceRecord Published { get; } = new(
        [.. CsvTable.OfResource("assistance.csv").Rows.Select(ReadGift)],
        [.. CsvTable.OfResource("assistance-held.csv").Rows.Select(ReadHeld)]);

    /// <summary>What was given, by partner, then State, then year.</summary>
    public IReadOnlyList<Assistance> Rows { get; }

    /// <summary>Of which years anything is held.</summary>
    public IReadOnlyList<HeldYears> Held { get; }

    /// <summary>The first year of which anything is recorded; 0 where nothing is.</summary>
    public int FirstYear { get; }

    /// <summary>The last year of which anything is recorded, from which "lately" is counted back; 0 where nothing is.</summary>
    public int LastYear { get; }

    /// <summary>The first of the last <paramref name="years"/> years of the record.</summary>
    public int LatelySince(int years) => LastYear - years + 1;

    /// <summary>The first of the <see cref="RecentYears"/>.</summary>
    public int RecentFrom => LatelySince(RecentYears);

    /// <summary>What <paramref name="state"/> has received; null only where the whole record is empty.</summary>
    public ReceivedAssistance? To(ParticipantId state) => _byState.GetValueOrDefault(state) ?? _nothing;

    /// <summary>What <paramref name="partner"/> gave to all States together in the <see cref="RecentYears"/>, in US dollars.</summary>
    public long RecentUsd(ParticipantId partner) => _recentUsd.GetValueOrDefault(partner);

    /// <summary>
    /// The years, rising, in which it would be known that <paramref name="partner"/> gave to <paramref name="state"/>: those held for the one or the other.
    /// </summary>
    public IReadOnlyList<int> HeldFor(ParticipantId partner, ParticipantId state) =>
        [.. HeldOf(partner, RecordSide.Given).Union(HeldOf(state, RecordSide.Received)).Order()];

    private ReceivedAssistance ReceivedBy(ParticipantId state, ILookup<ParticipantId, Assistance> given, ILookup<ParticipantId, Assistance> lately)
    {
        var around = Neighbours.Around(state).SelectMany(other => lately[other]).ToLookup(row => row.Partner);
        var gifts = given[state].ToLookup(row => row.Partner);
        return new(this, gifts.Concat(around).Select(partner => partner.Key).Distinct().ToDictionary(
            partner => partner,
            partner => new Support(gifts[partner], around[partner].OrderBy(row => row.Year).ThenBy(row => row.State), HeldFor(partner, state))));
    }

    private IReadOnlyList<int> HeldOf(ParticipantId participant, RecordSide side) => _held.GetValueOrDefault((participant, side)) ?? [];

    private static FrozenDictionary<(ParticipantId, RecordSide), IReadOnlyList<int>> Dictionary(IReadOnlyList<HeldYears> held) =>
        held.ToDictionary(entry => (entry.Participant, entry.Side), entry => entry.Years).ToFrozenDictionary();

    private static Assistance ReadGift(CsvRow row) => new(
        Id(row["partner"]),
        Id(row["state"]),
        Year(row["year"]),
        long.Parse(row["usd"], NumberStyles.None, CultureInfo.InvariantCulture),
        [.. row.List("pillars").Select(CsvCode.Of<Pillar>)],
        CsvCode.Of<Certainty>(row["certainty"]),
        row["source_title"],
        row["source_url"] is { Length: > 0 } url ? url : null);

    private static HeldYears ReadHeld(CsvRow row) => new(Id(row["participant"]), CsvCode.Of<RecordSide>(row["side"]), [.. row.List("years").Select(Year)]);

    private static ParticipantId Id(string code) => ParticipantId.Parse(code, CultureInfo.InvariantCulture);

    private static int Year(string year) => int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture);
}
