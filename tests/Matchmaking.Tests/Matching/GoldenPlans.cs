using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>Small markets that a reader can check on paper.</summary>
public sealed class GoldenPlans
{
    [Fact]
    public void The_partner_that_named_the_State_gives_first_and_another_the_rest()
    {
        var plan = Plan(
            [Need(with: d => d with { AmountUsd = 900_000 })],
            [
                Capacity("c1", "NOR", d => d with { AmountUsd = 5_000_000 }),
                Capacity("c2", "org-one", d => d with { AmountUsd = 600_000, Places = new() { States = [Id("SDN")] } }),
            ]);
        Assert.Equal(["n1 c1 300000", "n1 c2 600000"], Lines(plan));
        Assert.Equal((900_000, 0, null), Cover(plan.Cover[0]));
    }

    [Fact]
    public void Shares_that_are_too_small_are_pruned_and_their_room_is_used()
    {
        // c1 fits best and would be split in two, but gives nothing under 800,000 for one need: n2's half is pruned, all of
        // c1 goes to n1, and n2 has what c2 can give.
        var plan = Plan(
            [Need("n1", "SDN"), Need("n2", "SDN")],
            [
                Capacity("c1", "NOR", d => d with { SmallestShare = 800_000, Places = new() { States = [Id("SDN")] } }),
                Capacity("c2", "org-one", d => d with { AmountUsd = 400_000 }),
            ]);
        Assert.Equal(["n1 c1 1000000", "n2 c2 400000"], Lines(plan));
        Assert.Equal([(1_000_000, 0, null), (1_000_000, 600_000, "cover.nothing_left")], plan.Cover.Select(Cover));
    }

    [Fact]
    public void What_stays_open_says_why()
    {
        var need = Need();
        string? Why(params Capacity[] capacities) => Plan([need], capacities, Whole with { MaxPartnersPerNeed = 1 }).Cover[0].Why?.Code;
        Assert.Equal("cover.nobody_eligible", Why());
        Assert.Equal("cover.nothing_left", Why(Capacity(with: d => d with { AmountUsd = 10 })));
        Assert.Equal("cover.largest_share", Why(Capacity(with: d => d with { LargestShare = 10 })));
        Assert.Equal("cover.partner_limit", Why(Capacity(with: d => d with { AmountUsd = 600_000 }), Capacity("c2", "org-one", d => d with { AmountUsd = 500_000 })));
        Assert.Equal("cover.smallest_share", Why(
            Capacity("c1", with: d => d with { AmountUsd = 900_000, Places = new() { States = [Id("SDN")] } }),
            Capacity("c2", with: d => d with { SmallestShare = 500_000 })));
    }

    [Fact]
    public void A_huge_need_does_not_invite_everybody()
    {
        var plan = Plan([Need(with: d => d with { AmountUsd = 90_000_000 })], [.. Enumerable.Range(10, 12).Select(i => Capacity($"c{i}", $"org-p{i}", d => d with { AmountUsd = i * 1000 }))]);
        Assert.Equal(Enumerable.Range(14, 8).Select(i => $"n1 c{i} {i * 1000}"), Lines(plan));
        Assert.Equal("cover.partner_limit", plan.Cover[0].Why?.Code);
        Assert.Equal("8", plan.Cover[0].Why?.Facts["limit"]);
    }

    [Fact]
    public void Money_and_slots_are_planned_apart()
    {
        var plan = Plan(
            [Need(with: d => d with { Kinds = [AssistanceKind.Funding, AssistanceKind.Training, AssistanceKind.Expertise], AmountUsd = 500_000, Slots = 10 })],
            [
                Capacity("c1", "NOR"),
                Capacity("c2", "EGY", d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 6 }),
                Capacity("c3", "org-one", d => d with { Kind = AssistanceKind.Expertise, AmountUsd = null, Slots = 3 }),
            ]);
        Assert.Equal(["n1 c1 500000", "n1 c2 6", "n1 c3 3"], Lines(plan));
        Assert.Equal([(500_000, 0, null), (10, 1, "cover.nothing_left")], plan.Cover.Select(Cover));
    }

    [Fact]
    public void An_uncosted_need_invites_the_best_partners_to_talk_without_a_figure()
    {
        var plan = Plan(
            [Need("n1", with: d => d with { AmountUsd = null }), Need("n2", with: d => d with { AmountUsd = 1_000_000 })],
            [
                Capacity("c1", "NOR", d => d with { Places = new() { States = [Id("SDN")] } }),
                Capacity("c2", "org-one"),
                Capacity("c3", "org-one"),
                Capacity("c4", "org-two"),
                Capacity("c5", "org-three"),
                Capacity("c6", "org-four"),
            ]);
        // Norway covers the costed need, and is asked about the other too; one partner is asked once.
        Assert.Equal(["n2 c1 1000000"], Lines(plan));
        Assert.Equal(["n1 c1", "n1 c2", "n1 c4", "n1 c5", "n1 c6", "n2 c2", "n2 c4", "n2 c5", "n2 c6"], plan.Lines.Where(l => l.Amount is null).Select(l => $"{l.NeedId} {l.CapacityId}"));
        Assert.Equal((null, null, "cover.not_costed"), Cover(plan.Cover[0]));
    }

    [Fact]
    public void What_is_promised_is_left_alone_and_counted()
    {
        var plan = Matcher.Match(
            Input([Need()], [Capacity(with: d => d with { AmountUsd = 400_000 }), Capacity("c2", "org-one", d => d with { AmountUsd = 300_000 })], new FixedLine("n1", "c1", 400_000)),
            Whole, Today);
        Assert.Equal(["n1 c2 300000"], Lines(plan));
        Assert.Equal((1_000_000, 300_000, "cover.nothing_left"), Cover(plan.Cover[0]));
    }

    [Fact]
    public void A_small_need_that_can_be_finished_wins_the_first_dollars()
    {
        // Every pair fits alike: anywhere 40, the only kind 50, all of the period 100. Both needs earn 350 (all uncovered 200,
        // few could help 150), the small one 100 more. In slices: n1 250,000 at 8350, 750,000 at 6245 and 1,400,000 at 4140;
        // n2 250,000 at 8450 and 550,000 at 6315. The highest first: n2's first slice, n1's first, n2's second, n1's second, ...
        IReadOnlyList<Need> needs = [Need("n1", with: d => d with { AmountUsd = 2_400_000 }), Need("n2", "KHM", d => d with { AmountUsd = 800_000 })];
        string[] With(long amount) => [.. Lines(Plan(needs, [Capacity(with: d => d with { AmountUsd = amount })]))];
        Assert.Equal(["n2 c1 250000"], With(250_000));
        Assert.Equal(["n1 c1 250000", "n2 c1 250000"], With(500_000));
        Assert.Equal(["n1 c1 250000", "n2 c1 800000"], With(1_050_000));
        Assert.Equal(["n1 c1 1000000", "n2 c1 800000"], With(1_800_000));
        Assert.Equal(["n1 c1 2400000", "n2 c1 800000"], With(3_300_000));
    }

    [Fact]
    public void A_lapsed_partner_goes_before_a_new_one_and_the_new_one_gives_the_rest()
    {
        // Norway's help of 2012 and 2014 has lapsed, for 2016 to 2018 are on record: that earns 150, and its 5 million in the last five
        // years 62, beside the 190 of place, kind and period; the organisation is not recorded. Norway gives all of its 600,000.
        var input = Input(
            [Need()],
            [Capacity("c1", "org-one", d => d with { AmountUsd = 600_000 }), Capacity("c2", "NOR", d => d with { AmountUsd = 600_000 })])
            with
        { Record = FitCriteriaTests.Record };
        var plan = Matcher.Match(input, Whole, Today);
        Assert.Equal(["n1 c1 400000", "n1 c2 600000"], Lines(plan));
        Assert.Equal([(190, "partnership.none_recorded"), (402, "partnership.lapsed")], plan.Lines.Select(l => (l.Fit, l.Points.Single(p => p.Criterion == "partnership").Reason.Code)));
    }

    [Fact]
    public void A_need_under_both_conventions_has_the_capacity_for_both()
    {
        // Beside 190 for place, kind and period: c1, for both, earns 40 with n1, under both, and 25 with n2, under one; c2, for
        // one, earns 0 with n1 and 25 with n2. 230 + 215 a dollar is more than 190 + 215, so c1 meets n1 and c2 meets n2.
        Convention[] both = [Convention.Apmbc, Convention.Ccm];
        var plan = Plan(
            [Need("n1", with: d => d with { Conventions = both }), Need("n2", "KHM")],
            [
                Capacity("c1", "NOR", d => d with { Conventions = both }),
                Capacity("c2", "org-one", d => d with { Conventions = [Convention.Apmbc] }),
            ]);
        Assert.Equal(["n1 c1 1000000", "n2 c2 1000000"], Lines(plan));
        Assert.Equal([(230, "convention.joint"), (215, "convention.named")], plan.Lines.Where(l => l.Amount is not null).Select(l => (l.Fit, l.Points.Single(p => p.Criterion == "convention").Reason.Code)));
    }

    [Fact]
    public void Everything_is_eligible_and_nothing_is_left()
    {
        var input = Input([Need()], [Capacity("c1", "NOR", d => d with { AmountUsd = 300_000 }), Capacity("c2", "org-one", d => d with { AmountUsd = 200_000 })]);
        var plan = Matcher.Match(input, Whole, Today);
        Assert.All(input.Capacities, capacity => Assert.Empty(Matcher.WhyNot(input.Needs[0], capacity, input, Whole, Today)));
        // 300,000 and 200,000 of 1,000,000.
        Assert.Equal(["n1 c1 300000", "n1 c2 200000"], Lines(plan));
        Assert.Equal((1_000_000, 500_000, "cover.nothing_left"), Cover(plan.Cover[0]));
        Assert.Equal("All capacities that fit this need, those of 2\u00a0partners in all, are used for it or for other needs.", Say(plan.Cover[0].Why!, "en"));
        Assert.Equal("Toutes les capacités qui conviennent à ce besoin, celles de 2\u00a0partenaires en tout, sont employées pour lui ou pour d’autres besoins.", Say(plan.Cover[0].Why!, "fr"));
    }

    [Fact]
    public void A_smallest_share_that_is_too_large_for_every_gap_helps_nobody_and_says_so()
    {
        // Norway has five million and gives two million or more to one need; the needs lack one and one and a half.
        var input = Input([Need("n1"), Need("n2", "KHM", d => d with { AmountUsd = 1_500_000 })], [Capacity(with: d => d with { AmountUsd = 5_000_000, SmallestShare = 2_000_000 })]);
        var plan = Matcher.Match(input, Whole, Today);
        Assert.Empty(plan.Lines);
        Assert.Equal([(1_000_000, 1_000_000, "cover.nobody_eligible"), (1_500_000, 1_500_000, "cover.nobody_eligible")], plan.Cover.Select(Cover));
        var refusals = input.Needs.Select(need => Assert.Single(Matcher.WhyNot(need, input.Capacities[0], input, Whole, Today, plan))).ToList();
        Assert.All(refusals, refusal => Assert.Equal("size", refusal.Rule));
        Assert.Equal("The smallest share that the partner gives is US$2,000,000; what is still open is US$1,000,000.", Say(refusals[0].Reason, "en"));
        Assert.Equal("Norway would have to accept a share of US$1,500,000 or less.", Say(refusals[1].WhatWouldHaveToChange, "en"));
    }

    [Fact]
    public void A_capacity_goes_where_nobody_else_can_help_though_it_fits_another_need_better()
    {
        // By place (kind and period earn 150 everywhere), c1 fits n1 with 400 (named) and n2 with 225 (region); c2 fits n1 with
        // 300 (subregion) and cannot be used for n2. Taking the best pair first would give n1 to c1, leave n2 with nothing and
        // c2 with nobody: 400 a dollar. The plan gives n2 to c1 and n1 to c2: 225 + 300 a dollar.
        var plan = Plan(
            [Need("n1", "SDN"), Need("n2", "KHM")],
            [
                Capacity("c1", "NOR", d => d with { Places = new() { States = [Id("SDN")], Regions = ["142"] } }),
                Capacity("c2", "org-one", d => d with { Places = new() { Subregions = ["015"] } }),
            ]);
        Assert.Equal([("n1", "c2", 300), ("n2", "c1", 225)], plan.Lines.Where(l => l.Amount is not null).Select(l => (l.NeedId, l.CapacityId, l.Fit)));
        Assert.All(plan.Cover, cover => Assert.Equal(0, cover.Uncovered));
        // Both needs have priority 450 (uncovered 200, small 100, few 150): 250,000 at 8000 + 450, then 750,000 at 6000 + 315.
        var priority = (250_000L * 8450) + (750_000L * 6315);
        Assert.Equal((1_000_000 * (225 + 300)) + (2 * priority), plan.Points[0].Reached);
        Assert.Equal(plan.Points[0].Relaxed, plan.Points[0].Reached);
    }

    [Fact]
    public void The_policy_stands_on_the_plan() =>
        Assert.Equal((MatchPolicy.Standard.Name, MatchPolicy.Standard.Version), (Plan([], []).PolicyName, Plan([], []).PolicyVersion));

    private static MatchPlan Plan(IReadOnlyList<Need> needs, IReadOnlyList<Capacity> capacities, MatchPolicy? policy = null) =>
        Matcher.Match(Input(needs, capacities), policy ?? Whole, Today);

    /// <summary>The cover: what is told without a figure has tests of its own.</summary>
    internal static IEnumerable<string> Lines(MatchPlan plan) => plan.Lines.Where(l => l.Amount is not null).Select(l => $"{l.NeedId} {l.CapacityId} {l.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");

    internal static string Say(Reason reason, string language) => Sentences.Render(reason, language, MatchingPageTables.NamesIn(language));

    private static (long?, long?, string?) Cover(NeedCover cover) => (cover.Gap, cover.Uncovered, cover.Why?.Code);
}
