using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Field;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class RuleProperties
{
    [Fact]
    public void Rules_decide_one_by_one_whatever_their_order() => ForEveryPair((pair, _) =>
    {
        var refused = EligibilityRules.All.Reverse().Where(rule => !rule.Passes(pair)).Select(rule => rule.Code).Reverse();
        Assert.Equal(EligibilityRules.WhyNot(pair).Select(r => r.Rule), refused);
        Assert.Equal(EligibilityRules.WhyNot(pair).Count == 0, EligibilityRules.Pass(pair));
    });

    [Fact]
    public void Fit_lies_between_0_and_1000_and_is_the_sum_of_what_is_said() => ForEveryPair((pair, _) =>
    {
        if (!EligibilityRules.Pass(pair))
            return;
        Assert.InRange(FitCriteria.Score(pair), 0, 1000);
        Assert.Equal(FitCriteria.Score(pair), FitCriteria.Explain(pair).Sum(p => p.Points));
        Assert.All(FitCriteria.All, criterion => Assert.True(criterion.Points(pair) == 0 || criterion.Why(pair) is not null, criterion.Code));
    });

    [Fact]
    public void Points_allocate_nothing() => ForEveryPair((pair, _) =>
    {
        FitCriteria.Score(pair);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FitCriteria.Score(pair);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    });

    [Fact]
    public void Who_gives_more_never_has_fewer_points_for_it() => ForEveryPair((pair, _) =>
    {
        var giving = FitCriteria.All.Single(criterion => criterion.Code == "giving");
        var last = 0;
        foreach (var usd in new long[] { 0, 1, 999_999, 1_000_000, 7_000_000, 20_000_000, 49_999_999, 50_000_000, long.MaxValue })
        {
            var points = giving.Points(pair with { PartnerKnown = pair.PartnerKnown with { RecentUsd = usd } });
            Assert.InRange(points, last, pair.Policy.Fit.Giving);
            last = points;
        }
    });

    [Fact]
    public void A_year_that_is_held_for_neither_changes_nothing() => ForEveryPair((pair, input) =>
    {
        HeldYears[] strangers = [new(Id("BIH"), RecordSide.Received, [2021]), new(pair.Need.State, RecordSide.Given, [2021]), new(pair.Capacity.Partner, RecordSide.Received, [2021])];
        var held = input.Record.Held.ExceptBy(strangers.Select(s => (s.Participant, s.Side)), h => (h.Participant, h.Side)).Concat(strangers.DistinctBy(s => (s.Participant, s.Side)));
        if (pair.Need.State == pair.Capacity.Partner)
            return;
        var partnership = FitCriteria.All.Single(criterion => criterion.Code == "partnership");
        var changed = pair with { Known = pair.Known with { Received = new AssistanceRecord(input.Record.Rows, [.. held]).To(pair.Need.State) } };
        Assert.Equal(partnership.Points(pair), partnership.Points(changed));
        Assert.Equal(partnership.Why(pair)?.Key(), partnership.Why(changed)?.Key());
    });

    [Fact]
    public void The_index_leaves_out_nobody_whom_the_places_let_in() => Prop.ForAll(Any, input =>
    {
        var index = new CapacityIndex(input.Capacities);
        foreach (var need in input.Needs)
        {
            var area = input.Geography.Of(need.State);
            foreach (var money in new[] { true, false })
            {
                var near = index.Near(need, area, money).ToHashSet();
                Assert.All(input.Capacities.Index(), capacity => Assert.True(near.Contains(capacity.Index) || capacity.Item.Status != DeclarationStatus.Open
                    || !capacity.Item.Declaration.Pillars.Contains(need.Declaration.Pillar) || !need.Declaration.Kinds.Contains(capacity.Item.Declaration.Kind)
                    || capacity.Item.Declaration.Kind == AssistanceKind.Funding != money
                    || PlaceMatches.Of(capacity.Item.Declaration.Places, need.State, area) < PlaceMatch.Anywhere));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_rule_that_passes_allocates_nothing() => ForEveryPair((pair, _) =>
    {
        EligibilityRules.Pass(pair);
        var before = GC.GetAllocatedBytesForCurrentThread();
        EligibilityRules.Pass(pair);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    });

    [Fact]
    public void The_day_that_a_refusal_for_time_names_would_do() => ForEveryPair((pair, _) =>
    {
        var period = EligibilityRules.All.Single(r => r.Code == "period");
        if (period.Check(pair)?.WhatWouldHaveToChange is not { } change)
            return;
        DateOnly Named(string fact) => DateOnly.ParseExact(change.Facts[fact], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Pair? changed = change.Code switch
        {
            "period.change_until" => Offering(pair, pair.Offered.Period with { To = Named("until") }),
            "period.change_from" => Offering(pair, pair.Offered.Period with { From = Named("from") }),
            "period.change_need" => pair with { Need = pair.Need with { Declaration = pair.Asked with { Period = pair.Asked.Period with { To = Named("until") } } } },
            _ => null,
        };
        Assert.True(changed is null || period.Passes(changed.Value), change.Code);
    });

    [Fact]
    public void The_sum_that_a_refusal_names_would_do() => ForEveryPair((pair, _) =>
    {
        foreach (var rule in EligibilityRules.All)
        {
            if (rule.Check(pair)?.WhatWouldHaveToChange is not { } change)
                continue;
            long Named(string fact) => long.Parse(change.Facts[fact], CultureInfo.InvariantCulture);
            Pair? changed = change.Code switch
            {
                "unspent.change_up_to" => pair with { CapacityLeft = Named("useful") },
                "unspent.change_least" => pair with { CapacityLeft = Named("least") },
                "size_left.change" => pair with { CapacityLeft = pair.CapacityLeft + Named("missing") },
                _ => null,
            };
            Assert.True(changed is null || (rule.Passes(changed.Value) && EligibilityRules.WhyNot(changed.Value).All(r => r.Rule is not ("unspent" or "size_left"))), change.Code);
        }
    });

    private static Pair Offering(Pair pair, Period period) =>
        pair with { Capacity = pair.Capacity with { Declaration = pair.Offered with { Period = period } } };

    private static void ForEveryPair(Action<Pair, MarketInput> holds) => Prop.ForAll(Any, input =>
    {
        input = input with { Record = FitCriteriaTests.Record, Affected = FitCriteriaTests.Affected };
        var random = new Random(input.Needs.Count);
        foreach (var need in input.Needs)
        {
            foreach (var capacity in input.Capacities)
            {
                var offered = capacity.Declaration with { Period = Shifted(random) };
                var asked = need.Declaration with { Period = Shifted(random) };
                holds(
                    new(
                        need with { Declaration = asked }, capacity with { Declaration = offered }, input.Geography.Of(need.State), input.Geography.Of(capacity.Partner),
                        random.Next(4) == 0 ? null : random.Next(40), random.Next(5) == 0 ? 0 : random.Next(60), random.Next(9) == 0, MatchPolicy.Standard, Today)
                    { Known = input.KnownOf(need.State), PartnerKnown = input.KnownOf(capacity.Partner) },
                    input);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static Period Shifted(Random random)
    {
        var from = Today.AddDays(random.Next(-200, 200));
        return new(from, from.AddDays(random.Next(0, 120)));
    }
}
