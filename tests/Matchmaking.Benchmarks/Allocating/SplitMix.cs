namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// A small generator of pseudo-random numbers (SplitMix64) that gives the same numbers on every machine and runtime. Hence
/// no call into a mathematics library here either: those differ in the last digit from one machine to the next.
/// </summary>
/// <param name="seed">Where it begins.</param>
internal struct SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/>, the bound excluded.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A whole number between two, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the values, in proportion to the weights.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
            sum += weight;
        var at = Below(sum);
        var chosen = 0;
        while (at >= weights[chosen])
            at -= weights[chosen++];
        return chosen;
    }

    /// <summary>A log-normal amount in whole units, 1 or more.</summary>
    /// <param name="median">Half of the amounts are smaller.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    public long LogNormal(double median, double sigma)
    {
        // Twelve uniform numbers have variance 1 and sum to nearly normal.
        var normal = -6.0;
        for (var i = 0; i < 12; i++)
            normal += (Next() >> 11) * (1.0 / (1L << 53));
        return Math.Max(1, (long)(median * Exponential(normal * sigma)));
    }

    private static double Exponential(double x)
    {
        x /= 64;
        var (sum, term) = (1.0, 1.0);
        for (var i = 1; i <= 12; i++)
            sum += term *= x / i;
        for (var i = 0; i < 6; i++)
            sum *= sum;
        return sum;
    }
}
