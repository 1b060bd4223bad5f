using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Tests.Declaring;

/// <summary>What can be entered in the record of assistance, and what is wrong with the rest.</summary>
public sealed class RecordReaderTests
{
    private const int ThisYear = 2026;

    private const string Gift = """
        { "usd": 250000, "pillars": ["victim_assistance", "risk_education"],
          "source": { "title": "Annual report", "url": "https://example.org/report", "asOf": "2025-06", "certainty": "found" } }
        """;

    private const string Held = """{ "years": [2022, 2019], "source": { "title": "Annual reports", "certainty": "found_partly" } }""";

    private static readonly Dictionary<string, string> Line = new()
    {
        ["partner"] = "NOR",
        ["state"] = "SDN",
        ["year"] = "2024",
        ["usd"] = "250000",
        ["pillars"] = "risk_education;victim_assistance",
        ["certainty"] = "found",
        ["source_title"] = "Annual report",
        ["source_url"] = "https://example.org/report",
        ["source_as_of"] = "2025-06",
    };

    [Fact]
    public void A_line_is_read_from_a_body_as_from_a_file()
    {
        var gift = Readings.Value(RecordReader.Read(Parsed(Gift)));
        var (line, fromFile) = Readings.Value(RecordCsv.Read(Line, Known.Places, ThisYear));

        Assert.Equal(new RecordLine(Known.Norway, Known.Sudan, 2024), line);
        Assert.Equal((250000, new Source("Annual report", "https://example.org/report", "2025-06", Certainty.Found)), (gift.Usd, gift.Source));
        Assert.Equal((gift.Usd, gift.Source), (fromFile.Usd, fromFile.Source));
        Assert.Equal([Pillar.RiskEducation, Pillar.VictimAssistance], gift.Pillars.OrderBy(Json.Code));
        Assert.Equal(gift.Pillars, fromFile.Pillars);
    }

    [Fact]
    public void The_published_file_could_be_sent_as_it_is()
    {
        var known = Known.Places with { IsParticipant = _ => true };
        var table = CsvTable.OfResource("assistance.csv");
        Assert.Empty(RecordCsv.CheckHeader([.. table.Columns]));
        var read = table.Rows.Select(row => Readings.Value(RecordCsv.Read(table.Columns.ToDictionary(column => column, column => row[column]), known, ThisYear)));
        Assert.Equal(
            AssistanceRecord.Published.Rows.Select(row => Shown(row.Line, row.Gift)).Order(StringComparer.Ordinal),
            read.Select(one => Shown(one.Line, one.Gift)).Order(StringComparer.Ordinal));

        static string Shown(RecordLine line, RecordedGift gift) => $"{line} {gift.Usd} {string.Join(';', gift.Pillars)} {gift.Source}";
    }

    [Fact]
    public void Held_years_rise_and_none_is_an_answer()
    {
        Assert.Equal([2019, 2022], Readings.Value(RecordReader.ReadHeld(Parsed(Held), ThisYear)).Years);
        Assert.Empty(Readings.Value(RecordReader.ReadHeld(Changed(Held, "years", "[]"), ThisYear)).Years);
    }

    [Theory]
    [InlineData("usd", "", "usd", "required")]
    [InlineData("usd", "0", "usd", "too_small")]
    [InlineData("usd", "-1", "usd", "negative")]
    [InlineData("usd", "1.5", "usd", "not_whole")]
    [InlineData("usd", "\"100\"", "usd", "wrong_type")]
    [InlineData("usd", "100000000001", "usd", "too_large")]
    [InlineData("pillars", "[\"demining\"]", "pillars[0]", "unknown_code")]
    [InlineData("pillars", "[\"risk_education\",\"risk_education\"]", "pillars[1]", "duplicate")]
    [InlineData("source", "", "source", "required")]
    [InlineData("source", "{}", "source.title", "required")]
    [InlineData("source.title", "\"\"", "source.title", "too_short")]
    [InlineData("source.url", "\"report.pdf\"", "source.url", "not_a_url")]
    [InlineData("source.certainty", "", "source.certainty", "required")]
    [InlineData("source.certainty", "\"sure\"", "source.certainty", "unknown_code")]
    [InlineData("year", "2024", "year", "unknown_field")]
    public void A_bad_line_is_told_where_and_what(string path, string json, string field, string code) =>
        Assert.Contains((field, code), Readings.Errors(RecordReader.Read(Changed(Gift, path, json))).Select(error => (error.Field, error.Code)));

    [Theory]
    [InlineData("years", "", "years", "required")]
    [InlineData("years", "2020", "years", "wrong_type")]
    [InlineData("years", "[2020, 2020]", "years[1]", "duplicate")]
    [InlineData("years", "[1989]", "years[0]", "too_small")]
    [InlineData("years", "[2027]", "years[0]", "too_large")]
    [InlineData("source", "", "source", "required")]
    public void Bad_years_are_told_where_and_what(string path, string json, string field, string code) =>
        Assert.Contains((field, code), Readings.Errors(RecordReader.ReadHeld(Changed(Held, path, json), ThisYear)).Select(error => (error.Field, error.Code)));

    [Theory]
    [InlineData("partner", "", "partner", "required")]
    [InlineData("partner", "Norway", "partner", "not_a_participant")]
    [InlineData("partner", "org-nobody", "partner", "unknown_participant")]
    [InlineData("state", "NOR", "state", "is_self")]
    [InlineData("state", "org-halo", "state", "not_a_state")]
    [InlineData("year", "2027", "year", "too_large")]
    [InlineData("year", "last", "year", "wrong_type")]
    [InlineData("usd", "250,000", "usd", "wrong_type")]
    [InlineData("source_title", "", "source_title", "required")]
    [InlineData("certainty", "", "certainty", "required")]
    [InlineData("note", "x", "note", "unknown_field")]
    public void A_bad_cell_is_told_by_its_column(string column, string text, string field, string code) => Assert.Contains(
        (field, code),
        Readings.Errors(RecordCsv.Read(new Dictionary<string, string>(Line) { [column] = text }, Known.Places, ThisYear)).Select(error => (error.Field, error.Code)));

    private static JsonElement Parsed(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>The body with one field set, or taken away where the JSON is "".</summary>
    private static JsonElement Changed(string body, string path, string json)
    {
        var (node, names) = (JsonNode.Parse(body)!, path.Split('.'));
        var target = names[..^1].Aggregate(node, (group, name) => group[name]!).AsObject();
        _ = json.Length == 0 ? target.Remove(names[^1]) : (target[names[^1]] = JsonNode.Parse(json)) is not null;
        return JsonSerializer.SerializeToElement(node);
    }
}
