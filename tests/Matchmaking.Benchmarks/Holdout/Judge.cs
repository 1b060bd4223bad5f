namespace Matchmaking.Benchmarks.Holdout;

/// <summary>How an answer about one State in one year stands beside what happened, on observable pairs.</summary>
/// <param name="Year">The year.</param>
/// <param name="State">The State.</param>
/// <param name="AveragePrecision">Of the ranking; null where all gave, for then every ranking is as good.</param>
/// <param name="Named">Of those named.</param>
internal readonly record struct Score(int Year, ParticipantId State, double? AveragePrecision, Named Named);

/// <summary>
/// Judges answers where judging is possible: on pairs of which the record would show a gift. A State counts where one of
/// its observable partners gave, as nothing can be found elsewhere. A year's F1 is over all pairs of all its States, its
/// mean average precision the mean of its States.
/// </summary>
internal static class Judge
{
    /// <summary>
    /// The mean, over all that gave, of the precision of the ranking down to them: 1 where they stand first. A giver that is
    /// not ranked adds nothing.
    /// </summary>
    /// <param name="gave">For each place of the ranking, whether the partner gave.</param>
    /// <param name="givers">How many gave, ranked or not; 1 or more.</param>
    public static double AveragePrecision(IEnumerable<bool> gave, int givers)
    {
        var (found, sum) = (0, 0.0);
        foreach (var (place, hit) in gave.Index())
        {
            if (hit)
                sum += ++found / (place + 1.0);
        }

        return sum / givers;
    }

    /// <summary>The scores of one year, State by State.</summary>
    /// <param name="year">The year.</param>
    /// <param name="answer">What is said about a State, from what was known before.</param>
    public static IReadOnlyList<Score> Scores(PastYear year, Func<ParticipantId, Answer> answer) =>
        [.. year.States.Select(state => Of(year, state, answer)).OfType<Score>()];

    private static Score? Of(PastYear year, ParticipantId state, Func<ParticipantId, Answer> answer)
    {
        bool Gave(ParticipantId partner) => year.Given(partner, state) > 0;
        var observable = year.Partners.Where(partner => year.IsObservable(partner, state)).ToHashSet();
        var givers = observable.Count(Gave);
        if (givers == 0)
            return null;
        var (ranking, named) = answer(state);
        var seen = named.Where(observable.Contains).ToList();
        return new Score(
            year.Year,
            state,
            givers == observable.Count ? null : AveragePrecision(ranking.Where(observable.Contains).Select(Gave), givers),
            new Named(seen.Count(Gave), seen.Count, givers));
    }
}
