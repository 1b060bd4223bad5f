namespace Matchmaking.Benchmarks.Allocating;

/// <summary>A need as its line gives it.</summary>
/// <param name="Need">The need.</param>
/// <param name="FirstTranche">Where its tranches begin among those of the same part of the file.</param>
/// <param name="Tranches">How many it has.</param>
/// <param name="Line">The line within the part, from 1.</param>
internal readonly record struct NeedLine(int Need, int FirstTranche, int Tranches, long Line);
