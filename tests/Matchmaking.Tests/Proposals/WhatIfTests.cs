using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using Matchmaking.Tests.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Proposals;

public sealed class WhatIfTests
{
    // One slice, so that a need is as important to its last dollar as to its first, and plans can be told on paper.
    private static readonly MatchPolicy Policy = Matching.Markets.Flat;

    private static readonly SentenceNames English = new(
        id => id.Value switch { "SDN" => "Sudan", "TCD" => "Chad", "NOR" => "Norway", var other => other }, area => area == "002" ? "Africa" : area);

    private static readonly SentenceNames French = new(
        id => id.Value switch { "SDN" => "Soudan", "TCD" => "Tchad", "NOR" => "Norvège", var other => other }, area => area == "002" ? "Afrique" : area);

    // Norway covers half of what Sudan needs. Nobody can help Chad, of which the deadline is near, or Cambodia, which is not in Africa.
    private static MarketInput ThreeNeeds => Input(
        [
            Need("n1", "SDN"),
            Need("n2", "TCD", d => d with { Deadlines = [new(Convention.Apmbc, 5, new(2027, 4, 1), Certainty.Found)] }),
            Need("n3", "KHM"),
        ],
        [Capacity("c1", "NOR", d => d with { AmountUsd = 500_000, Places = new() { States = [Id("SDN")] } })]);

    [Fact]
    public void More_money_for_Africa_goes_to_the_nearest_deadline_first_and_the_rest_of_it_to_what_is_open()
    {
        var answer = WhatIf.Of(ThreeNeeds, Policy, Today, new(Pillar.SurveyClearance, "002", AssistanceKind.Funding, 1_200_000));

        // Each pair: the region named 75, the only kind asked for 50, the whole period 100. Each need: all of it open 200, small 100,
        // few partners 150; Chad's deadline 350 more.
        Assert.Equal(
            [new("n2", Id("TCD"), 1_000_000, 225, 800), new AdditionCover("n1", Id("SDN"), 200_000, 225, 450)],
            answer.Covers);
        Assert.Equal((2, 1_200_000, 1_025), (answer.Needs, answer.Placed, answer.FirstPoints));
        Assert.Equal((1_000_000L * 1_025) + (200_000 * 675), answer.Points);
        Assert.Equal((500_000, 1_700_000), (answer.Difference.InForce.Usd, answer.Difference.Changed.Usd));
        Assert.Equal(
            [
                "Of US$1,200,000 more for survey and clearance in Africa, the plan would use US$1,200,000. Open needs that it could serve: 2; that it would serve: 2.",
                "Its first dollar (or slot) would earn 1,025 points: its fit, and what counts in the slice of the gap that it fills: the slice's own points and a part of the need's priority. Each one used would earn 966 on average.",
                "Proposals of 2 out of 3 States would change.",
            ],
            answer.Summary.Take(3).Select(En));
        Assert.StartsWith("Sur 1\u202f200\u202f000\u00a0dollars des États-Unis de plus en Afrique (pilier\u00a0: ", Sentences.Render(answer.Summary[0], "fr", French), StringComparison.Ordinal);

        var (sudan, chad) = (answer.Difference.Differences[0], answer.Difference.Differences[1]);
        Assert.Equal(
            ["Clearance n1: US$200,000, out of US$1,200,000 more for survey and clearance in Africa.", "Clearance n1: what stays uncovered changes from US$500,000 to US$300,000."],
            sudan.Changes.Select(c => En(c.What)));
        Assert.Equal(
            [
                "There would be a proposal, where there is none now.",
                "Clearance n2: US$1,000,000, out of US$1,200,000 more for survey and clearance in Africa.",
                "Clearance n2: what stays uncovered changes from US$1,000,000 to US$0.",
            ],
            chad.Changes.Select(c => En(c.What)));
        Assert.Equal("The deadline of article 5 of the Anti-Personnel Mine Ban Convention is 1 April 2027 (confirmed).", En(chad.Changes[1].Because[0].Reason));
        Assert.Equal("Clearance n2: being left behind would earn 150 points instead of 175; the need's priority would be 800 instead of 825.", En(Assert.Single(chad.Priorities)));
    }

    [Fact]
    public void What_fits_better_takes_the_place_of_what_is_there_and_earns_the_difference_only()
    {
        var market = Input([Need()], [Capacity()]);
        var answer = WhatIf.Of(market, Policy, Today, new(Pillar.SurveyClearance, "SDN", AssistanceKind.Funding, 400_000));

        // The State named 250 against anywhere 40, and all else equal.
        Assert.Equal((400_000, 210, 400_000L * 210), (answer.Placed, answer.FirstPoints, answer.Points));
        var sudan = Assert.Single(answer.Difference.Differences);
        Assert.Equal(
            ["Clearance n1: US$400,000, out of US$400,000 more for survey and clearance in Sudan.", "Norway could cover US$600,000 instead of US$1,000,000 (Clearance n1)."],
            sudan.Changes.Select(c => En(c.What)));
        Assert.Equal("Clearance n1: US$400,000, out of US$400,000 more for survey and clearance in Sudan.", En(Assert.Single(sudan.Changes[1].Because).Reason));
    }

    [Theory]
    [InlineData(Pillar.RiskEducation, "anywhere", AssistanceKind.Funding, "No open need could use US$10 more for risk education anywhere.")]
    [InlineData(Pillar.SurveyClearance, "142", AssistanceKind.Training, "No open need could use 10\u00a0training places more for survey and clearance in 142.")]
    [InlineData(Pillar.Advocacy, "SDN", AssistanceKind.Funding, "The plan would use nothing of US$10 more for advocacy in Sudan. Open needs that it could serve: 1; covered in full without it: 1.")]
    [InlineData(Pillar.SurveyClearance, "019", AssistanceKind.Funding, "No open need could use US$10 more for survey and clearance in the 019.")]
    public void What_no_need_can_use_changes_nothing(Pillar pillar, string place, AssistanceKind kind, string sentence)
    {
        // Beside the three needs, one that Norway has named and covers in full.
        var market = ThreeNeeds with
        {
            Needs = [.. ThreeNeeds.Needs, Need("n4", "SDN", d => d with { Pillar = Pillar.Advocacy })],
            Capacities = [.. ThreeNeeds.Capacities, Capacity("c2", "NOR", d => d with { Pillars = [Pillar.Advocacy], Places = new() { States = [Id("SDN")] }, Modality = FinanceModality.MultiYear })],
        };
        var answer = WhatIf.Of(market, Policy, Today, new(pillar, place, kind, 10));
        Assert.Equal([sentence, "No proposal would change."], answer.Summary.Take(2).Select(En));
        Assert.Equal((0, 0, 0), (answer.Placed, answer.Points, answer.FirstPoints));
        Assert.Empty(answer.Covers);
        Assert.Empty(answer.Difference.Differences);
        Assert.Equal(answer.Difference.InForce, answer.Difference.Changed);
    }

    [Fact]
    public void A_need_that_has_all_the_partners_it_may_have_says_that_it_stays_open_for_that()
    {
        var one = Policy with { MaxPartnersPerNeed = 1 };
        var answer = WhatIf.Of(Input([Need()], [Capacity("c1", "NOR", d => d with { AmountUsd = 500_000 })]), one, Today, new(Pillar.SurveyClearance, "anywhere", AssistanceKind.Funding, 10));
        Assert.Equal(
            [
                "The plan would use nothing of US$10 more for survey and clearance anywhere. Open needs that it could serve: 1; covered in full without it: 0.",
                "More partners could help, but at most 1\u00a0partner may be invited for one need.",
            ],
            answer.Summary.Take(2).Select(En));
    }

    [Fact]
    public void A_need_that_is_not_yet_costed_has_somebody_to_talk_to()
    {
        var answer = WhatIf.Of(Input([Need(with: d => d with { AmountUsd = null })], []), Policy, Today, new(Pillar.SurveyClearance, "015", AssistanceKind.Funding, 10));
        Assert.Equal(new AdditionCover("n1", Id("SDN"), null, 300, 0), Assert.Single(answer.Covers));
        Assert.Equal("The plan would place nothing of US$10 more for survey and clearance in 015: the needs that would have it are not yet costed. Needs to talk about: 1.", En(answer.Summary[0]));
    }

    [Fact]
    public void A_partner_that_registers_the_same_gets_the_same_plan() => Prop.ForAll(Markets.Any, AnyAddition, (market, addition) =>
    {
        var answer = WhatIf.Of(market, Tight, Today, addition);
        var real = addition.AsCapacity(Today, addition.Amount) with { Partner = Id("org-new") };
        var richer = market with { Capacities = [.. market.Capacities, real] };
        var plan = Matcher.Match(richer, Tight, Today);

        // What it covers is the same; only, nobody is invited for what nobody offers.
        Assert.Equal(
            plan.Lines.Where(l => l.CapacityId == real.Id && l.Amount is not null).Select(l => (l.NeedId, l.Amount, l.Fit)),
            answer.Covers.Where(c => c.Amount is not null).Select(c => (c.NeedId, c.Amount, c.Fit)).OrderBy(c => c.NeedId, StringComparer.Ordinal));
        Assert.All(plan.Lines.Where(l => l.CapacityId == real.Id && l.Amount is null), l =>
            Assert.True(Promises.Gap(richer.Needs.Single(n => n.Id == l.NeedId), addition.IsMoney) is not null || answer.Covers.Any(c => c.NeedId == l.NeedId && c.Fit == l.Fit)));
        Assert.Equal(Placed(PolicyOutcome.Of(richer, Tight, Today).Totals), Placed(answer.Difference.Changed));
        Assert.Equal(PolicyOutcome.Of(market, Tight, Today).Totals, answer.Difference.InForce);
        Assert.Equal(richer.Needs.Count(need => Matcher.WhyNot(need, real, richer, Tight, Today).Count == 0), answer.Needs);
        Assert.InRange(answer.Placed, 0, addition.Amount);

        static (long, long, int) Placed(PlanTotals totals) => (totals.Usd, totals.Slots, totals.NeedsCovered);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_an_earlier_round_left_changes_nothing_in_the_answer() => Prop.ForAll(Markets.Any, AnyAddition, (market, addition) =>
        Assert.Equal(
            JsonSerializer.Serialize(WhatIf.Of(market, Tight, Today, addition), Json.Options),
            JsonSerializer.Serialize(WhatIf.Of(market, Tight, Today, addition, Matcher.Match(market, Tight, Today, null)), Json.Options))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_plan_is_worth_what_the_allocation_says_it_earns() => Prop.ForAll(Markets.Any, market =>
    {
        var outcome = PolicyOutcome.Of(market, Tight, Today);
        Assert.Equal(outcome.Plan.Points.Select(p => p.Reached), [PlanValue.Of(outcome, outcome, money: true), PlanValue.Of(outcome, outcome, money: false)]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_limits_nothing_that_is_added_loses_points() => Prop.ForAll(Markets.Any, AnyAddition, (market, addition) =>
    {
        var free = market with { Capacities = [.. market.Capacities.Select(c => c with { Declaration = c.Declaration with { SmallestShare = null } })] };
        var answer = WhatIf.Of(free, Policy with { MaxPartnersPerNeed = 50 }, Today, addition);
        Assert.InRange(answer.FirstPoints, 0, 2000);
        Assert.InRange(answer.Points, 0, answer.FirstPoints * answer.Placed);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_languages_say_everything_and_nobody_is_named_who_is_nobody() => Prop.ForAll(Markets.Any, AnyAddition, (market, addition) =>
    {
        var answer = WhatIf.Of(market, Tight, Today, addition);
        var reasons = answer.Summary.Concat(answer.Difference.Differences.SelectMany(d => d.Priorities.Concat(d.Changes.Select(c => c.What)).Concat(d.Changes.SelectMany(c => c.Because).Select(c => c.Reason)))).Append(WhatIf.Decided);
        Assert.All(reasons, reason => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(reason, language))));
        Assert.All(reasons, reason => Assert.NotEqual("", reason.Facts.GetValueOrDefault("partner")));
        Assert.All(answer.Difference.Differences, d => Assert.NotEmpty(d.Changes));
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<Addition> AnyAddition { get; } = Arb.From(
        from pillar in Gen.Elements(Pillar.SurveyClearance, Pillar.RiskEducation)
        from place in Gen.Elements("anywhere", "SDN", "002", "017", "142")
        from kind in Gen.Elements(AssistanceKind.Funding, AssistanceKind.Funding, AssistanceKind.Training)
        from amount in Gen.Choose(1, 60)
        select new Addition(pillar, place, kind, amount));

    private static string En(Reason reason) => Sentences.Render(reason, "en", English);
}
