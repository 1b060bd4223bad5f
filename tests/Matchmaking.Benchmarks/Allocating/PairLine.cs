namespace Matchmaking.Benchmarks.Allocating;

/// <summary>A pair as its line gives it.</summary>
/// <param name="Ceiling">The most that it may carry.</param>
/// <param name="Need">The need.</param>
/// <param name="Capacity">The capacity.</param>
/// <param name="Fit">Points per unit.</param>
internal readonly record struct PairLine(long Ceiling, int Need, int Capacity, int Fit);
