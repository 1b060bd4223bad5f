namespace Matchmaking.Allocating;

/// <summary>
/// Where a search for the best plan begins: what pairs carry, and which pairs and nodes made up the tree of prices. What
/// does not fit a problem (ceilings that fell, pairs that may no longer carry) is cut to what does.
/// </summary>
/// <param name="Carried">What pairs carry, by pair.</param>
/// <param name="TreePairs">Pairs of the tree.</param>
/// <param name="RootCapacities">Capacities that hang from the root: their price is nothing.</param>
/// <param name="RootTranches">Needs that hang from the root, each by one of its tranches, counted from 0: their price is that tranche's priority.</param>
public sealed record AllocationStart(
    IReadOnlyList<Carried> Carried,
    IReadOnlyList<(int Need, int Pair)> TreePairs,
    IReadOnlyList<int> RootCapacities,
    IReadOnlyList<(int Need, int Tranche)> RootTranches)
{
    /// <summary>Nothing is carried and nothing known.</summary>
    public static AllocationStart Nothing { get; } = new([], [], [], []);

    /// <summary>What of it a problem allows, by pair: nothing over a ceiling, a gap or a capacity, nothing on a pair that may not carry.</summary>
    internal List<Carried> Feasible(AllocationProblem problem, Func<int, long> ceiling)
    {
        var open = new long[problem.Needs];
        for (var need = 0; need < open.Length; need++)
            open[need] = problem.Asked(need);
        var left = problem.CapacityAmount.AsSpan().ToArray();
        List<Carried> feasible = [];
        HashSet<int> seen = [];
        foreach (var (need, pair, amount) in Carried)
        {
            var capacity = problem.PairCapacity[pair];
            var allowed = Math.Min(Math.Min(amount, ceiling(pair)), Math.Min(open[need], left[capacity]));
            if (allowed <= 0 || !seen.Add(pair))
                continue;
            open[need] -= allowed;
            left[capacity] -= allowed;
            feasible.Add(new(need, pair, allowed));
        }

        return feasible;
    }
}
