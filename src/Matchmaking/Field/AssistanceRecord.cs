using System.Collections.Frozen;
using System.Globalization;

namespace Matchmaking.Field;

/// <summary>
/// Who gave to whom in which years, as published. It has gaps: that something is not in it is to be confirmed, never
/// a fact. Looking up costs O(1) and allocates nothing.
/// </summary>
public sealed class AssistanceRecord
{
    private readonly FrozenDictionary<ParticipantId, ReceivedAssistance> _byState;
    private readonly ReceivedAssistance? _nothing;

    /// <summary>A record of <paramref name="rows"/>, each pair of partner and State once; their order does not matter.</summary>
    /// <exception cref="ArgumentException">A pair of partner and State stands twice.</exception>
    public AssistanceRecord(IReadOnlyList<Assistance> rows)
    {
        Rows = [.. rows.OrderBy(row => row.Partner).ThenBy(row => row.State)];
        (FirstYear, LastYear) = rows.Count == 0 ? (0, 0) : (rows.Min(row => row.Years[0]), rows.Max(row => row.LastYear));
        _byState = Rows.GroupBy(row => row.State).ToFrozenDictionary(group => group.Key, group => new ReceivedAssistance(this, group));
        _nothing = rows.Count == 0 ? null : new ReceivedAssistance(this, []);
    }

    /// <summary>Nothing is known: no criterion says anything of earlier partnership.</summary>
    public static AssistanceRecord Empty { get; } = new([]);

    /// <summary>The record that comes with the service, from <c>assistance.csv</c>; docs/data-dictionary.md says how it is made.</summary>
    public static AssistanceRecord Published { get; } = new([.. CsvTable.OfResource("assistance.csv").Rows.Select(Read)]);

    /// <summary>The rows, by partner, then State.</summary>
    public IReadOnlyList<Assistance> Rows { get; }

    /// <summary>The first year of which anything is recorded; 0 where nothing is.</summary>
    public int FirstYear { get; }

    /// <summary>The last year of which anything is recorded, from which "lately" is counted back; 0 where nothing is.</summary>
    public int LastYear { get; }

    /// <summary>The first of the last <paramref name="years"/> years of the record.</summary>
    public int LatelySince(int years) => LastYear - years + 1;

    /// <summary>What <paramref name="state"/> has received; null only where the whole record is empty.</summary>
    public ReceivedAssistance? To(ParticipantId state) => _byState.GetValueOrDefault(state) ?? _nothing;

    private static Assistance Read(CsvRow row) => new(
        ParticipantId.Parse(row["partner"], CultureInfo.InvariantCulture),
        ParticipantId.Parse(row["state"], CultureInfo.InvariantCulture),
        [.. row.List("years").Select(year => int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture))],
        CsvCode.Of<Certainty>(row["certainty"]),
        row["source_title"],
        row["source_url"] is { Length: > 0 } url ? url : null);
}
