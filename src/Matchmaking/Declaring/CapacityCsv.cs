using System.Text.Json.Nodes;
using static Matchmaking.Declaring.CsvCell;

namespace Matchmaking.Declaring;

/// <summary>A capacity as one row of a CSV.</summary>
/// <param name="Partner">The State or organisation that registers.</param>
/// <param name="Declaration">What it registers.</param>
public sealed record CapacityRow(ParticipantId Partner, CapacityDeclaration Declaration);

/// <summary>
/// Capacities as rows of a CSV, in the way of <see cref="NeedCsv"/>. The rules are those of <see cref="CapacityReader"/>.
/// </summary>
public static class CapacityCsv
{
    private static readonly CsvShape Shape = new("partner", ["places", "period"],
    [
        new("title", "title", Texts),
        new("pillars", "pillars", List, Required: true),
        new("anywhere", "places.anywhere", Flag),
        new("states", "places.states", List),
        new("subregions", "places.subregions", List),
        new("regions", "places.regions", List),
        new("excluded_states", "places.excludedStates", List),
        new("excluded_areas", "places.excludedAreas", List),
        new("kind", "kind", Required: true),
        new("amount_usd", "amountUsd", Number),
        new("slots", "slots", Number),
        new("smallest_share", "smallestShare", Number),
        new("largest_share", "largestShare", Number),
        new("period_from", "period.from", Required: true),
        new("period_to", "period.to", Required: true),
        new("languages", "languages", List),
        new("conventions", "conventions", List),
        new("conditions", "conditions", Texts),
        new("least_national_percent", "leastNationalPercent", Number),
        new("modality", "modality"),
        new("source_title", "source.title"),
        new("source_url", "source.url"),
        new("source_as_of", "source.asOf"),
        new("source_certainty", "source.certainty"),
        new("visibility", "visibility"),
    ]);

    /// <summary>The columns in order, with texts in English and French.</summary>
    public static IReadOnlyList<string> Columns => Shape.Standard;

    /// <summary>The columns of a file that holds these rows: <see cref="Columns"/> and the further languages that the rows have.</summary>
    public static IReadOnlyList<string> Header(IEnumerable<IReadOnlyDictionary<string, string>> rows) => Shape.Header(rows);

    /// <summary>What is wrong with a file's first line: unknown, doubled and missing columns; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header) => Shape.Check(header);

    /// <summary>The body that the API would take for this row, without the partner; unknown columns are left out.</summary>
    public static JsonObject ToJson(IReadOnlyDictionary<string, string> row) => Shape.ToJson(row);

    /// <summary>The column of a field's path in the body: <c>amount_usd</c> for <c>amountUsd</c>.</summary>
    public static string Column(string field) => Shape.Column(field);

    /// <summary>Reads a row, cells by column; errors name columns.</summary>
    public static Reading<CapacityRow> Read(IReadOnlyDictionary<string, string> row, KnownPlaces known) => Shape.Read(
        row,
        reader => reader.Participant("partner", known.IsParticipant),
        (body, partner) => CapacityReader.Read(body, partner, known),
        (partner, declaration) => new CapacityRow(partner, declaration));

    /// <summary>The row of a capacity: every column of <see cref="Columns"/>, "" where there is nothing, and further languages that it has.</summary>
    public static IReadOnlyDictionary<string, string> ToRow(Capacity capacity) => Shape.ToRow(capacity.Partner, capacity.Declaration);
}
