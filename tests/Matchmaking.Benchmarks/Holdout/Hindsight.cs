namespace Matchmaking.Benchmarks.Holdout;

/// <summary>How many to name from a list that says nothing of it: the same number for every State of a year.</summary>
internal static class Hindsight
{
    /// <summary>As many as the policy allows a need.</summary>
    private const int Most = 8;

    /// <summary>The scores of the number, of one to eight, that turned out best in that year: no list could have known it.</summary>
    public static (int Length, IReadOnlyList<Score> Scores) Best(PastYear year, Func<ParticipantId, IReadOnlyList<ParticipantId>> list) =>
        Enumerable.Range(1, Most).Select(length => (length, Scores(year, list, length))).MaxBy(scores => Summary.OfYear(scores.Item2)!.Value.F1);

    /// <summary>The scores where the first of each list are named, of those that can be judged.</summary>
    public static IReadOnlyList<Score> Scores(PastYear year, Func<ParticipantId, IReadOnlyList<ParticipantId>> list, int length) =>
        Judge.Scores(year, state => new Answer([.. list(state).Where(partner => year.IsObservable(partner, state))], length));
}
