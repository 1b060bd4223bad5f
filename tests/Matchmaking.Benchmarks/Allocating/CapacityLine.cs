namespace Matchmaking.Benchmarks.Allocating;

/// <summary>A capacity as its line gives it.</summary>
/// <param name="Capacity">The capacity.</param>
/// <param name="Amount">The most that it may give.</param>
/// <param name="Line">The line within the part, from 1.</param>
internal readonly record struct CapacityLine(int Capacity, long Amount, long Line);
