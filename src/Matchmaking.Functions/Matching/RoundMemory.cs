using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Matching;

/// <summary>What a process remembers of its last round, so that the next one costs what changed and not the whole market. The plan is the same without.</summary>
internal sealed class RoundMemory : IDisposable
{
    private readonly SemaphoreSlim questions = new(1, 1);
    private Remembered? last;

    /// <summary>The plan of a round and what it proposes. Rounds are serialised; should two meet, each is right on its own.</summary>
    public (MatchPlan Plan, IReadOnlyList<ProposalContent> Contents) Match(MarketInput market, MatchPolicy policy, DateOnly today)
    {
        var before = last;
        var memory = Matcher.Match(market, policy, today, before?.Memory);
        var contents = ProposalRules.FromPlan(memory.Plan, market, before?.Contents, memory.Touched);
        last = new(memory, contents);
        return (memory.Plan, contents);
    }

    /// <summary>A question that needs plans of its own, from what the last round left (null before the first). Plans of a large market keep a core busy: questions wait for each other rather than make rounds wait.</summary>
    public async Task<T> AskAsync<T>(Func<MatchMemory?, Task<T>> question, CancellationToken ct)
    {
        await questions.WaitAsync(ct);
        try
        {
            return await question(last?.Memory);
        }
        finally
        {
            questions.Release();
        }
    }

    public void Dispose() => questions.Dispose();

    private sealed record Remembered(MatchMemory Memory, IReadOnlyList<ProposalContent> Contents);
}
