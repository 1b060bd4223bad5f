namespace Matchmaking.Benchmarks.Holdout;

/// <summary>How well those who were named are those who gave, over one State or several.</summary>
/// <param name="True">Named, and gave.</param>
/// <param name="All">Named.</param>
/// <param name="Gave">Gave.</param>
internal readonly record struct Named(int True, int All, int Gave)
{
    /// <summary>Part of the named who gave; 0 where nobody is named.</summary>
    public double Precision => Share(True, All);

    /// <summary>Part of the givers who are named; 0 where nobody gave.</summary>
    public double Recall => Share(True, Gave);

    /// <summary>The harmonic mean of both.</summary>
    public double F1 => Share(2 * True, All + Gave);

    public static Named operator +(Named a, Named b) => new(a.True + b.True, a.All + b.All, a.Gave + b.Gave);

    public static Named operator *(Named a, int times) => new(a.True * times, a.All * times, a.Gave * times);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
