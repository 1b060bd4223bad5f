namespace Matchmaking.Benchmarks.Allocating;

/// <summary>The map of the generated markets: about as many mine-affected States, subregions and regions as there are.</summary>
internal static class Places
{
    public const int States = 60;

    public const int Subregions = 22;

    public const int Regions = 5;

    /// <summary>The subregion of a State.</summary>
    public static int Subregion(int state) => state % Subregions;

    /// <summary>The region of a State.</summary>
    public static int Region(int state) => Subregion(state) * Regions / Subregions;
}
