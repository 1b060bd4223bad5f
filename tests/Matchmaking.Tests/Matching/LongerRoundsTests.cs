using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>
/// Rounds over a market of thirty needs and more capacities: large enough that a change keeps most of it, with shares that
/// collide, promises, withdrawals, and amounts under review that are not those of the plan.
/// </summary>
public sealed class LongerRoundsTests
{
    private static readonly string[] States = ["SDN", "TCD", "KHM", "LBN", "BIH"];
    private static readonly string[] Partners = ["NOR", "org-one", "org-two", "EGY", "org-three", "org-four"];

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void Plan_and_proposals_are_those_from_nothing_and_of_any_order(int reviewPoints)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var policy = (seed % 2 == 0 ? MatchPolicy.Standard : Tight) with { ReviewPoints = reviewPoints, CandidatesPerNeed = seed % 3 == 0 ? 5 : 4_000 };
            var input = Input([.. Enumerable.Range(0, 30).Select(i => ANeed($"n{i:D3}", random))], [.. Enumerable.Range(0, 34).Select(i => ACapacity($"c{i:D3}", random))]);
            MatchMemory? memory = null;
            IReadOnlyList<ProposalContent>? contents = null;
            for (var step = 0; step < 8; step++)
            {
                input = Changed(input, memory?.Plan, random);
                memory = Matcher.Match(input, policy, Today, memory);
                contents = ProposalRules.FromPlan(memory.Plan, input, contents, memory.Touched);
                var other = input with { Needs = [.. input.Needs.OrderBy(_ => random.Next())], Capacities = [.. input.Capacities.OrderBy(_ => random.Next())], UnderReview = [.. input.UnderReview.Reverse()] };
                var fresh = Matcher.Match(other, policy, Today);
                Assert.True(MatcherProperties.Text(fresh) == MatcherProperties.Text(memory.Plan), $"seed {seed}, step {step}: another plan");
                Assert.True(MatcherProperties.Text(ProposalRules.FromPlan(fresh, other)) == MatcherProperties.Text(contents), $"seed {seed}, step {step}: other proposals");
            }
        }
    }

    private static MarketInput Changed(MarketInput input, MatchPlan? plan, Random random)
    {
        var (needs, capacities) = (input.Needs.ToList(), input.Capacities.ToList());
        for (var k = random.Next(3); k > 0; k--)
            needs[random.Next(needs.Count)] = ANeed(needs[random.Next(needs.Count)].Id, random);
        for (var k = random.Next(4); k > 0; k--)
            capacities[random.Next(capacities.Count)] = ACapacity(capacities[random.Next(capacities.Count)].Id, random);
        if (random.Next(4) == 0)
            capacities.RemoveAt(random.Next(capacities.Count));
        if (random.Next(4) == 0)
            needs.RemoveAt(random.Next(needs.Count));
        return input with
        {
            Needs = [.. needs.DistinctBy(n => n.Id)],
            Capacities = [.. capacities.DistinctBy(c => c.Id)],
            Promised = plan is null || random.Next(3) > 0 ? input.Promised : [.. plan.Lines.Where(_ => random.Next(12) == 0).Select(l => new FixedLine(l.NeedId, l.CapacityId, l.Amount))],
            UnderReview = plan is null || random.Next(2) == 0 ? input.UnderReview
                : [.. plan.Lines.Where(_ => random.Next(2) == 0).Select(l => new FixedLine(l.NeedId, l.CapacityId, random.Next(2) == 0 ? l.Amount : random.Next(1, 30)))],
        };
    }

    private static Need ANeed(string id, Random random) => Need(id, States[random.Next(States.Length)], d => d with
    {
        Pillar = random.Next(2) == 0 ? Pillar.SurveyClearance : Pillar.RiskEducation,
        Kinds = random.Next(4) == 0 ? [AssistanceKind.Funding, AssistanceKind.Training] : [AssistanceKind.Funding],
        AmountUsd = random.Next(6) == 0 ? null : random.Next(1, 60),
    } is var declared && declared.Kinds.Count > 1 ? declared with { Slots = random.Next(1, 8) } : declared) with
    {
        Version = random.Next(1, 1_000_000),
        Status = random.Next(10) == 0 ? DeclarationStatus.Withdrawn : DeclarationStatus.Open,
        Demo = random.Next(2) == 0,
    };

    private static Capacity ACapacity(string id, Random random)
    {
        var money = random.Next(5) != 0;
        int? smallest = random.Next(2) == 0 ? random.Next(1, money ? 30 : 4) : null;
        return Capacity(id, Partners[random.Next(Partners.Length)], d => d with
        {
            Pillars = random.Next(2) == 0 ? [Pillar.SurveyClearance] : [Pillar.SurveyClearance, Pillar.RiskEducation],
            Kind = money ? AssistanceKind.Funding : AssistanceKind.Training,
            AmountUsd = money ? random.Next(1, 60) : null,
            Slots = money ? null : random.Next(1, 8),
            SmallestShare = smallest,
            LargestShare = random.Next(2) == 0 ? (smallest ?? 1) + random.Next(0, 20) : null,
            Places = random.Next(2) == 0 ? new Places { Anywhere = true } : new Places { Regions = ["002", "142"] },
        }) with
        {
            Version = random.Next(1, 1_000_000),
            Status = random.Next(10) == 0 ? DeclarationStatus.Withdrawn : DeclarationStatus.Open,
        };
    }
}
