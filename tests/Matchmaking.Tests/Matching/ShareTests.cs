using Matchmaking.Allocating;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>How money is split: slices of the same amount for every need, the largest share of one State, the smallest line.</summary>
public sealed class ShareTests
{
    [Fact]
    public void Slices_are_of_the_same_amounts_whatever_is_asked_for()
    {
        Assert.Equal([(250_000, 8900), (750_000, 6630), (4_000_000, 4360), (20_000_000, 2180), (75_000_000, 90)], Of(100_000_000, 100_000_000));
        Assert.Equal([(250_000, 8900), (750_000, 6630), (1_000_000, 4360), (0, 2180), (0, 90)], Of(2_000_000, 2_000_000));
        Assert.Equal([(60_000, 8900), (0, 6630), (0, 4360), (0, 2180), (0, 90)], Of(60_000, 60_000));
        Assert.Equal([(1, 8900), (2, 6630), (4, 4360), (0, 2180), (0, 90)], Slices.Of(7, 7, 900, money: false, MatchPolicy.Standard));
    }

    [Fact]
    public void What_is_promised_has_filled_the_first_slices()
    {
        Assert.Equal([(0, 8900), (0, 6630), (1_000_000, 4360), (0, 2180), (0, 90)], Of(2_000_000, 1_000_000));
        Assert.Equal([(50_000, 8900), (750_000, 6630), (0, 4360), (0, 2180), (0, 90)], Of(1_000_000, 800_000));
        Assert.Equal([(0, 8900), (0, 6630), (0, 4360), (0, 2180), (0, 90)], Of(1_000_000, 0));

        // n1 is the more urgent and has the first 600,000; but once a million is promised to it, the next ones go to n2, which has nothing.
        Need[] needs = [Need("n1", with: d => d with { AmountUsd = 2_000_000, Deadline = new Deadline(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found) }), Need("n2", "KHM", d => d with { AmountUsd = 2_000_000 })];
        Capacity[] capacities = [Capacity("c1", with: d => d with { LargestShare = 1_000_000 }), Capacity("c2", "org-one", d => d with { AmountUsd = 600_000, LargestShare = 600_000 })];
        Assert.Equal(["n1 c2 350000", "n2 c2 250000"], GoldenPlans.Lines(Plan(needs, capacities[1..])));
        Assert.Equal(["n2 c2 600000"], GoldenPlans.Lines(Plan(needs, capacities, new FixedLine("n1", "c1", 1_000_000))));
    }

    [Fact]
    public void All_needs_of_a_State_together_have_no_more_than_its_share_of_a_capacity()
    {
        // Norway's two million may be used anywhere: 600,000 to Sudan, over both of its needs, and 600,000 to Cambodia.
        Need[] needs = [Need("n1"), Need("n2"), Need("n3", "KHM")];
        var plan = Plan(needs, [Capacity(with: d => d with { AmountUsd = 2_000_000 })]);
        Assert.Equal([("SDN", 600_000), ("KHM", 600_000)], ByState(plan, needs));
        Assert.Equal(["n1", "n2"], plan.Lines.Where(l => l.NeedId != "n3").Select(l => l.NeedId));
        Assert.All(plan.Cover, cover => Assert.Equal("cover.state_share", cover.Why?.Code));
        Assert.Equal(
            "The partners that still have means give no more to Sudan: unless a partner says otherwise, at most 30 % of a capacity is for one State.",
            GoldenPlans.Say(plan.Cover[0].Why!, "en"));
    }

    [Fact]
    public void What_is_promised_to_a_State_counts_towards_its_share()
    {
        Need[] needs = [Need("n1"), Need("n2"), Need("n3", "KHM")];
        var capacity = Capacity(with: d => d with { AmountUsd = 2_000_000 });
        Assert.Equal([("SDN", 350_000), ("KHM", 600_000)], ByState(Plan(needs, [capacity], new FixedLine("n1", "c1", 250_000)), needs));
        // Fifty thousand would be left of the share: less than a line.
        var plan = Plan(needs, [capacity], new FixedLine("n1", "c1", 550_000));
        Assert.Equal([("KHM", 600_000)], ByState(plan, needs));
        Assert.Equal("cover.state_share", plan.Cover.Single(c => c.NeedId == "n2").Why?.Code);
    }

    [Theory]
    [InlineData(2_000_000, null, null, 600_000)]
    // Never below the least that it gives: the policy's line, the partner's own, or the whole.
    [InlineData(200_000, null, null, 100_000)]
    [InlineData(2_000_000, 900_000, null, 900_000)]
    [InlineData(80_000, null, null, 80_000)]
    // The partner's own word on its largest share, for one need, stands alone.
    [InlineData(2_000_000, null, 1_500_000, 2_000_000)]
    public void A_capacity_is_usable_however_small(int amount, int? smallest, int? largest, int toSudan)
    {
        Need[] needs = [Need("n1", with: d => d with { AmountUsd = 1_500_000 }), Need("n2", with: d => d with { AmountUsd = 1_500_000 })];
        var plan = Plan(needs, [Capacity(with: d => d with { AmountUsd = amount, SmallestShare = smallest, LargestShare = largest })]);
        Assert.Equal([("SDN", toSudan)], ByState(plan, needs));
    }

    [Fact]
    public void What_a_partner_keeps_for_the_States_that_it_names_is_not_held_back()
    {
        Need[] needs = [Need("n1", with: d => d with { AmountUsd = 3_000_000 }), Need("n2", "KHM", d => d with { AmountUsd = 3_000_000 })];
        IEnumerable<(string, long)> With(params string[] states) => ByState(Plan(needs, [Capacity(with: d => d with { AmountUsd = 2_000_000, Places = new() { States = [.. states.Select(Id)] } })]), needs);
        Assert.Equal([("SDN", 2_000_000)], With("SDN"));
        Assert.Equal([("SDN", 1_000_000), ("KHM", 1_000_000)], With("SDN", "KHM"));
        Assert.Equal([("SDN", 666_667), ("KHM", 666_667)], With("SDN", "KHM", "LBN"));
        Assert.Equal([("SDN", 600_000), ("KHM", 600_000)], With("SDN", "KHM", "LBN", "TCD"));
    }

    [Fact]
    public void Slots_are_not_split() =>
        Assert.Equal(6, Assert.Single(Plan(
            [Need(with: d => d with { Kinds = [AssistanceKind.Training], AmountUsd = null, Slots = 10 })],
            [Capacity(with: d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 6 })]).Lines).Amount);

    [Fact]
    public void A_line_is_not_below_the_smallest_but_a_small_need_or_capacity_is_used_whole()
    {
        string[] With(int need, params int[] amounts) =>
            [.. GoldenPlans.Lines(Plan([Need(with: d => d with { AmountUsd = need })], [.. amounts.Select((amount, i) => Capacity($"c{i}", $"org-p{i}", d => d with { AmountUsd = amount, LargestShare = amount }))]))];
        Assert.Equal(["n1 c0 60000"], With(60_000, 1_000_000));
        Assert.Equal(["n1 c0 60000"], With(1_000_000, 60_000));
        // Fifty thousand more are open, but no line of fifty thousand is worth a committee's while.
        Assert.Equal(["n1 c0 950000"], With(1_000_000, 950_000));
        var plan = Plan([Need()], [Capacity("c1", with: d => d with { AmountUsd = 950_000, LargestShare = 950_000, Places = new() { States = [Id("SDN")] } }), Capacity("c2", "org-one", d => d with { LargestShare = 1_000_000 })]);
        Assert.Equal(["n1 c1 950000"], GoldenPlans.Lines(plan));
        Assert.Equal("cover.smallest_share", plan.Cover[0].Why?.Code);
    }

    [Fact]
    public void A_pair_is_told_that_the_States_share_is_full()
    {
        Need[] needs = [Need("n1", with: d => d with { AmountUsd = 3_000_000 }), Need("n2", with: d => d with { Conventions = [Convention.Ccm] })];
        var capacity = Capacity(with: d => d with { AmountUsd = 800_000 });
        var input = Input(needs, [capacity]);
        var plan = Matcher.Match(input, MatchPolicy.Standard, Today);
        var without = Assert.Single(needs, need => plan.Lines.All(l => l.NeedId != need.Id));
        var refusal = Assert.Single(Matcher.WhyNot(without, capacity, input, MatchPolicy.Standard, Today, plan));
        Assert.Equal(("outweighed.state_share", "outweighed.change_state_share"), (refusal.Reason.Code, refusal.WhatWouldHaveToChange.Code));
        Assert.StartsWith("Eligible, but at most US$240,000 of this capacity of Norway may be for one State, and other needs of Sudan have it", GoldenPlans.Say(refusal.Reason, "en"), StringComparison.Ordinal);
        Assert.StartsWith("La capacité convient, mais un même État peut recevoir au plus", GoldenPlans.Say(refusal.Reason, "fr"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_shares_of_States_is_certified_the_best()
    {
        var kind = new ProblemKind("shares") { Groups = 3, Needs = 30, Capacities = 12 };
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = kind.Draw(new Random(seed));
            Assert.Empty(Certificate.Check(problem, Allocation.Solve(problem)));
        }
    }

    [Fact]
    public void The_start_of_a_search_shows_in_no_plan_with_shares()
    {
        var kind = new ProblemKind("starts") { Groups = 3, Needs = 30, Capacities = 12, Points = r => r.Next(5), Amount = r => r.Next(10), Ceiling = r => r.Next(10) };
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = kind.Draw(new Random(seed));
            var expected = Allocation.Solve(problem);
            var without = Allocation.Solve(problem with { Shares = null }).Start;
            var other = Allocation.Solve(problem with { Shares = kind.DrawShares(problem, new Random(seed + 1)), PairFit = [.. problem.PairFit.Reverse()] }).Start;
            Assert.All([without, other, expected.Start], start => Assert.Equal(expected.Carried, Allocation.Solve(problem, start: start).Carried));
        }
    }

    [Fact]
    public void Shares_that_nothing_reaches_change_nothing()
    {
        var kind = new ProblemKind("without") { Needs = 30, Capacities = 12, Points = r => r.Next(5), Amount = r => r.Next(10) };
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = kind.Draw(new Random(seed));
            var roomy = problem with { Shares = (kind with { Groups = 3, Ceiling = _ => 1_000_000 }).DrawShares(problem, new Random(seed)) };
            var (one, other) = (Allocation.Solve(problem), Allocation.Solve(roomy));
            Assert.Equal(one.Carried, other.Carried);
            Assert.Equal(one.Carried, Allocation.Solve(roomy, start: one.Start).Carried);
        }
    }

    private static MatchPlan Plan(IReadOnlyList<Need> needs, IReadOnlyList<Capacity> capacities, params IReadOnlyList<FixedLine> promised) =>
        Matcher.Match(Input(needs, capacities, promised), MatchPolicy.Standard, Today);

    private static IEnumerable<(string State, long Amount)> ByState(MatchPlan plan, IReadOnlyList<Need> needs) => plan.Lines.Where(l => l.Amount is not null)
        .GroupBy(l => needs.Single(n => n.Id == l.NeedId).State.Value).OrderByDescending(state => state.Key, StringComparer.Ordinal).Select(state => (state.Key, state.Sum(l => l.Amount ?? 0)));

    private static IEnumerable<(long, int)> Of(long gap, long left) => Slices.Of(gap, left, 900, money: true, MatchPolicy.Standard);
}
