namespace Matchmaking.Benchmarks.Holdout;

/// <summary>What somebody says about one State: whom to invite.</summary>
/// <param name="Ranking">Partners, the best first; who is missing is not recommended at all.</param>
/// <param name="Named">Whom a proposal names.</param>
internal sealed record Answer(IReadOnlyList<ParticipantId> Ranking, IReadOnlyList<ParticipantId> Named)
{
    /// <summary>A ranking of which a proposal names so many, from the first.</summary>
    public Answer(IReadOnlyList<ParticipantId> ranking, int named) : this(ranking, [.. ranking.Take(named)])
    {
    }

    /// <summary>The same, with all others after those that are ranked; they are not named for that.</summary>
    public Answer Then(IEnumerable<ParticipantId> others) => this with { Ranking = [.. Ranking.Union(others)] };
}
