namespace Matchmaking.Matching;

/// <summary>
/// The allocation problem in one unit, as arrays of integers. Needs, capacities and pairs are numbered from 0 in an order
/// that does not depend on the order of the input; the numbers are the last tie-break. Pairs are grouped by need,
/// the best fit first, then by capacity number.
/// </summary>
/// <param name="FirstTranche">Where each need's tranches begin; one entry more than there are needs.</param>
/// <param name="TrancheAmount">Dollars or slots in each tranche, 0 or more.</param>
/// <param name="TranchePriority">Points per unit in each tranche, 0 to 1000, falling within a need.</param>
/// <param name="FirstPair">Where each need's pairs begin; one entry more than there are needs.</param>
/// <param name="PairCapacity">The capacity of each pair.</param>
/// <param name="PairFit">Points per unit of each pair, 0 to 1000.</param>
/// <param name="PairCeiling">The most that each pair may carry.</param>
/// <param name="CapacityAmount">The most that each capacity may give in all.</param>
public sealed record AllocationProblem(
    int[] FirstTranche,
    long[] TrancheAmount,
    int[] TranchePriority,
    int[] FirstPair,
    int[] PairCapacity,
    int[] PairFit,
    long[] PairCeiling,
    long[] CapacityAmount)
{
    /// <summary>How many needs there are.</summary>
    public int Needs => FirstPair.Length - 1;

    /// <summary>How many pairs there are.</summary>
    public int Pairs => PairCapacity.Length;
}
