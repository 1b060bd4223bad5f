using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class EligibilityRulesTests
{
    public static TheoryData<string> EveryRule => [.. EligibilityRules.All.Select(rule => rule.Code)];

    /// <summary>Markets of one pair in which one rule alone decides: the rule, the reason and what would have to change.</summary>
    internal static readonly Dictionary<string, (MarketInput Input, string Why, string Change)[]> Alone = new()
    {
        ["need_open"] = [(Input([Need() with { Status = DeclarationStatus.Withdrawn }], [Capacity()]), "need_open.withdrawn", "need_open.change")],
        ["capacity_open"] = [(Input([Need()], [Capacity() with { Status = DeclarationStatus.Withdrawn }]), "capacity_open.withdrawn", "capacity_open.change")],
        ["pillar"] = [(Input([Need()], [Capacity(with: d => d with { Pillars = [Pillar.Advocacy, Pillar.VictimAssistance] })]), "pillar.not_served", "pillar.change")],
        ["kind"] = [(Input([Need()], [Capacity(with: d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 3 })]), "kind.not_asked", "kind.change")],
        ["place"] =
        [
            (At(new() { Anywhere = true, ExcludedStates = [Id("SDN")] }), "place.state_excluded", "place.change_state_exclusion"),
            (At(new() { States = [Id("SDN")], ExcludedAreas = ["002"] }), "place.area_excluded", "place.change_area_exclusion"),
            (At(new() { Anywhere = true, ExcludedAreas = ["015"] }), "place.area_excluded", "place.change_area_exclusion"),
            (At(new() { States = [Id("TCD")], Subregions = ["018"], Regions = ["142"] }), "place.elsewhere", "place.change"),
            (At(new()), "place.nowhere", "place.change"),
            (At(new() { Regions = ["142"] }) with { Geography = new(new Dictionary<ParticipantId, Area>()) }, "place.elsewhere", "place.change_state"),
        ],
        ["period"] =
        [
            (Input([Need(with: d => d with { Period = new(new(2026, 1, 1), new(2026, 11, 19)) })], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new(2028, 1, 1)) })]), "period.need_over", "period.change_need"),
            (Input([Need()], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new(2026, 11, 19)) })]), "period.capacity_over", "period.change_until"),
            (Input([Need(with: d => d with { Period = new(new(2026, 1, 1), new(2026, 11, 19)) })], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new(2026, 11, 19)) })]), "period.need_over", "period.change_both"),
            (Input([Need()], [Capacity(with: d => d with { Period = new(new(2028, 12, 3), new(2029, 12, 31)) })]), "period.too_short", "period.change_from"),
            (Input([Need()], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new(2027, 1, 29)) })]), "period.too_short", "period.change_until"),
        ],
        ["not_itself"] = [(Input([Need()], [Capacity(partner: "SDN")]), "not_itself.same", "not_itself.change")],
        ["unwanted_partner"] = [(Input([Need(with: d => d with { UnwantedPartners = [Id("NOR")] })], [Capacity()]), "unwanted_partner.listed", "unwanted_partner.change")],
        ["refused_before"] = [(Input([Need()], [Capacity()]) with { Refused = [new(Id("NOR"), Id("SDN"), Pillar.SurveyClearance, Then)] }, "refused_before.no", "refused_before.change")],
        ["own_contribution"] = [(Input([Need(with: d => d with { NationalContributionUsd = 50_000 })], [Capacity(with: d => d with { LeastNationalPercent = 25 })]), "own_contribution.too_small", "own_contribution.change")],
        ["convention"] = [(Input([Need()], [Capacity(with: d => d with { Conventions = [Convention.Ccm] })]), "convention.other", "convention.change")],
        ["already_promised"] = [(Input([Need()], [Capacity()], new FixedLine("n1", "c1", 10)), "already_promised.pair", "already_promised.change")],
        ["need_uncovered"] =
        [
            (Input([Need()], [Capacity(), Capacity("c2")], new FixedLine("n1", "c2", 1_000_000)), "need_uncovered.covered", "need_uncovered.change"),
            (Input([Need(with: d => d with { NationalContributionUsd = 1_000_000 })], [Capacity()]), "need_uncovered.no_gap", "need_uncovered.change_cost"),
        ],
        ["unspent"] =
        [
            (Input([Need(), Need("n2")], [Capacity(with: d => d with { LargestShare = 200_000 })], new FixedLine("n2", "c1", 1_000_000)), "unspent.nothing_left", "unspent.change_up_to"),
            (Input([Need(), Need("n2")], [Capacity(with: d => d with { SmallestShare = 50_000 })], new FixedLine("n2", "c1", 1_000_000)), "unspent.nothing_left", "unspent.change_least"),
            (Input([Need(with: d => d with { AmountUsd = null }), Need("n2")], [Capacity()], new FixedLine("n2", "c1", 1_000_000)), "unspent.nothing_left", "unspent.change"),
        ],
        ["size"] = [(Input([Need(with: d => d with { NationalContributionUsd = 999_000 })], [Capacity(with: d => d with { SmallestShare = 1_001 })]), "size.above_gap", "size.change_share")],
        ["size_left"] = [(Input([Need(), Need("n2")], [Capacity(with: d => d with { SmallestShare = 1_000 })], new FixedLine("n2", "c1", 999_001)), "size_left.below_smallest", "size_left.change")],
    };

    private static MarketInput At(Places places) => Input([Need()], [Capacity(with: d => d with { Places = places })]);

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Each_rule_decides_alone_somewhere(string code)
    {
        foreach (var (input, why, change) in Alone[code])
        {
            var refusal = Assert.Single(WhyNot(input));
            Assert.Equal((code, why, change), (refusal.Rule, refusal.Reason.Code, refusal.WhatWouldHaveToChange.Code));
            Assert.DoesNotContain(Matcher.Match(input, MatchPolicy.Standard, Today).Lines, l => l is { NeedId: "n1", CapacityId: "c1" });
        }
    }

    [Fact]
    public void A_pair_that_nothing_speaks_against_is_eligible() => Assert.Empty(WhyNot(Input([Need()], [Capacity()])));

    [Fact]
    public void Every_rule_that_fails_is_listed()
    {
        var input = Input(
            [Need(with: d => d with { UnwantedPartners = [Id("SDN")], Languages = ["fr"] }) with { Status = DeclarationStatus.Withdrawn }],
            [Capacity(partner: "SDN", with: d => d with { Pillars = [Pillar.Advocacy], Languages = ["en"], Conventions = [Convention.Ccm], Places = new() })]);
        Assert.Equal(["need_open", "pillar", "place", "not_itself", "unwanted_partner", "convention"], WhyNot(input).Select(r => r.Rule));
    }

    [Fact]
    public void Facts_carry_what_decided()
    {
        var refusal = Assert.Single(WhyNot(Alone["size"][0].Input));
        Assert.Equal(("1001", "1000", "funding"), (refusal.Reason.Facts["smallest"], refusal.Reason.Facts["gap"], refusal.Reason.Facts["unit"]));
    }

    [Fact]
    public void What_would_have_to_change_is_said_in_numbers()
    {
        Assert.Equal("200000", Change("unspent", 0, "useful"));
        Assert.Equal("50000", Change("unspent", 1, "least"));
        Assert.Equal(("1", "999"), (Change("size_left", 0, "missing"), Change("size_left", 0, "left")));
        Assert.Equal("1000000", Change("need_uncovered", 0, "gap"));
        // 30 days of a need that begins on 1 January 2027, seen from 20 November 2026.
        Assert.Equal("2027-01-30", Change("period", 1, "until"));
        Assert.Equal("2028-12-02", Change("period", 3, "from"));
        Assert.Equal("2026-12-19", Change("period", 0, "until"));
        Assert.Equal(("015", "002"), (Change("place", 3, "subregion"), Change("place", 3, "region")));
    }

    [Theory]
    [InlineData(1_000_001L, 250_000L, false)]
    [InlineData(1_000_001L, 250_001L, true)]
    [InlineData(1_000_000L, 250_000L, true)]
    [InlineData(1_000_000L, null, false)]
    [InlineData(null, null, true)]
    public void A_partners_condition_is_checked_to_the_dollar_where_the_need_is_costed(long? cost, long? own, bool eligible)
    {
        var input = Input([Need(with: d => d with { AmountUsd = cost, NationalContributionUsd = own })], [Capacity(with: d => d with { LeastNationalPercent = 25 })]);
        var refusals = WhyNot(input);
        Assert.Equal(eligible, refusals.Count == 0);
        if (refusals is not [{ WhatWouldHaveToChange.Facts: var facts }])
            return;
        var enough = Input([Need(with: d => d with { AmountUsd = cost, NationalContributionUsd = long.Parse(facts["least"], null) })], input.Capacities);
        Assert.Empty(WhyNot(enough));
        Assert.Equal((own ?? 0) + long.Parse(facts["missing"], null), long.Parse(facts["least"], null));
    }

    [Fact]
    public void A_refusal_for_time_says_how_many_days_are_shared()
    {
        var facts = WhyNot(Alone["period"][4].Input)[0].Reason.Facts;
        Assert.Equal(("29", "30"), (facts["days"], facts["least"]));
    }

    [Fact]
    public void Every_source_is_an_id_of_the_inventory() => Assert.All(
        EligibilityRules.All.Select(r => r.Source).Concat(FitCriteria.All.Select(c => c.Source)).Concat(PriorityCriteria.All.Select(c => c.Source)).OfType<string>(),
        source => Assert.Matches("^00[0-4]-[0-9]{2}$", source));

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, true)]
    [InlineData(29, false)]
    public void Periods_share_the_days_that_the_policy_asks_for(int days, bool eligible)
    {
        var input = Input([Need()], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new DateOnly(2026, 12, 31).AddDays(days)) })]);
        Assert.Equal(eligible, WhyNot(input).Count == 0);
    }

    [Fact]
    public void A_short_visit_is_enough_when_it_is_shared_whole() =>
        Assert.Empty(WhyNot(Input([Need()], [Capacity(with: d => d with { Period = new(new(2027, 3, 1), new(2027, 3, 5)) })])));

    [Fact]
    public void Languages_refuse_nobody() =>
        Assert.Empty(WhyNot(Input([Need(with: d => d with { Languages = ["fr"] })], [Capacity(with: d => d with { Languages = ["en"] })])));

    [Theory]
    [InlineData("SSD", PlaceMatch.Neighbour)]
    [InlineData("SDN", PlaceMatch.Subregion)]
    [InlineData("KEN", PlaceMatch.Elsewhere)]
    public void A_subregion_reaches_over_land_borders(string state, PlaceMatch match)
    {
        var input = Input([Need(state: state)], [Capacity(with: d => d with { Places = new() { States = [Id("EGY")], Subregions = ["015"] } })]);
        Assert.Equal(match, PlaceMatches.Of(input.Capacities[0].Declaration.Places, Id(state), input.Geography.Of(Id(state))));
        Assert.Equal(match == PlaceMatch.Elsewhere, WhyNot(input).Any());
        Assert.Equal(match == PlaceMatch.Elsewhere, Matcher.Match(input, MatchPolicy.Standard, Today).Lines.Count == 0);
    }

    [Fact]
    public void Who_names_States_alone_is_limited_to_them_and_an_exclusion_stands()
    {
        Assert.Equal(["place"], WhyNot(Input([Need(state: "SSD")], [Capacity(with: d => d with { Places = new() { States = [Id("SDN")] } })])).Select(r => r.Rule));
        Assert.Equal(["place"], WhyNot(Input([Need(state: "SSD")], [Capacity(with: d => d with { Places = new() { Subregions = ["015"], ExcludedAreas = ["014"] } })])).Select(r => r.Rule));
    }

    [Fact]
    public void Visibility_is_no_rule() =>
        Assert.Empty(WhyNot(Input([Need(with: d => d with { Visibility = Visibility.Committee })], [Capacity(with: d => d with { Visibility = Visibility.Committee })])));

    [Fact]
    public void A_promise_on_a_withdrawn_capacity_binds_nobody()
    {
        var input = Input([Need()], [Capacity(), Capacity("c2") with { Status = DeclarationStatus.Withdrawn }], new FixedLine("n1", "c2", 1_000_000));
        Assert.Equal(1_000_000, Assert.Single(Matcher.Match(input, Whole, Today).Lines).Amount);
    }

    private static string Change(string rule, int number, string fact) => Assert.Single(WhyNot(Alone[rule][number].Input)).WhatWouldHaveToChange.Facts[fact];

    internal static IReadOnlyList<Refusal> WhyNot(MarketInput input) =>
        Matcher.WhyNot(input.Needs[0], input.Capacities[0], input, MatchPolicy.Standard, Today);
}
