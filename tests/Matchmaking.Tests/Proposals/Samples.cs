using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Proposals;

/// <summary>One State's proposal with two partners, and the people around it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public static readonly Actor Member = new("key-1", Role.Committee, Id("CHE"));
    public static readonly Actor FocalPoint = new("key-2", Role.FocalPoint, Id("SDN"));
    public static readonly Actor Norway = new("key-3", Role.FocalPoint, Id("NOR"));
    public static readonly Actor One = new("key-4", Role.Partner, Id("org-one"));

    public static MarketInput SampleMarket { get; } = Input(
        [Need("n1"), Need("n2", with: d => d with { Kinds = [AssistanceKind.Training], AmountUsd = null, Slots = 4, Visibility = Visibility.Committee })],
        [
            Capacity("c1", "NOR", d => d with { AmountUsd = 700_000, Places = new() { States = [Id("SDN")] } }),
            Capacity("c2", "org-one", d => d with { AmountUsd = 200_000 }),
            Capacity("c3", "org-one", d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 3 }),
        ]);

    public static ProposalContent Content(MarketInput? market = null, MatchPolicy? policy = null) =>
        ProposalRules.FromPlan(Matcher.Match(market ?? SampleMarket, policy ?? MatchPolicy.Standard, Today), market ?? SampleMarket).Single(c => c.State == Id("SDN"));

    public static Proposal Proposed() => Created(ProposalRules.Reconcile(null, [], Content(), "p1", At, MatchPolicy.Standard));

    public static Proposal SentBack() => Done(ProposalRules.SendBack(Proposed(), Member, "too little for risk education", At));

    public static Proposal Approved() => Done(ProposalRules.Approve(Proposed(), Member, null, At, MatchPolicy.Standard));

    public static Proposal Accepted() => Done(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, null, null, At));

    public static Proposal Created(Reconciliation reconciliation) => Assert.IsType<Reconciliation.Created>(reconciliation).Proposal;

    public static Proposal Done(Decision decision) => Assert.IsType<Decision.Done>(decision).Proposal;

    public static string Code(Decision decision) => Assert.IsType<Decision.Refused>(decision).Code;

    /// <summary>The market with one need changed, or removed where <paramref name="with"/> answers null.</summary>
    public static MarketInput WithNeed(string id, Func<Need, Need?> with) =>
        SampleMarket with { Needs = [.. SampleMarket.Needs.Select(n => n.Id == id ? with(n) : n).OfType<Need>()] };

    public static MarketInput WithCapacities(params Capacity[] more) => SampleMarket with { Capacities = [.. SampleMarket.Capacities, .. more] };

    public static MarketInput WithoutCapacity(string id) => SampleMarket with { Capacities = [.. SampleMarket.Capacities.Where(c => c.Id != id)] };
}
