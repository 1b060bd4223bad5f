using System.Text.Json.Nodes;
using static Matchmaking.Declaring.CsvCell;

namespace Matchmaking.Declaring;

/// <summary>A need as one row of a CSV.</summary>
/// <param name="State">The State that declares.</param>
/// <param name="Declaration">What it declares.</param>
public sealed record NeedRow(ParticipantId State, NeedDeclaration Declaration);

/// <summary>
/// Needs as rows of a CSV, one column per field. Lists are separated by <c>;</c>, an empty cell is a field that is
/// not given, and a column that no row fills may be absent. Texts may have a column per language of ISO 639-1
/// (<c>title_pt</c>). Deadlines stand in one cell, <c>apmbc 5 2027-04-01 found; ccm 4 2030-08-01 derived</c>; one alone may
/// have four columns instead. The rules are those of <see cref="NeedReader"/>.
/// </summary>
public static class NeedCsv
{
    private static readonly CsvShape Shape = new("state", ["period"],
    [
        new("conventions", "conventions", List, Required: true),
        new("pillar", "pillar", Required: true),
        new("title", "title", Texts, Required: true),
        new("description", "description", Texts),
        new("kinds", "kinds", List, Required: true),
        new("amount_usd", "amountUsd", Number),
        new("national_contribution_usd", "nationalContributionUsd", Number),
        new("slots", "slots", Number),
        new("period_from", "period.from", Required: true),
        new("period_to", "period.to", Required: true),
        new("quantity", "quantity.amount", Number),
        new("unit", "quantity.unit"),
        new("women", "people.women", Number),
        new("girls", "people.girls", Number),
        new("men", "people.men", Number),
        new("boys", "people.boys", Number),
        new("not_disaggregated", "people.notDisaggregated", Number),
        new("deadline_convention", "deadline.convention"),
        new("deadline_article", "deadline.article", Number),
        new("deadline_date", "deadline.date"),
        new("deadline_certainty", "deadline.certainty"),
        new("deadlines", "deadlines", Deadlines),
        new("expected_by", "expectedBy"),
        new("people_without_services", "peopleWithoutServices", Number),
        new("gender", "genderAndDiversity", Texts),
        new("environment", "environment", Texts),
        new("languages", "languages", List),
        new("unwanted_partners", "unwantedPartners", List),
        new("source_title", "source.title"),
        new("source_url", "source.url"),
        new("source_as_of", "source.asOf"),
        new("source_certainty", "source.certainty"),
        new("visibility", "visibility"),
        new("interest", "interest"),
    ]);

    /// <summary>The columns in order, with texts in English and French.</summary>
    public static IReadOnlyList<string> Columns => Shape.Standard;

    /// <summary>The columns of a file that holds these rows: <see cref="Columns"/> and the further languages that the rows have.</summary>
    public static IReadOnlyList<string> Header(IEnumerable<IReadOnlyDictionary<string, string>> rows) => Shape.Header(rows);

    /// <summary>What is wrong with a file's first line: unknown, doubled and missing columns; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header) => Shape.Check(header);

    /// <summary>The body that the API would take for this row, without the State; unknown columns are left out.</summary>
    public static JsonObject ToJson(IReadOnlyDictionary<string, string> row) => Shape.ToJson(row);

    /// <summary>The column of a field's path in the body: <c>amount_usd</c> for <c>amountUsd</c>.</summary>
    public static string Column(string field) => Shape.Column(field);

    /// <summary>Reads a row, cells by column; errors name columns.</summary>
    public static Reading<NeedRow> Read(IReadOnlyDictionary<string, string> row, KnownPlaces known) => Shape.Read(
        row,
        reader => reader.State("state", known.IsParticipant),
        (body, state) => NeedReader.Read(body, state, known),
        (state, declaration) => new NeedRow(state, declaration));

    /// <summary>The row of a need: every column of <see cref="Columns"/>, "" where there is nothing, and further languages that it has.</summary>
    public static IReadOnlyDictionary<string, string> ToRow(Need need) => Shape.ToRow(need.State, need.Declaration);
}
