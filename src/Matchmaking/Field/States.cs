using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Matchmaking.Field;

/// <summary>The 197 States that the service knows, from <c>states.csv</c>; docs/data-dictionary.md explains its columns.</summary>
public static class States
{
    private static readonly FrozenDictionary<ParticipantId, State> ById =
        CsvTable.OfResource("states.csv").Rows.Select(Read).ToFrozenDictionary(state => state.Id);

    /// <summary>All of them, by ISO3 code.</summary>
    public static IReadOnlyList<State> All { get; } = [.. ById.Values.OrderBy(state => state.Id)];

    /// <summary>The State with this code; null for an unknown code and for an organisation.</summary>
    public static State? Find(ParticipantId id) => ById.GetValueOrDefault(id);

    /// <summary>The State with this code, if there is one.</summary>
    public static bool TryGet(ParticipantId id, [NotNullWhen(true)] out State? state) => ById.TryGetValue(id, out state);

    private static State Read(CsvRow row) => new()
    {
        Id = ParticipantId.Parse(row["iso3"], CultureInfo.InvariantCulture),
        Iso2 = row["iso2"],
        Name = LocalText.Of(row["name_en"], row["name_fr"]),
        Subregion = Areas.Find(row["subregion"]) ?? throw new FormatException($"There is no area {row["subregion"]}."),
        UnStatus = CsvCode.Of<UnStatus>(row["un_status"]),
        Apmbc = ReadTreaty(row, Convention.Apmbc, "apmbc"),
        Ccm = ReadTreaty(row, Convention.Ccm, "ccm"),
        Deadlines = [.. ReadDeadline(row, Convention.Apmbc, 5, "apmbc_article5"), .. ReadDeadline(row, Convention.Ccm, 4, "ccm_article4")],
        HasVictimAssistanceCommitments = row["va_states"] == "yes",
        IsKnownDonor = row["known_donor"] == "yes",
        SourceNotes = row["source_notes"],
        Grammar = new StateGrammar(row["en_article"] == "the", row["fr_article"], row["fr_in"]),
    };

    private static TreatyRecord ReadTreaty(CsvRow row, Convention convention, string prefix)
    {
        var year = int.TryParse(row[$"{prefix}_year"], NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? y : (int?)null;
        var signed = row[$"{prefix}_party"] == "signatory";
        var withdrawn = row[$"{prefix}_withdrawal_effective"];
        return new TreatyRecord(
            convention,
            signed ? year : null,
            signed ? null : year,
            withdrawn.Length > 0 ? DateOnly.ParseExact(withdrawn, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            withdrawn.Length > 0 ? CsvCode.Of<Certainty>(row[$"{prefix}_withdrawal_certainty"]) : null);
    }

    private static IEnumerable<TreatyDeadline> ReadDeadline(CsvRow row, Convention convention, int article, string prefix) =>
        row[$"{prefix}_deadline"] is { Length: > 0 } date
            ? [new(convention, article, PartialDate.Parse(date), CsvCode.Of<Certainty>(row[$"{prefix}_certainty"]))]
            : [];
}
