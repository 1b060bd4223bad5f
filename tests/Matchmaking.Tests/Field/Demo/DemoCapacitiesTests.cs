using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field.Demo;

public sealed class DemoCapacitiesTests
{
    private static readonly CsvTable Capacities = Repository.Data("capacities.csv");

    [Fact]
    public void The_columns_are_those_of_a_bulk_import() => Assert.Equal(
        "partner,title_en,title_fr,pillars,anywhere,states,subregions,regions,excluded_states,excluded_areas,kind,amount_usd,slots,smallest_share,largest_share,period_from,period_to,languages,conventions,conditions_en,conditions_fr,modality,source_title,source_url,source_as_of,source_certainty,visibility",
        string.Join(',', Capacities.Columns));

    [Fact]
    public void At_least_fifteen_partners_offer_funding() =>
        Assert.True(Capacities.Rows.Where(r => r["kind"] == "funding").Select(r => r["partner"]).Distinct().Count() >= 15);

    [Fact]
    public void Affected_States_are_partners_too() =>
        Assert.Contains(Capacities.Rows, r => r["partner"] == "KHM" && r["kind"] == "training");

    [Fact]
    public void Every_line_obeys_the_limits_of_a_declaration() => Assert.All(Capacities.Rows, row =>
    {
        DemoLimits.Check(row, "conditions");
        Assert.Equal("partners", row["visibility"]);
        var partner = ParticipantId.Parse(row["partner"], null);
        Assert.True(partner.IsOrganisation || States.Find(partner) is not null);
        Assert.NotEmpty(row.List("pillars"));
        Assert.All(row.List("pillars"), pillar => Assert.Contains(pillar, Enum.GetValues<Pillar>().Select(Json.Code)));
        Assert.Contains(row["kind"], Enum.GetValues<AssistanceKind>().Select(Json.Code));
        Assert.Equal(row["kind"] == "funding", row["amount_usd"] != "");
        Assert.NotEqual(row["kind"] == "funding", row["slots"] != "");
    });

    [Fact]
    public void Every_place_is_a_known_State_or_subregion_and_never_the_partner_itself() => Assert.All(Capacities.Rows, row =>
    {
        Assert.True(row["anywhere"] == "true" ? row["states"] + row["subregions"] == "" : row["states"] + row["subregions"] != "");
        Assert.All(row.List("states"), state => Assert.NotNull(States.Find(ParticipantId.Parse(state, null))));
        Assert.DoesNotContain(row["partner"], row.List("states"));
        Assert.All(row.List("subregions"), code => Assert.False(Areas.Find(code)!.IsRegion));
    });

    [Fact]
    public void What_is_assumed_is_called_an_assumption() => Assert.All(Capacities.Rows, row =>
    {
        Assert.NotEqual("found", row["source_certainty"]);
        Assert.StartsWith("Demonstration, not an offer", row["conditions_en"], StringComparison.Ordinal);
        Assert.Contains("To be confirmed", row["conditions_en"], StringComparison.Ordinal);
        Assert.Contains("À confirmer", row["conditions_fr"], StringComparison.Ordinal);
    });
}
