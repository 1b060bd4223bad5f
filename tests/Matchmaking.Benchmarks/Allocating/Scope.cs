namespace Matchmaking.Benchmarks.Allocating;

/// <summary>How a capacity names where it helps, the most precise first.</summary>
internal enum Scope
{
    /// <summary>Named States.</summary>
    States,

    /// <summary>One subregion.</summary>
    Subregion,

    /// <summary>One region.</summary>
    Region,

    /// <summary>Anywhere.</summary>
    Anywhere,
}
