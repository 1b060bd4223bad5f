using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class AnyJsonTests
{
    // Values that a client might send by mistake or in malice, some right in some places.
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "7", "12.5", "1e400", "-0", "99999999999999999999", "3000000", "\"\"", "\" \"", "\"abc\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"en\"", "\"funding\"", "\"training\"", "\"survey_clearance\"", "\"TCD\"", "\"SDN\"", "\"014\"", "\"2027-06-01\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"https://example.org\"", "\"public\"", "[]", "{}", "[[]]", "[null]", "{\"en\":\"abc\"}", "{\"en\":1}",
        "[\"funding\"]", "[\"funding\",\"training\"]", "[\"apmbc\"]", "[\"TCD\"]", "[\"SDN\"]", "{\"from\":\"2027-01-01\",\"to\":\"2028-01-01\"}",
        "{\"from\":{},\"to\":[]}", "{\"anywhere\":true}", "{\"\":{\"\":[]}}",
    ];

    private static readonly string[] NeedFields = [.. JsonNode.Parse(Bodies.Need)!.AsObject().Select(m => m.Key), "description", "environment", "x"];
    private static readonly string[] CapacityFields = [.. JsonNode.Parse(Bodies.Capacity)!.AsObject().Select(m => m.Key), "slots", "conditions", "x"];

    private static Gen<string> Changes(string[] fields) =>
        from changes in Gen.Zip(Gen.Elements(fields), Gen.Elements(Values)).ListOf()
        select $"{{{string.Join(',', changes.Take(4).Select(c => $"\"{c.Item1}\":{c.Item2}"))}}}";

    [Fact]
    public void Whatever_a_need_s_fields_hold_it_is_refused_or_within_its_ranges() =>
        Prop.ForAll(Changes(NeedFields).ToArbitrary(), changes =>
        {
            if (NeedReader.Read(Bodies.With(Bodies.Need, changes), Known.Sudan, Known.Places) is Reading<NeedDeclaration>.Accepted(var need))
            {
                AssertInRange(need);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Whatever_a_capacity_s_fields_hold_it_is_refused_or_within_its_ranges() =>
        Prop.ForAll(Changes(CapacityFields).ToArbitrary(), changes =>
        {
            if (CapacityReader.Read(Bodies.With(Bodies.Capacity, changes), Known.Norway, Known.Places) is Reading<CapacityDeclaration>.Accepted(var capacity))
            {
                AssertInRange(capacity);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Whatever_stands_alone_is_refused() => Assert.All(Values.Where(v => !v.Contains("\\ud800", StringComparison.Ordinal)), value =>
    {
        var body = JsonDocument.Parse(value).RootElement;
        Assert.NotEmpty(Readings.Errors(NeedReader.Read(body, Known.Sudan, Known.Places)));
        Assert.NotEmpty(Readings.Errors(CapacityReader.Read(body, Known.Norway, Known.Places)));
    });

    [Fact]
    public void Random_declarations_are_within_their_ranges() =>
        Prop.ForAll(Declared.Need.ToArbitrary(), Declared.Capacity.ToArbitrary(), (need, capacity) =>
        {
            AssertInRange(need);
            AssertInRange(capacity);
        }).QuickCheckThrowOnFailure();

    private static void AssertInRange(NeedDeclaration need)
    {
        var funding = need.Kinds.Contains(AssistanceKind.Funding);
        Assert.NotEmpty(need.Conventions);
        Assert.NotEmpty(need.Kinds);
        Assert.Distinct(need.Kinds);
        Assert.False(need.Title.IsEmpty);
        Assert.All(need.Title.Versions.Values, t => Assert.True(t.Length >= 3 && t.Trim() == t && t.IsNormalized()));
        Assert.True(need.AmountUsd is null || (funding && need.AmountUsd is >= 1 and <= 100_000_000_000));
        Assert.True(need.NationalContributionUsd is null || (need.NationalContributionUsd >= 0 && need.NationalContributionUsd <= need.AmountUsd));
        Assert.True(need.Slots is null || (need.Kinds.Any(k => k != AssistanceKind.Funding) && need.Slots is >= 1 and <= 10_000));
        Assert.True(need.GapUsd is null or >= 0);
        Assert.True(need.Languages.Count <= 10 && need.Languages.All(LanguageCodes.Contains));
        Assert.DoesNotContain(Known.Sudan, need.UnwantedPartners);
        AssertInRange(need.Period);
    }

    private static void AssertInRange(CapacityDeclaration capacity)
    {
        var funding = capacity.Kind == AssistanceKind.Funding;
        Assert.NotEmpty(capacity.Pillars);
        Assert.True(funding ? capacity is { AmountUsd: >= 1 and <= 100_000_000_000, Slots: null } : capacity is { AmountUsd: null, Slots: >= 1 and <= 10_000, Modality: null, LeastNationalPercent: null });
        Assert.True(capacity.LeastNationalPercent is null or (>= 1 and <= 99));
        Assert.True(capacity.SmallestShare is null || (capacity.SmallestShare >= 1 && capacity.SmallestShare <= (capacity.LargestShare ?? capacity.Amount)));
        Assert.True(capacity.LargestShare is null || (capacity.LargestShare >= 1 && capacity.LargestShare <= capacity.Amount));
        var places = capacity.Places;
        var named = places.States.Count + places.Subregions.Count + places.Regions.Count;
        Assert.True(places.Anywhere ? named == 0 : named > 0);
        Assert.Empty(places.States.Intersect(places.ExcludedStates));
        Assert.DoesNotContain(Known.Norway, places.States);
        AssertInRange(capacity.Period);
    }

    private static void AssertInRange(Period period) =>
        Assert.True(period.From.Year >= 1990 && period.To.Year <= 2100 && period.From <= period.To && period.To < period.From.AddYears(30));
}
