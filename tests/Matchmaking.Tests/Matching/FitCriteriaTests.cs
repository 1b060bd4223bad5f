using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class FitCriteriaTests
{
    private static readonly Period OneYear = new(new(2027, 1, 1), new(2027, 12, 31));

    /// <summary>Norway has helped Cambodia lately and Sudan before that; the record goes from 2011 to 2022.</summary>
    internal static readonly AssistanceRecord Record = new(
    [
        new(Id("NOR"), Id("KHM"), [2016, 2017, 2018], Certainty.FoundPartly, "A report", null),
        new(Id("NOR"), Id("SDN"), [2012, 2014], Certainty.Found, "Another report", null),
        new(Id("DEU"), Id("SDN"), [2011, 2022], Certainty.Found, "A third report", null),
        new(Id("DEU"), Id("AZE"), [2012], Certainty.Found, "A third report", null),
    ]);

    internal static readonly AffectedStates Affected = new(
    [
        new(Id("KHM"), [new(Convention.Apmbc, 5, new(2025, new DateOnly(2025, 12, 31)), Certainty.Uncertain)], true),
        new(Id("MOZ"), [], true),
    ]);

    /// <summary>Markets of one pair, each under a criterion with the points that it earns there and why.</summary>
    internal static readonly Dictionary<string, (MarketInput Input, int Points, string Why)[]> Examples = new()
    {
        ["place"] =
        [
            (Of(capacity: d => d with { Places = new() { States = [Id("SDN")], Regions = ["002"] } }), 350, "place.state_named"),
            (Of(capacity: d => d with { Places = new() { Subregions = ["015"], Anywhere = true } }), 250, "place.subregion_named"),
            (Of(capacity: d => d with { Places = new() { Regions = ["002"] } }), 150, "place.region_named"),
            (Of(), 75, "place.anywhere"),
        ],
        ["kind"] =
        [
            (Of(), 150, "kind.only_one"),
            (Of(d => d with { Kinds = [AssistanceKind.Funding, AssistanceKind.Training], Slots = 2 }), 100, "kind.among_others"),
        ],
        ["period"] =
        [
            (Of(), 200, "period.whole"),
            (Of(d => d with { Period = new(Today.AddDays(-500), Today.AddDays(99)) }, d => d with { Period = new(Today, Today.AddDays(49)) }), 100, "period.part"),
        ],
        ["language"] =
        [
            (Of(d => d with { Languages = ["fr", "en"] }, d => d with { Languages = ["en"] }), 75, "language.shared"),
            (Of(d => d with { Languages = ["fr"] }), 0, "language.not_stated"),
        ],
        ["partnership"] =
        [
            (Known(Of(state: "KHM")), 75, "partnership.continuing"),
            (Known(Of()), 50, "partnership.lapsed"),
            (Known(Of(partner: "EGY")), 0, "partnership.none_recorded"),
        ],
        ["convention"] =
        [
            (Of(Both, d => d with { Conventions = [Convention.Ccm, Convention.Apmbc] }), 50, "convention.joint"),
            (Of(capacity: d => d with { Conventions = [Convention.Apmbc] }), 30, "convention.named"),
            (Of(Both, d => d with { Conventions = [Convention.Apmbc] }), 0, "convention.one_of_two"),
        ],
        ["multi_year"] = [(Of(capacity: Given(FinanceModality.MultiYear)), 50, "multi_year.commitment")],
        ["modality"] =
        [
            (Of(d => d with { Period = OneYear }, Given(FinanceModality.Grant)), 50, "modality.grant"),
            (Of(d => d with { Interest = Interest.CountryCoalition }, Given(FinanceModality.TrustFund)), 50, "modality.trust_fund"),
            (Of(d => d with { Quantity = new(2_000_000, Unit.SquareMetres) }, Given(FinanceModality.ResultsBased)), 50, "modality.results_based"),
            (Of(capacity: Given(FinanceModality.Innovative)), 50, "modality.innovative"),
            (Of(d => d with { NationalContributionUsd = 250_000 }, Given(FinanceModality.CoFunding)), 50, "modality.co_funding"),
        ],
        ["south_south"] =
        [
            (Known(Of(partner: "KHM")), 30, "south_south.clearance"),
            (Known(Of(partner: "MOZ")), 30, "south_south.victims"),
            (Known(Of(partner: "AZE")), 30, "south_south.received"),
        ],
        ["same_subregion"] = [(Of(partner: "EGY"), 20, "same_subregion.neighbour")],
        ["visibility"] = [(Of(d => d with { Visibility = Visibility.Committee }), 0, "visibility.committee_only")],
    };

    public static TheoryData<string> EveryCriterion => [.. FitCriteria.All.Select(criterion => criterion.Code)];

    [Theory]
    [MemberData(nameof(EveryCriterion))]
    public void Each_criterion_earns_its_points_and_says_why(string code) =>
        Assert.All(Examples[code], example => Assert.Equal((example.Points, example.Why), Earned(code, example.Input)));

    [Theory]
    [MemberData(nameof(EveryCriterion))]
    public void Each_criterion_decides_alone_where_the_policy_weighs_nothing_else(string code)
    {
        var fit = MatchPolicy.Standard.Fit with { };
        var own = code.Replace("_", "", StringComparison.Ordinal);
        foreach (var weight in typeof(FitWeights).GetProperties().Where(p => p.CanWrite && !p.Name.StartsWith(own, StringComparison.OrdinalIgnoreCase)))
            weight.SetValue(fit, 0);
        Assert.All(Examples[code], example => Assert.Equal(example.Points, Line(example.Input, MatchPolicy.Standard with { Fit = fit }).Fit));
    }

    [Fact]
    public void What_earned_nothing_is_read_only_where_it_tells_something()
    {
        var reasons = Examples.Values.SelectMany(examples => examples).SelectMany(example => Matcher.Match(example.Input, MatchPolicy.Standard, Today).Lines).SelectMany(line => line.Points).ToList();
        Assert.All(reasons.Where(point => point.Points > 0), point => Assert.True(FitCriteria.IsTold(point)));
        Assert.Equal(
            ["convention.one_of_two", "partnership.none_recorded", "visibility.committee_only"],
            reasons.Where(point => point.Points == 0 && FitCriteria.IsTold(point)).Select(point => point.Reason.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(reasons, point => point.Reason.Code == "language.not_stated" && !FitCriteria.IsTold(point));
    }

    [Fact]
    public void What_says_nothing_earns_nothing()
    {
        Assert.All(["partnership", "convention", "multi_year", "modality", "south_south", "same_subregion", "visibility"], code => Assert.Null(Earned(code, Of())));
        Assert.Null(Earned("south_south", Known(Of())));
        // The only criterion of money over years is not earned twice, and a year is not years.
        Assert.Null(Earned("modality", Of(capacity: Given(FinanceModality.MultiYear))));
        Assert.Null(Earned("multi_year", Of(d => d with { Period = OneYear }, Given(FinanceModality.MultiYear))));
        Assert.Null(Earned("modality", Of(capacity: Given(FinanceModality.Grant))));
        Assert.Null(Earned("modality", Of(capacity: Given(FinanceModality.TrustFund))));
        Assert.Null(Earned("modality", Of(capacity: Given(FinanceModality.ResultsBased))));
        Assert.Null(Earned("modality", Of(capacity: Given(FinanceModality.CoFunding))));
        Assert.Null(Earned("modality", Of(d => d with { Period = OneYear }, Given(FinanceModality.Innovative))));
    }

    [Fact]
    public void Lately_is_counted_back_from_the_last_year_of_the_record()
    {
        // 2018 is the fifth year back from 2022, and with four years it is out.
        Assert.Equal("partnership.lapsed", Earned("partnership", Known(Of(state: "KHM")), MatchPolicy.Standard with { RecordYears = 4 })?.Why);
        var shorter = Of(state: "KHM") with { Record = new([Record.Rows.Single(r => r.State == Id("KHM"))]) };
        Assert.Equal("partnership.continuing", Earned("partnership", shorter, MatchPolicy.Standard with { RecordYears = 1 })?.Why);
    }

    [Fact]
    public void A_new_partnership_earns_what_the_policy_gives_it() =>
        Assert.Equal(40, Earned("partnership", Known(Of(partner: "EGY")), MatchPolicy.Standard with { Fit = new() { PartnershipNew = 40 } })?.Points);

    [Fact]
    public void Partnership_says_its_years_its_source_and_what_is_to_be_confirmed()
    {
        string Says(MarketInput input) => Sentences.Render(Line(input).Points.Single(p => p.Criterion == "partnership").Reason, "en", SentenceNames.Codes);
        Assert.Equal("NOR has lately helped KHM: recorded in 2016–2018 (partly confirmed). Source: A report.", Says(Known(Of(state: "KHM"))));
        Assert.Equal("NOR helped SDN before: recorded in 2012 and 2014, and not since in a record that goes to 2022 (to be confirmed). Source: Another report.", Says(Known(Of())));
        Assert.Equal("The record of assistance from 2011 to 2022 shows no help by EGY to SDN: a new partnership (to be confirmed).", Says(Known(Of(partner: "EGY"))));
    }

    [Fact]
    public void Fit_is_the_sum_and_the_highest_points_stand_first()
    {
        var line = Line(Of(capacity: d => d with { Places = new() { States = [Id("SDN")] } }));
        Assert.Equal(700, line.Fit);
        Assert.Equal(["place", "period", "kind", "language"], line.Points.Select(p => p.Criterion));
    }

    [Fact]
    public void The_best_pair_there_can_be_earns_the_whole_thousand()
    {
        var line = Line(Known(Of(
            d => Both(d) with { Languages = ["ar"] },
            d => d with { Places = new() { States = [Id("SDN")] }, Languages = ["ar"], Conventions = [Convention.Apmbc, Convention.Ccm], Modality = FinanceModality.MultiYear },
            "EGY") with
        {
            Record = new([new(Id("EGY"), Id("SDN"), [2022], Certainty.Found, "A report", null), new(Id("NOR"), Id("EGY"), [2022], Certainty.Found, "A report", null)]),
        }));
        Assert.Equal((1000, 1000), (line.Fit, MatchPolicy.Standard.Fit.Highest));
    }

    private static NeedDeclaration Both(NeedDeclaration need) => need with { Conventions = [Convention.Apmbc, Convention.Ccm] };

    private static Func<CapacityDeclaration, CapacityDeclaration> Given(FinanceModality modality) => d => d with { Modality = modality };

    private static MarketInput Of(
        Func<NeedDeclaration, NeedDeclaration>? need = null, Func<CapacityDeclaration, CapacityDeclaration>? capacity = null, string partner = "NOR", string state = "SDN") =>
        Input([Need(state: state, with: need)], [Capacity(partner: partner, with: capacity)]);

    private static MarketInput Known(MarketInput input) => input with { Record = input.Record == AssistanceRecord.Empty ? Record : input.Record, Affected = Affected };

    private static (int Points, string Why)? Earned(string criterion, MarketInput input, MatchPolicy? policy = null) =>
        Line(input, policy).Points.SingleOrDefault(p => p.Criterion == criterion) is { } point ? (point.Points, point.Reason.Code) : null;

    private static PlanLine Line(MarketInput input, MatchPolicy? policy = null) =>
        Assert.Single(Matcher.Match(input, policy ?? MatchPolicy.Standard, Today).Lines);
}
