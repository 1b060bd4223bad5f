namespace Matchmaking.Benchmarks.Holdout;

/// <summary>The figures of one year, or their means over several.</summary>
internal readonly record struct Summary(double Map, double F1, double Precision, double Recall)
{
    /// <summary>The figures of the scores of one year.</summary>
    /// <param name="scores">They.</param>
    /// <param name="times">How often a State counts; once where null. A resample counts some twice and some never.</param>
    public static Summary? OfYear(IEnumerable<Score> scores, Func<ParticipantId, int>? times = null)
    {
        var (map, ranked, named) = (0.0, 0, default(Named));
        foreach (var score in scores)
        {
            var weight = times?.Invoke(score.State) ?? 1;
            named += score.Named * weight;
            if (score.AveragePrecision is { } precision)
                (map, ranked) = (map + (precision * weight), ranked + weight);
        }

        return ranked == 0 ? null : new(map / ranked, named.F1, named.Precision, named.Recall);
    }

    /// <summary>The means of these.</summary>
    public static Summary Mean(IReadOnlyList<Summary> years) =>
        new(years.Average(y => y.Map), years.Average(y => y.F1), years.Average(y => y.Precision), years.Average(y => y.Recall));
}
