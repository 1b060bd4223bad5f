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
        string? Why(params Capacity[] capacities) => Plan([need], capacities, MatchPolicy.Standard with { MaxPartnersPerNeed = 1 }).Cover[0].Why?.Code;
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
        // c1 is used up by the costed need; one partner is asked once.
        Assert.Equal(["n1 c2 -", "n1 c4 -", "n1 c5 -", "n2 c1 1000000"], Lines(plan));
        Assert.Equal((null, null, "cover.not_costed"), Cover(plan.Cover[0]));
    }

    [Fact]
    public void What_is_promised_is_left_alone_and_counted()
    {
        var plan = Matcher.Match(
            Input([Need()], [Capacity(with: d => d with { AmountUsd = 400_000 }), Capacity("c2", "org-one", d => d with { AmountUsd = 300_000 })], new FixedLine("n1", "c1", 400_000)),
            MatchPolicy.Standard, Today);
        Assert.Equal(["n1 c2 300000"], Lines(plan));
        Assert.Equal((1_000_000, 300_000, "cover.nothing_left"), Cover(plan.Cover[0]));
    }

    [Fact]
    public void The_policy_stands_on_the_plan() => Assert.Equal(("standard", 2), (Plan([], []).PolicyName, Plan([], []).PolicyVersion));

    private static MatchPlan Plan(IReadOnlyList<Need> needs, IReadOnlyList<Capacity> capacities, MatchPolicy? policy = null) =>
        Matcher.Match(Input(needs, capacities), policy ?? MatchPolicy.Standard, Today);

    private static IEnumerable<string> Lines(MatchPlan plan) => plan.Lines.Select(l => $"{l.NeedId} {l.CapacityId} {l.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");

    private static (long?, long?, string?) Cover(NeedCover cover) => (cover.Gap, cover.Uncovered, cover.Why?.Code);
}
