using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class BadCapacityTests
{
    /// <summary>What is wrong, the members that make it so, and the one error that must come of it.</summary>
    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "title too short", """{"title":{"en":"ab"}}""", "title.en", "too_short" },
        { "no pillars", """{"-":"pillars"}""", "pillars", "required" },
        { "pillars empty", """{"pillars":[]}""", "pillars", "empty" },
        { "pillar twice", """{"pillars":["advocacy","advocacy"]}""", "pillars[1]", "duplicate" },
        { "no places", """{"-":"places"}""", "places", "required" },
        { "nowhere", """{"places":{}}""", "places", "empty" },
        { "nowhere, though with exclusions", """{"places":{"excludedStates":["IRQ"]}}""", "places", "empty" },
        { "anywhere as text", """{"places":{"anywhere":"yes"}}""", "places.anywhere", "wrong_type" },
        { "anywhere and a subregion", """{"places":{"anywhere":true,"subregions":["014"]}}""", "places.subregions", "anywhere_and_named" },
        { "anywhere and a region", """{"places":{"anywhere":true,"regions":["002"]}}""", "places.regions", "anywhere_and_named" },
        { "place by name", """{"places":{"states":["Chad"]}}""", "places.states[0]", "not_a_participant" },
        { "place in small letters", """{"places":{"states":["tcd"]}}""", "places.states[0]", "not_a_participant" },
        { "organisation as place", """{"places":{"states":["org-halo"]}}""", "places.states[0]", "not_a_state" },
        { "State unknown", """{"places":{"states":["TCD","XXX"]}}""", "places.states[1]", "unknown_participant" },
        { "itself as place", """{"places":{"states":["NOR"]}}""", "places.states", "is_self" },
        { "region unknown", """{"places":{"regions":["999"]}}""", "places.regions[0]", "unknown_area" },
        { "region by name", """{"places":{"regions":["Africa"]}}""", "places.regions[0]", "unknown_area" },
        { "region as number", """{"places":{"regions":[2]}}""", "places.regions[0]", "wrong_type" },
        { "subregion among regions", """{"places":{"regions":["014"]}}""", "places.regions[0]", "unknown_area" },
        { "region among subregions", """{"places":{"subregions":["002"]}}""", "places.subregions[0]", "unknown_area" },
        { "State named and excluded", """{"places":{"states":["TCD"],"excludedStates":["TCD"]}}""", "places.excludedStates", "named_and_excluded" },
        { "area named and excluded", """{"places":{"subregions":["014"],"excludedAreas":["014"]}}""", "places.excludedAreas", "named_and_excluded" },
        { "excluded State unknown", """{"places":{"anywhere":true,"excludedStates":["XXX"]}}""", "places.excludedStates[0]", "unknown_participant" },
        { "excluded area unknown", """{"places":{"anywhere":true,"excludedAreas":["01"]}}""", "places.excludedAreas[0]", "unknown_area" },
        { "places misspelt", """{"places":{"anywhere":true,"excludedState":["IRQ"]}}""", "places.excludedState", "unknown_field" },
        { "no kind", """{"-":"kind"}""", "kind", "required" },
        { "kind unknown", """{"kind":"cash"}""", "kind", "unknown_code" },
        { "funding without amount", """{"-":"amountUsd"}""", "amountUsd", "required" },
        { "funding in slots", """{"slots":5}""", "slots", "not_applicable" },
        { "training without slots", """{"kind":"training","-":"amountUsd,smallestShare,largestShare,modality"}""", "slots", "required" },
        { "training in dollars", """{"kind":"training","slots":5,"-":"smallestShare,largestShare,modality"}""", "amountUsd", "not_applicable" },
        { "training as a grant", """{"kind":"training","slots":5,"-":"amountUsd,smallestShare,largestShare"}""", "modality", "not_applicable" },
        { "amount negative", """{"amountUsd":-3}""", "amountUsd", "negative" },
        { "amount absurd", """{"amountUsd":1000000000000}""", "amountUsd", "too_large" },
        { "smallest above largest", """{"smallestShare":1000001}""", "smallestShare", "above_largest" },
        { "smallest above amount", """{"smallestShare":3000001,"-":"largestShare"}""", "smallestShare", "above_amount" },
        { "largest above amount", """{"largestShare":3000001}""", "largestShare", "above_amount" },
        { "largest above slots", """{"kind":"training","slots":5,"largestShare":6,"-":"amountUsd,smallestShare,modality"}""", "largestShare", "above_amount" },
        { "smallest zero", """{"smallestShare":0}""", "smallestShare", "too_small" },
        { "period reversed", """{"period":{"from":"2028-01-01","to":"2027-01-01"}}""", "period.to", "period_reversed" },
        { "language unknown", """{"languages":["eng"]}""", "languages[0]", "unknown_language" },
        { "convention unknown", """{"conventions":["oslo"]}""", "conventions[0]", "unknown_code" },
        { "conditions with a bell", """{"conditions":{"en":"ring\u0007"}}""", "conditions.en", "control_character" },
        { "no least national contribution", """{"leastNationalPercent":0}""", "leastNationalPercent", "too_small" },
        { "all of it a national contribution", """{"leastNationalPercent":100}""", "leastNationalPercent", "too_large" },
        { "a national contribution to training", """{"kind":"training","slots":5,"leastNationalPercent":10,"-":"amountUsd,smallestShare,largestShare,modality"}""", "leastNationalPercent", "not_applicable" },
        { "modality unknown", """{"modality":"loan"}""", "modality", "unknown_code" },
        { "source with an odd address", """{"source":{"title":"Budget","url":"https://exa mple.org","certainty":"found"}}""", "source.url", "not_a_url" },
        { "visibility null character", """{"visibility":"public\u0000"}""", "visibility", "control_character" },
        { "a need's field", """{"pillar":"advocacy"}""", "pillar", "unknown_field" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Each_mistake_in_a_capacity_is_the_one_error_that_it_is(string mistake, string fragment, string field, string code)
    {
        var reading = CapacityReader.Read(Declaring.Bodies.With(Declaring.Bodies.Capacity, fragment), Known.Norway, Known.Places);

        var errors = Readings.Errors(reading);
        Assert.True(errors is [{ } error] && (error.Field, error.Code) == (field, code), $"{mistake}: {string.Join(" | ", errors)}");
    }

    [Fact]
    public void The_body_that_the_mistakes_are_made_in_is_right() =>
        Readings.Value(CapacityReader.Read(JsonDocument.Parse(Declaring.Bodies.Capacity).RootElement, Known.Norway, Known.Places));
}
