using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class BadRowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A cell, what stands in it, and the one error that must come of it: column and code.</summary>
    public static TheoryData<string, string, string, string> NeedCells => new()
    {
        { "state", "", "state", "required" },
        { "state", "Sudan", "state", "not_a_participant" },
        { "state", "XXX", "state", "unknown_participant" },
        { "state", "org-halo", "state", "not_a_state" },
        { "conventions", "", "conventions", "required" },
        { "conventions", ";", "conventions", "empty" },
        { "conventions", "apmbc;ottawa", "conventions", "unknown_code" },
        { "conventions", "apmbc,ccm", "conventions", "unknown_code" },
        { "pillar", "", "pillar", "required" },
        { "pillar", "demining", "pillar", "unknown_code" },
        { "title_en", "ab", "title_en", "too_short" },
        { "title_fr", "un\ndeux", "title_fr", "control_character" },
        { "title_en", "D\uFFFDpollution", "title_en", "broken_text" },
        { "title_en", "abc\uD800def", "title_en", "broken_text" },
        { "description_en", new string('x', 4001), "description_en", "too_long" },
        { "description_pt", "a\u0001b", "description_pt", "control_character" },
        { "kinds", "funding;training;funding", "kinds", "duplicate" },
        { "amount_usd", "five", "amount_usd", "wrong_type" },
        { "amount_usd", "5,000,000", "amount_usd", "wrong_type" },
        { "amount_usd", "5 000 000", "amount_usd", "wrong_type" },
        { "amount_usd", "5.000.000", "amount_usd", "wrong_type" },
        { "amount_usd", "5000000.00", "amount_usd", "wrong_type" },
        { "amount_usd", "5e6", "amount_usd", "wrong_type" },
        { "amount_usd", "$5000000", "amount_usd", "wrong_type" },
        { "amount_usd", "٥٠٠٠٠٠٠", "amount_usd", "wrong_type" },
        { "amount_usd", "-5", "amount_usd", "negative" },
        { "amount_usd", "0", "amount_usd", "too_small" },
        { "amount_usd", "99999999999999999999999", "amount_usd", "too_large" },
        { "amount_usd", "", "national_contribution_usd", "not_applicable" },
        { "national_contribution_usd", "5000001", "national_contribution_usd", "above_amount" },
        { "slots", "10001", "slots", "too_large" },
        { "period_from", "", "period_from", "required" },
        { "period_from", "31/01/2027", "period_from", "not_a_date" },
        { "period_to", "2026-12-31", "period_to", "period_reversed" },
        { "period_to", "2077-12-31", "period_to", "period_too_long" },
        { "period_to", "2101-01-01", "period_to", "out_of_range" },
        { "quantity", "", "quantity", "required" },
        { "unit", "", "unit", "required" },
        { "unit", "hectares", "unit", "unknown_code" },
        { "women", "-1", "women", "negative" },
        { "not_disaggregated", "many", "not_disaggregated", "wrong_type" },
        { "deadline_convention", "", "deadline_convention", "required" },
        { "deadline_article", "V", "deadline_article", "wrong_type" },
        { "deadline_date", "soon", "deadline_date", "not_a_date" },
        { "deadline_certainty", "sure", "deadline_certainty", "unknown_code" },
        { "gender_en", new string('x', 4001), "gender_en", "too_long" },
        { "environment_fr", "a\u001bb", "environment_fr", "control_character" },
        { "languages", "en;english", "languages", "unknown_language" },
        { "unwanted_partners", "SDN", "unwanted_partners", "is_self" },
        { "unwanted_partners", "org-nobody", "unwanted_partners", "unknown_participant" },
        { "source_title", "", "source_title", "required" },
        { "source_url", "example.org", "source_url", "not_a_url" },
        { "source_as_of", "lately", "source_as_of", "not_a_date" },
        { "source_certainty", "", "source_certainty", "required" },
        { "visibility", "all", "visibility", "unknown_code" },
        { "interest", "yes", "interest", "unknown_code" },
        { "colour", "red", "colour", "unknown_field" },
        { "amountUsd", "5", "amountUsd", "unknown_field" },
        { "title_zz", "Title", "title_zz", "unknown_field" },
    };

    public static TheoryData<string, string, string, string> CapacityCells => new()
    {
        { "partner", "", "partner", "required" },
        { "partner", "org-nobody", "partner", "unknown_participant" },
        { "pillars", "", "pillars", "required" },
        { "anywhere", "yes", "anywhere", "wrong_type" },
        { "states", "Chad", "states", "not_a_participant" },
        { "states", "NOR", "states", "is_self" },
        { "subregions", "999", "subregions", "unknown_area" },
        { "regions", "Africa", "regions", "unknown_area" },
        { "states", "", "anywhere", "empty" },
        { "excluded_states", "TCD", "excluded_states", "named_and_excluded" },
        { "excluded_areas", "1", "excluded_areas", "unknown_area" },
        { "kind", "", "kind", "required" },
        { "amount_usd", "", "amount_usd", "required" },
        { "slots", "3", "slots", "not_applicable" },
        { "smallest_share", "1000001", "smallest_share", "above_largest" },
        { "largest_share", "3000001", "largest_share", "above_amount" },
        { "conditions_fr", "a\u0007b", "conditions_fr", "control_character" },
        { "least_national_percent", "100", "least_national_percent", "too_large" },
        { "modality", "loan", "modality", "unknown_code" },
    };

    [Theory]
    [MemberData(nameof(NeedCells))]
    public void Each_bad_cell_of_a_need_is_the_one_error_that_it_is(string column, string cell, string expectedColumn, string code)
    {
        var need = Readings.Value(NeedReader.Read(JsonDocument.Parse(Bodies.Need).RootElement, Known.Sudan, Known.Places));
        var row = new Dictionary<string, string>(NeedCsv.ToRow(new Need("n1", Known.Sudan, 1, DeclarationStatus.Open, Noon, need))) { [column] = cell };

        AssertOne(NeedCsv.Read(row, Known.Places), expectedColumn, code);
    }

    [Theory]
    [MemberData(nameof(CapacityCells))]
    public void Each_bad_cell_of_a_capacity_is_the_one_error_that_it_is(string column, string cell, string expectedColumn, string code)
    {
        var body = Bodies.With(Bodies.Capacity, """{"places":{"states":["TCD"]}}""");
        var capacity = Readings.Value(CapacityReader.Read(body, Known.Norway, Known.Places));
        var row = new Dictionary<string, string>(CapacityCsv.ToRow(new Capacity("c1", Known.Norway, 1, DeclarationStatus.Open, Noon, capacity))) { [column] = cell };

        AssertOne(CapacityCsv.Read(row, Known.Places), expectedColumn, code);
    }

    private static void AssertOne<T>(Reading<T> reading, string column, string code)
    {
        var errors = Readings.Errors(reading);
        Assert.True(errors is [{ } error] && (error.Field, error.Code) == (column, code), string.Join(" | ", errors));
    }
}
