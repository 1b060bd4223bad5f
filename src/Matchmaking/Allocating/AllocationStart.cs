namespace Matchmaking.Allocating;

/// <summary>What a search begins with on one pair.</summary>
/// <param name="Need">The need.</param>
/// <param name="Pair">The pair.</param>
/// <param name="Amount">What it carries, 0 or more.</param>
/// <param name="InTree">Whether it was part of the tree of prices.</param>
public readonly record struct StartPair(int Need, int Pair, long Amount, bool InTree);

/// <summary>
/// Where a search for the best plan begins: what pairs carry, and which pairs and nodes made up the tree of prices. What
/// does not fit a problem (ceilings that fell, pairs that may no longer carry) is cut to what does.
/// </summary>
/// <param name="Pairs">Pairs that carry something or were part of the tree, by pair.</param>
/// <param name="RootCapacities">Capacities that hang from the root: their price is nothing.</param>
/// <param name="RootTranches">Needs that hang from the root, each by one of its tranches, counted from 0: their price is that tranche's priority.</param>
public sealed record AllocationStart(
    IReadOnlyList<StartPair> Pairs,
    IReadOnlyList<int> RootCapacities,
    IReadOnlyList<(int Need, int Tranche)> RootTranches)
{
    /// <summary>Shares of which the arc from their capacity was part of the tree.</summary>
    public IReadOnlyList<int> TreeShares { get; init; } = [];

    /// <summary>Nothing is carried and nothing known.</summary>
    public static AllocationStart Nothing { get; } = new([], [], []);
}
