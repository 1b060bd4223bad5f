using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

public sealed class PolicyReaderTests
{
    private static readonly MatchPolicy Present = MatchPolicy.Standard with { Version = 3 };

    [Fact]
    public void A_document_that_was_read_is_taken_as_it_stands_and_is_the_next_version()
    {
        var read = Accepted(PolicyWriter.ToJson(Present).ToJsonString());
        Assert.Equal((Present.Name, 4), (read.Policy.Name, read.Policy.Version));
        Assert.Empty(PolicyNumbers.Differing(Present, read.Policy));
    }

    [Fact]
    public void What_is_left_out_stays_as_it_is()
    {
        var read = Accepted("""
            { "name": "near first", "reason": "Deadlines.", "fit": { "placeState": 240 }, "priority": { "certaintyPercent": [100, 75, 75, 50, 0] },
              "tranches": [ { "upToUsd": 500000, "upToSlots": 1, "points": 8000, "priorityPercent": 100 }, { "upToUsd": 2000000, "upToSlots": 3, "points": 6000, "priorityPercent": 10 } ], "leastOverlapDays": 60 }
            """);
        Assert.Equal(("near first", "Deadlines."), (read.Policy.Name, read.Reason));
        Assert.Equal(
            ["tranches[].upToUsd", "tranches[].upToSlots", "tranches[].points", "tranches[].priorityPercent", "leastOverlapDays", "fit.placeState", "priority.certaintyPercent[]"],
            PolicyNumbers.Differing(Present, read.Policy).Select(number => number.Path));
        Assert.Equal([new Tranche(500_000, 1, 8000, 100), new Tranche(2_000_000, 3, 6000, 10)], read.Policy.Tranches);
        Assert.Equal((240, 150, 60), (read.Policy.Fit.PlaceState, read.Policy.Fit.PlaceSubregion, read.Policy.LeastOverlapDays));
    }

    [Theory]
    [InlineData("""{ "fit": { "placeStat": 1 } }""", "fit.placeStat", "unknown_field", null, "'placeState', perhaps")]
    [InlineData("""{ "highest": 1 }""", "highest", "unknown_field", null, "one of name, version, reason, tranches, restPriorityPercent")]
    [InlineData("""{ "fit": { "placeState": "350" } }""", "fit.placeState", "wrong_type", "350", "a whole number from 0 to 1000")]
    [InlineData("""{ "fit": { "placeState": 350.5 } }""", "fit.placeState", "not_whole", "350.5", "a whole number")]
    [InlineData("""{ "fit": { "placeState": -1 } }""", "fit.placeState", "negative", "-1", "a whole number")]
    [InlineData("""{ "fit": { "placeState": 1001 } }""", "fit.placeState", "too_large", "1001", "a whole number")]
    [InlineData("""{ "fit": 5 }""", "fit", "wrong_type", "5", "an object")]
    [InlineData("""{ "leastOverlapDays": 0 }""", "leastOverlapDays", "too_small", "0", "a whole number from 1 to 366")]
    [InlineData("""{ "name": "" }""", "name", "too_short", "", "text of 1 to 40 characters")]
    [InlineData("""{ "version": 2 }""", "version", "too_small", "2", "3, the version in force")]
    [InlineData("""{ "version": 4 }""", "version", "too_large", "4", "3, the version in force")]
    [InlineData("""{ "tranches": [] }""", "tranches", "empty", "0 elements", "1 to 9 elements")]
    [InlineData("""{ "tranches": [ 5 ] }""", "tranches[0]", "wrong_type", "5", "an object")]
    [InlineData("""{ "tranches": [ { "upToUsd": 1, "upToSlots": 1, "points": 0 } ] }""", "tranches[0].priorityPercent", "required", null, "a whole number from 0 to 100")]
    [InlineData("""{ "tranches": [ { "upToUsd": 1, "upToSlots": 1, "points": 0, "priorityPercent": 50, "note": 1 } ] }""", "tranches[0].note", "unknown_field", null, "one of upToUsd, upToSlots, points, priorityPercent")]
    [InlineData("""{ "priority": { "certaintyPercent": [100, 50] } }""", "priority.certaintyPercent", "too_few", "2 elements", "a list of 5 numbers")]
    [InlineData("""{ "priority": { "certaintyPercent": [100, 90, 80, 70, 60, 50] } }""", "priority.certaintyPercent", "too_many", "6 elements", "a list of 5 numbers")]
    [InlineData("""{ "priority": { "certaintyPercent": [100, 90, 80, null, 60] } }""", "priority.certaintyPercent[3]", "required", null, "a list of 5 numbers")]
    [InlineData("""{ "priority": { "certaintyPercent": [100, 90, 80, 170, 60] } }""", "priority.certaintyPercent[3]", "too_large", "170", "a whole number from 0 to 100")]
    public void A_bad_number_is_named_with_what_was_given_and_what_is_expected(string body, string field, string code, string? given, string expected)
    {
        var error = Assert.Single(Rejected(body));
        Assert.Equal((field, code, given), (error.Field, error.Code, error.Given));
        Assert.StartsWith(expected, error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "fit": { "placeAnywhere": 151 } }""", "fit.placeAnywhere", "151", "A place named more precisely never earns less.")]
    [InlineData("""{ "fit": { "placeState": 240, "placeAnywhere": 151 } }""", "fit.placeAnywhere", "151", "A place named more precisely never earns less.")]
    [InlineData("""{ "fit": { "placeState": 140 } }""", "fit.placeState", "140", "A place named more precisely never earns less.")]
    [InlineData("""{ "fit": { "kindAmongOthers": 151 } }""", "fit.kindAmongOthers", "151", "The only kind asked for never earns less than one of several.")]
    [InlineData("""{ "fit": { "periodCover": 900, "languageShared": 30 } }""", "fit.periodCover", "900", "What one pair can earn in all is at most 1000.")]
    [InlineData("""{ "priority": { "people": 999 } }""", "priority.people", "999", "What one need can earn in all is at most 1000.")]
    [InlineData("""{ "priority": { "deadlineInSightDays": 300 } }""", "priority.deadlineInSightDays", "300", "A deadline in sight is further than a near one.")]
    [InlineData("""{ "priority": { "certaintyPercent": [50, 75, 75, 50, 25] } }""", "priority.certaintyPercent", "50, 75, 75, 50, 25", "One percentage, 0 to 100 and falling")]
    [InlineData("""{ "tranches": [ { "upToUsd": 5, "upToSlots": 1, "points": 9, "priorityPercent": 50 }, { "upToUsd": 5, "upToSlots": 2, "points": 9, "priorityPercent": 50 } ] }""", "tranches", "5, 5", "Each slice ends further")]
    [InlineData("""{ "tranches": [ { "upToUsd": 5, "upToSlots": 1, "points": 8, "priorityPercent": 50 }, { "upToUsd": 6, "upToSlots": 2, "points": 9, "priorityPercent": 50 } ] }""", "tranches", "5, 6", "Points never rise")]
    [InlineData("""{ "restPriorityPercent": 21 }""", "restPriorityPercent", "21", "Priority never rises from slice to slice, nor in the rest.")]
    public void A_broken_rule_names_the_number_that_breaks_it(string body, string field, string given, string rule)
    {
        var error = Assert.Single(Rejected(body));
        Assert.Equal((field, FieldErrorCodes.Inconsistent, given), (error.Field, error.Code, error.Given));
        Assert.StartsWith(rule, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_numbers_that_break_a_rule_together_are_both_named() =>
        Assert.Equal(["fit.periodCover", "fit.languageShared"], Rejected("""{ "fit": { "placeState": 150, "periodCover": 160, "languageShared": 110 } }""").Select(e => e.Field));

    [Fact]
    public void Where_no_number_alone_breaks_a_rule_as_few_are_named_as_break_it() =>
        Assert.Equal(["fit.placeAnywhere"], Rejected("""{ "fit": { "placeState": 250, "placeRegion": 70, "placeAnywhere": 80, "placeSubregion": 60 } }""").Select(e => e.Field));

    [Fact]
    public void A_reason_is_owed_where_it_is_asked_for()
    {
        var error = Assert.Single(Assert.IsType<Reading<PolicyChange>.Rejected>(PolicyReader.Read(Parse("""{ "fit": { "placeState": 240 } }"""), Present, reasonOwed: true)).Errors);
        Assert.Equal(("reason", "required"), (error.Field, error.Code));
    }

    [Fact]
    public void What_is_written_has_every_number_at_its_path()
    {
        var document = PolicyWriter.ToJson(Present);
        Assert.All(PolicyNumbers.All, number => Assert.Equal(number.Of(Present), At(document, number.Path)));
    }

    private static IEnumerable<long> At(JsonNode document, string path) => path.Split('.')
        .Aggregate<string, IEnumerable<JsonNode>>([document], (nodes, part) => part.EndsWith("[]", StringComparison.Ordinal)
            ? nodes.SelectMany(node => node[part[..^2]]!.AsArray().Select(element => element!))
            : nodes.Select(node => node[part]!))
        .Select(node => node.GetValue<long>());

    private static PolicyChange Accepted(string body) => Assert.IsType<Reading<PolicyChange>.Accepted>(PolicyReader.Read(Parse(body), Present, reasonOwed: false)).Value;

    private static IReadOnlyList<FieldError> Rejected(string body) => Assert.IsType<Reading<PolicyChange>.Rejected>(PolicyReader.Read(Parse(body), Present, reasonOwed: false)).Errors;

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
