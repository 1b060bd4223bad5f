namespace Matchmaking.Benchmarks.Holdout;

/// <summary>What somebody says about one State: whom to invite.</summary>
/// <param name="Ranking">Partners, the best first; who is missing is not recommended at all.</param>
/// <param name="Named">How many of them, from the first, a proposal names.</param>
internal sealed record Answer(IReadOnlyList<ParticipantId> Ranking, int Named)
{
    /// <summary>The same, with all others after those that are ranked; they are not named for that.</summary>
    public Answer Then(IEnumerable<ParticipantId> others) => this with { Ranking = [.. Ranking.Union(others)] };
}
