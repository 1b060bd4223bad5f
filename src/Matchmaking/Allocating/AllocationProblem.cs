namespace Matchmaking.Allocating;

/// <summary>
/// The allocation problem in one unit, dollars or slots, as arrays of whole numbers: give what capacities have to needs
/// so that points are highest. A dollar of a pair earns the pair's fit and the priority of the tranche that it fills.
/// Needs, capacities and pairs are numbered from 0; pairs are grouped by need, in any order within it.
/// </summary>
/// <param name="FirstTranche">Where each need's tranches begin; one entry more than there are needs.</param>
/// <param name="TrancheAmount">Dollars or slots in each tranche, 0 or more.</param>
/// <param name="TranchePriority">Points per unit in each tranche, 0 to 10,000, never rising within a need.</param>
/// <param name="FirstPair">Where each need's pairs begin; one entry more than there are needs.</param>
/// <param name="PairCapacity">The capacity of each pair. Two pairs of a need may have the same, if they differ in fit: then each has a ceiling of its own.</param>
/// <param name="PairFit">Points per unit of each pair, 0 to 10,000.</param>
/// <param name="PairCeiling">The most that each pair may carry, 0 or more.</param>
/// <param name="CapacityAmount">The most that each capacity may give in all, 0 or more.</param>
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
    /// <summary>
    /// A number for each need from which lots are drawn where plans are equal in points. It belongs to the need, not to
    /// its place in the list: then the order of the input changes nothing. The need's number where null.
    /// </summary>
    public ulong[]? NeedLot { get; init; }

    /// <summary>A number for each capacity from which lots are drawn; the capacity's number where null.</summary>
    public ulong[]? CapacityLot { get; init; }

    /// <summary>Limits to what some pairs of a capacity carry between them; none where null.</summary>
    public PairShares? Shares { get; init; }

    /// <summary>How many needs there are.</summary>
    public int Needs => FirstPair.Length - 1;

    /// <summary>How many capacities there are.</summary>
    public int Capacities => CapacityAmount.Length;

    /// <summary>How many pairs there are.</summary>
    public int Pairs => PairCapacity.Length;

    /// <summary>The share through which a pair carries; -1 for none.</summary>
    public int ShareOf(int pair) => Shares is { } shares && shares.PairFrom[pair] >= Capacities ? shares.PairFrom[pair] - Capacities : -1;

    /// <summary>All that a need asks for.</summary>
    public long Asked(int need)
    {
        var asked = 0L;
        for (var tranche = FirstTranche[need]; tranche < FirstTranche[need + 1]; tranche++)
            asked += TrancheAmount[tranche];
        return asked;
    }

    /// <summary>Throws where the arrays do not fit together: the search reads them without looking.</summary>
    /// <exception cref="ArgumentException">A list of first places falls or ends elsewhere, or a pair has no capacity.</exception>
    internal void Check()
    {
        CheckFirst(FirstPair, Math.Min(PairCapacity.Length, Math.Min(PairFit.Length, PairCeiling.Length)), nameof(FirstPair));
        CheckFirst(FirstTranche, Math.Min(TrancheAmount.Length, TranchePriority.Length), nameof(FirstTranche));
        if (FirstTranche.Length != FirstPair.Length)
            throw new ArgumentException($"{nameof(FirstTranche)} and {nameof(FirstPair)} tell of different needs.");
        Shares?.Check(this);
        var capacities = (uint)CapacityAmount.Length;
        foreach (var capacity in PairCapacity)
        {
            if ((uint)capacity >= capacities)
                throw new ArgumentException($"A pair has capacity {capacity}, of {capacities}.", nameof(PairCapacity));
        }
    }

    private static void CheckFirst(int[] first, int count, string name)
    {
        var rises = first.Length > 0 && first[0] == 0 && first[^1] == count;
        for (var i = 1; rises && i < first.Length; i++)
            rises = first[i - 1] <= first[i];
        if (!rises)
            throw new ArgumentException($"{name} does not rise from 0 to {count}.", name);
    }
}
