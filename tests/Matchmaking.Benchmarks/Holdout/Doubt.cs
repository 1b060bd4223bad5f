namespace Matchmaking.Benchmarks.Holdout;

/// <summary>A difference and the interval in which 95 of 100 resamples lie.</summary>
internal readonly record struct Interval(double Difference, double Low, double High);

/// <summary>
/// How sure a difference between two ways of ranking is: States are drawn anew, as many as there are, with all of their years,
/// and the difference is taken again. A State's years resemble each other, so States are drawn and not pairs or years.
/// </summary>
internal static class Doubt
{
    private const int Draws = 4_000;
    private const int Seed = 2022;

    /// <summary>The difference of the means over years, first less second.</summary>
    public static Interval Of(IReadOnlyList<Score> first, IReadOnlyList<Score> second, Func<Summary, double> figure)
    {
        var random = new Random(Seed);
        ParticipantId[] states = [.. first.Concat(second).Select(score => score.State).Distinct().Order()];
        var (ofFirst, ofSecond) = (ByYear(first), ByYear(second));
        double Difference(Func<ParticipantId, int>? times) => Mean(ofFirst, times, figure) - Mean(ofSecond, times, figure);
        var draws = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var times = random.GetItems(states, states.Length).CountBy(state => state).ToDictionary();
            draws[draw] = Difference(state => times.GetValueOrDefault(state));
        }

        Array.Sort(draws);
        return new(Difference(null), draws[Draws / 40], draws[Draws - 1 - (Draws / 40)]);
    }

    private static List<Score[]> ByYear(IReadOnlyList<Score> scores) => [.. scores.GroupBy(score => score.Year).Select(year => year.ToArray())];

    /// <summary>A year of which no State was drawn is left out of the mean.</summary>
    private static double Mean(List<Score[]> years, Func<ParticipantId, int>? times, Func<Summary, double> figure) =>
        years.Select(year => Summary.OfYear(year, times)).OfType<Summary>().Average(figure);
}
