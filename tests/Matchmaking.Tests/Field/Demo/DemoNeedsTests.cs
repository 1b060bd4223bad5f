using System.Globalization;
using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field.Demo;

public sealed class DemoNeedsTests
{
    private static readonly CsvTable Needs = Repository.Data("needs.csv");
    private static readonly CsvTable Provenance = Repository.Data("needs-provenance.csv");
    private static readonly CsvTable Published = Repository.Published("needs.csv");

    [Fact]
    public void The_columns_are_those_of_a_bulk_import() => Assert.Equal(
        "state,conventions,pillar,title_en,title_fr,description_en,description_fr,kinds,amount_usd,national_contribution_usd,slots,period_from,period_to,quantity,unit,women,girls,men,boys,not_disaggregated,deadline_convention,deadline_article,deadline_date,deadline_certainty,gender_en,gender_fr,environment_en,environment_fr,languages,unwanted_partners,source_title,source_url,source_as_of,source_certainty,visibility,interest",
        string.Join(',', Needs.Columns));

    [Fact]
    public void At_least_thirteen_affected_States_declare_needs() =>
        Assert.True(Needs.Rows.Select(r => r["state"]).Distinct().Count() >= 13);

    [Fact]
    public void Every_published_need_is_used_once_or_left_out_with_a_reason()
    {
        Assert.Equal(Published.Rows.Select(r => r["need_id"]), Provenance.Rows.Select(r => r["published_id"]));
        var used = Provenance.Rows.Where(r => r["outcome"] == "used").ToList();
        Assert.Equal(Enumerable.Range(2, Needs.Rows.Count).Select(i => $"{i}"), used.Select(r => r["line"]));
        Assert.All(Provenance.Rows.Where(r => r["outcome"] != "used"), r => Assert.True(r["outcome"] == "left_out" && r["demo_note"] != ""));
    }

    [Fact]
    public void Figures_and_sources_are_those_published() =>
        Assert.All(Used(), pair =>
        {
            var (need, published) = pair;
            Assert.Equal(published["iso3"], need["state"]);
            Assert.Equal(published["amount_usd"], need["amount_usd"]);
            Assert.Equal(published["pillar"].Split(';')[0], need["pillar"]);
            Assert.Equal(published["as_of"], need["source_as_of"]);
            Assert.Equal(published["source_title"], need["source_title"]);
            Assert.Equal(published["source_url"], need["source_url"]);
            Assert.Equal(published["convention"], need["conventions"].ToUpperInvariant());
            Assert.Equal(published["amount_usd"] == "" ? "" : published["national_contribution_usd"], need["national_contribution_usd"]);
            var squareMetres = need["quantity"] == "" ? "" : (decimal.Parse(need["quantity"], CultureInfo.InvariantCulture) / 1_000_000m).ToString(CultureInfo.InvariantCulture);
            Assert.Equal(published["remaining_area_km2"], squareMetres);
        });

    [Fact]
    public void A_published_end_that_would_stop_the_demonstration_is_moved_and_said() =>
        Assert.All(Used().Zip(Provenance.Rows.Where(r => r["outcome"] == "used")), pair =>
        {
            var ((need, published), note) = pair;
            Assert.Equal($"{published["period_start"]}-01-01", need["period_from"]);
            var end = $"{published["period_end"]}-12-31";
            var moved = string.CompareOrdinal(end, "2030-12-31") < 0;
            Assert.Equal(moved ? "2030-12-31" : end, need["period_to"]);
            Assert.Equal(moved, note["demo_note"].Contains("published period ends", StringComparison.Ordinal));
        });

    [Fact]
    public void Only_States_of_whom_a_document_says_so_are_interested() => Assert.Equal(
        ["GNB", "SDN", "SSD"],
        Needs.Rows.Where(r => r["interest"] != "none").Select(r => r["state"]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Clearance_deadlines_are_those_of_the_State() =>
        Assert.All(Needs.Rows.Where(r => r["deadline_date"] != ""), row =>
        {
            var convention = row["deadline_convention"] == "ccm" ? Convention.Ccm : Convention.Apmbc;
            var deadline = States.Find(ParticipantId.Parse(row["state"], null))!.DeadlineUnder(convention)!;
            Assert.Equal("survey_clearance", row["pillar"]);
            Assert.Equal((deadline.Date.ToString(), $"{deadline.Article}", Json.Code(deadline.Certainty)), (row["deadline_date"], row["deadline_article"], row["deadline_certainty"]));
        });

    [Fact]
    public void Every_line_obeys_the_limits_of_a_declaration() => Assert.All(Needs.Rows, row =>
    {
        DemoLimits.Check(row, "description");
        Assert.Equal("public", row["visibility"]);
        Assert.NotNull(States.Find(ParticipantId.Parse(row["state"], null)));
        Assert.Contains(row["pillar"], Enum.GetValues<Pillar>().Select(Json.Code));
        Assert.All(row.List("kinds"), kind => Assert.Contains(kind, Enum.GetValues<AssistanceKind>().Select(Json.Code)));
    });

    [Fact]
    public void For_every_affected_State_some_partner_works_in_that_place_and_pillar()
    {
        var capacities = Repository.Data("capacities.csv").Rows;
        var unmet = Needs.Rows.GroupBy(n => n["state"]).Where(state => !state.Any(need => capacities.Any(c => Fits(need, c)))).Select(s => s.Key);
        Assert.Empty(unmet);
    }

    private static bool Fits(CsvRow need, CsvRow capacity)
    {
        var state = States.Find(ParticipantId.Parse(need["state"], null))!;
        return capacity["partner"] != need["state"]
            && capacity.List("pillars").Contains(need["pillar"])
            && need.List("kinds").Contains(capacity["kind"])
            && (capacity["anywhere"] == "true" || capacity.List("states").Contains(need["state"]) || capacity.List("subregions").Contains(state.Subregion.Code));
    }

    private static IEnumerable<(CsvRow Need, CsvRow Published)> Used()
    {
        var byId = Published.Rows.ToDictionary(r => r["need_id"]);
        return Needs.Rows.Zip(Provenance.Rows.Where(r => r["outcome"] == "used"), (need, note) => (need, byId[note["published_id"]]));
    }
}
