using Matchmaking.Matching;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// An instance small enough to solve in no time, in which still everything happens that a solver has code for: tranches of
/// different worth, a ceiling that binds, a capacity that two needs contest, one that is left over, one that gives nothing.
/// </summary>
internal static class TinyInstance
{
    /// <summary>Three needs, four capacities, eight pairs.</summary>
    public static AllocationProblem Problem { get; } = new(
        FirstTranche: [0, 2, 4, 5],
        TrancheAmount: [40, 40, 30, 30, 50],
        TranchePriority: [900, 400, 800, 200, 500],
        FirstPair: [0, 3, 6, 8],
        PairCapacity: [0, 1, 3, 0, 1, 2, 1, 2],
        PairFit: [600, 500, 10, 700, 450, 300, 650, 100],
        PairCeiling: [50, 20, 5, 50, 60, 30, 60, 15],
        CapacityAmount: [50, 60, 100, 0]);
}
