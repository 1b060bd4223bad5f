namespace Matchmaking.Benchmarks.Holdout;

/// <summary>A way of saying whom to invite, played through all years.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scores">Of every State and year that can be judged.</param>
internal sealed record Played(string Name, IReadOnlyList<Score> Scores)
{
    public static Played Of(string name, IEnumerable<PastYear> years, Func<PastYear, IReadOnlyList<Score>> play) =>
        new(name, [.. years.SelectMany(play)]);

    /// <summary>The figures of a year.</summary>
    public Summary In(int year) => Summary.OfYear(Scores.Where(score => score.Year == year)) ?? default;

    /// <summary>The means over years.</summary>
    public Summary Mean(IEnumerable<int> years) => Summary.Mean([.. years.Select(In)]);
}
