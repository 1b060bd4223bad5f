using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class FitCriteriaTests
{
    private static readonly Period OneYear = new(new(2027, 1, 1), new(2027, 12, 31));

    /// <summary>
    /// Norway has helped Cambodia up to its last profile, Colombia's victims too, and Sudan before that; the record goes from 2011 to 2022.
    /// </summary>
    internal static readonly AssistanceRecord Record = new(
        [
            .. Gifts("NOR", "KHM", 2_000_000, Certainty.FoundPartly, "A report", 2016, 2017, 2018),
            .. Gifts("NOR", "SDN", 1_000_000, Certainty.Found, "Another report", 2012, 2014),
            .. Gifts("NOR", "COL", 3_000_000, Certainty.Found, "A report", 2018).Select(gift => gift with { Pillars = [Pillar.VictimAssistance, Pillar.Advocacy] }),
            .. Gifts("DEU", "SDN", 20_000_000, Certainty.Found, "A third report", 2011, 2022),
            .. Gifts("DEU", "AZE", 1_000_000, Certainty.Found, "A third report", 2012),
        ],
        [new(Id("NOR"), RecordSide.Given, [2016, 2017, 2018]), new(Id("SDN"), RecordSide.Received, [2012, 2014, 2016])]);

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
            (Of(capacity: d => d with { Places = new() { States = [Id("SDN")], Anywhere = true } }), 250, "place.state_named"),
            (Of(capacity: d => d with { Places = new() { Subregions = ["015"], Regions = ["002"] } }), 150, "place.subregion_named"),
            (Of(capacity: d => d with { Places = new() { Regions = ["002"] } }), 75, "place.region_named"),
            (Of(state: "SSD", capacity: d => d with { Places = new() { Subregions = ["015"], Regions = ["002"] } }), 150, "place.neighbour"),
            (Of(), 40, "place.anywhere"),
        ],
        ["kind"] =
        [
            (Of(), 50, "kind.only_one"),
            (Of(d => d with { Kinds = [AssistanceKind.Funding, AssistanceKind.Training], Slots = 2 }), 30, "kind.among_others"),
        ],
        ["period"] =
        [
            (Of(), 100, "period.whole"),
            (Of(d => d with { Period = new(Today.AddDays(-500), Today.AddDays(99)) }, d => d with { Period = new(Today, Today.AddDays(49)) }), 50, "period.part"),
        ],
        ["language"] =
        [
            (Of(d => d with { Languages = ["fr", "en"] }, d => d with { Languages = ["en"] }), 40, "language.shared"),
            (Of(d => d with { Languages = ["fr", "ar"] }, d => d with { Languages = ["en"] }), 0, "language.none_shared"),
            (Of(d => d with { Languages = ["fr"] }), 0, "language.not_stated"),
        ],
        ["partnership"] =
        [
            (Known(Of(state: "KHM")), 325, "partnership.continuing"),
            (Known(Of(state: "COL")), 150, "partnership.other_pillars"),
            (Known(Of()), 150, "partnership.lapsed"),
            (Known(Of(state: "LAO")), 75, "partnership.neighbourhood"),
            (Known(Of(partner: "EGY")), 0, "partnership.none_recorded"),
            (Known(Of(partner: "EGY", state: "BIH")), 0, "partnership.no_data"),
        ],
        ["giving"] = [(Known(Of(partner: "DEU", state: "KHM")), 93, "giving.recorded"), (Known(Of()), 62, "giving.recorded")],
        ["convention"] =
        [
            (Of(Both, d => d with { Conventions = [Convention.Ccm, Convention.Apmbc] }), 40, "convention.joint"),
            (Of(capacity: d => d with { Conventions = [Convention.Apmbc] }), 25, "convention.named"),
            (Of(Both, d => d with { Conventions = [Convention.Apmbc] }), 0, "convention.one_of_two"),
        ],
        ["multi_year"] = [(Of(capacity: Given(FinanceModality.MultiYear)), 40, "multi_year.commitment")],
        ["modality"] =
        [
            (Of(d => d with { Period = OneYear }, Given(FinanceModality.Grant)), 40, "modality.grant"),
            (Of(d => d with { Interest = Interest.CountryCoalition }, Given(FinanceModality.TrustFund)), 40, "modality.trust_fund"),
            (Of(d => d with { Quantity = new(2_000_000, Unit.SquareMetres) }, Given(FinanceModality.ResultsBased)), 40, "modality.results_based"),
            (Of(capacity: Given(FinanceModality.Innovative)), 40, "modality.innovative"),
            (Of(d => d with { NationalContributionUsd = 250_000 }, Given(FinanceModality.CoFunding)), 40, "modality.co_funding"),
        ],
        ["south_south"] =
        [
            (Known(Training("KHM")), 100, "south_south.clearance"),
            (Known(Training("MOZ")), 100, "south_south.victims"),
            (Known(Training("AZE")), 100, "south_south.received"),
        ],
        ["same_subregion"] = [(Of(partner: "EGY"), 30, "same_subregion.neighbour"), (Of(partner: "TCD"), 30, "same_subregion.border")],
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
            ["convention.one_of_two", "language.none_shared", "partnership.no_data", "partnership.none_recorded", "visibility.committee_only"],
            reasons.Where(point => point.Points == 0 && FitCriteria.IsTold(point)).Select(point => point.Reason.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(reasons, point => point.Reason.Code == "language.not_stated" && !FitCriteria.IsTold(point));
    }

    [Fact]
    public void What_says_nothing_earns_nothing()
    {
        Assert.All(["partnership", "giving", "convention", "multi_year", "modality", "south_south", "same_subregion", "visibility"], code => Assert.Null(Earned(code, Of())));
        Assert.Null(Earned("south_south", Known(Training("NOR"))));
        // Experience comes with people and things, not with money; and of a partner's giving only money profits.
        Assert.Null(Earned("south_south", Known(Of(partner: "KHM"))));
        Assert.Null(Earned("giving", Known(Training("NOR"))));
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
    public void A_year_ends_a_partnership_where_it_is_held_for_one_of_the_two_and_no_other_does()
    {
        string? With(params HeldYears[] held) => Earned("partnership", Of() with { Record = new(Gifts("NOR", "SDN", 1, Certainty.Found, "A report", 2012, 2014), held) })?.Why;
        Assert.Equal("partnership.continuing", With());
        Assert.Equal("partnership.continuing", With(new(Id("NOR"), RecordSide.Given, [2014]), new(Id("SDN"), RecordSide.Received, [2013])));
        Assert.Equal("partnership.continuing", With(new(Id("DEU"), RecordSide.Given, [2022]), new(Id("KHM"), RecordSide.Received, [2022]), new(Id("SDN"), RecordSide.Given, [2022])));
        Assert.Equal("partnership.lapsed", With(new HeldYears(Id("NOR"), RecordSide.Given, [2015])));
        Assert.Equal("partnership.lapsed", With(new HeldYears(Id("SDN"), RecordSide.Received, [2015])));
    }

    [Theory]
    [InlineData(999_999, null)]
    [InlineData(1_000_000, 31)]
    [InlineData(5_000_000, 62)]
    [InlineData(20_000_000, 93)]
    [InlineData(49_999_999, 93)]
    [InlineData(50_000_000, 125)]
    public void A_partners_giving_counts_in_four_steps_over_the_last_five_years(long usd, int? points)
    {
        // Half in the fifth year back from 2022; what is older does not count.
        var record = new AssistanceRecord(
            [
                .. Gifts("NOR", "KHM", 900_000_000, Certainty.Found, "A report", 2017),
                .. Gifts("NOR", "KHM", usd / 2, Certainty.Found, "A report", 2018),
                .. Gifts("NOR", "COL", usd - (usd / 2), Certainty.Found, "A report", 2022),
            ],
            []);
        Assert.Equal(points ?? 0, Earned("giving", Of() with { Record = record })?.Points);
    }

    [Fact]
    public void Around_a_State_only_what_is_lately_given_for_the_pillar_or_not_broken_down_counts()
    {
        string? With(int year, params Pillar[] pillars) => Earned("partnership", Of(state: "SSD") with
        {
            Record = new(
                [
                    .. Gifts("NOR", "SDN", 1, Certainty.Found, "A report", year).Select(gift => gift with { Pillars = pillars }),
                    .. Gifts("DEU", "COL", 1, Certainty.Found, "A report", 2022),
                ],
                [new(Id("NOR"), RecordSide.Given, [2018])]),
        })?.Why;
        Assert.Equal("partnership.neighbourhood", With(2018));
        Assert.Equal("partnership.neighbourhood", With(2018, Pillar.SurveyClearance));
        Assert.Equal("partnership.none_recorded", With(2018, Pillar.VictimAssistance));
        Assert.Equal("partnership.none_recorded", With(2017));
    }

    [Fact]
    public void A_new_partnership_earns_what_the_policy_gives_it() =>
        Assert.Equal(40, Earned("partnership", Known(Of(partner: "EGY")), MatchPolicy.Standard with { Fit = new() { PartnershipNew = 40 } })?.Points);

    [Fact]
    public void Partnership_says_its_years_its_source_and_what_is_to_be_confirmed()
    {
        string Says(MarketInput input) => Sentences.Render(Line(input).Points.Single(p => p.Criterion == "partnership").Reason, "en", SentenceNames.Codes);
        Assert.Equal("NOR has helped KHM up to the last year on record for the two: 2016–2018 (partly confirmed). Source: A report.", Says(Known(Of(state: "KHM"))));
        Assert.Equal("NOR has helped COL up to the last year on record for the two, 2018 (confirmed), in advocacy and victim assistance; in survey and clearance nothing is recorded (to be confirmed). Source: A report.", Says(Known(Of(state: "COL"))));
        Assert.Equal("Lapsed since 2014: NOR helped SDN in 2012 and 2014, and not in 2016–2018, also on record for the two (to be confirmed). Source: Another report.", Says(Known(Of())));
        Assert.Equal("New to LAO as far as recorded (to be confirmed), but NOR has lately helped around it: KHM, in 2018 (partly confirmed). Source: A report.", Says(Known(Of(state: "LAO"))));
        Assert.Equal("Of 2012, 2014 and 2016, on record for the two, no help by EGY to SDN is known: a new partnership (to be confirmed).", Says(Known(Of(partner: "EGY"))));
        Assert.Equal("The record of assistance holds no year for EGY and BIH: whether they have worked together is to be confirmed.", Says(Known(Of(partner: "EGY", state: "BIH"))));
    }

    [Fact]
    public void Fit_is_the_sum_and_the_highest_points_stand_first()
    {
        var line = Line(Of(capacity: d => d with { Places = new() { States = [Id("SDN")] } }));
        Assert.Equal(400, line.Fit);
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
            Record = new(Gifts("EGY", "SDN", 50_000_000, Certainty.Found, "A report", 2022), []),
        }));
        Assert.Equal((1000, 1000), (line.Fit, MatchPolicy.Standard.Fit.Highest));
    }

    private static NeedDeclaration Both(NeedDeclaration need) => need with { Conventions = [Convention.Apmbc, Convention.Ccm] };

    private static Func<CapacityDeclaration, CapacityDeclaration> Given(FinanceModality modality) => d => d with { Modality = modality };

    private static MarketInput Training(string partner) => Of(
        d => d with { Kinds = [AssistanceKind.Training], AmountUsd = null, Slots = 3 },
        d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 3 },
        partner);

    private static MarketInput Of(
        Func<NeedDeclaration, NeedDeclaration>? need = null, Func<CapacityDeclaration, CapacityDeclaration>? capacity = null, string partner = "NOR", string state = "SDN") =>
        Input([Need(state: state, with: need)], [Capacity(partner: partner, with: capacity)]);

    internal static IReadOnlyList<Assistance> Gifts(string partner, string state, long usd, Certainty certainty, string source, params int[] years) =>
        [.. years.Select(year => new Assistance(Id(partner), Id(state), year, usd, [], certainty, source, null))];

    private static MarketInput Known(MarketInput input) => input with { Record = input.Record == AssistanceRecord.Empty ? Record : input.Record, Affected = Affected };

    private static (int Points, string Why)? Earned(string criterion, MarketInput input, MatchPolicy? policy = null) =>
        Line(input, policy).Points.SingleOrDefault(p => p.Criterion == criterion) is { } point ? (point.Points, point.Reason.Code) : null;

    private static PlanLine Line(MarketInput input, MatchPolicy? policy = null) =>
        Assert.Single(Matcher.Match(input, policy ?? MatchPolicy.Standard, Today).Lines);
}
