using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Matching;

/// <summary>What a process remembers of its last round, so that the next one costs what changed and not the whole market. The plan is the same without.</summary>
internal sealed class RoundMemory
{
    private Remembered? last;

    /// <summary>What the last round left; null before the first.</summary>
    public MatchMemory? Last => last?.Memory;

    /// <summary>The plan of a round and what it proposes. Rounds are serialised; should two meet, each is right on its own.</summary>
    public (MatchPlan Plan, IReadOnlyList<ProposalContent> Contents) Match(MarketInput market, MatchPolicy policy, DateOnly today)
    {
        var before = last;
        var memory = Matcher.Match(market, policy, today, before?.Memory);
        var contents = ProposalRules.FromPlan(memory.Plan, market, before?.Contents, memory.Touched);
        last = new(memory, contents);
        return (memory.Plan, contents);
    }

    private sealed record Remembered(MatchMemory Memory, IReadOnlyList<ProposalContent> Contents);
}
