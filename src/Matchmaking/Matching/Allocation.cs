namespace Matchmaking.Matching;

/// <summary>
/// The seam where an allocation is chosen: arrays in, arrays out, nothing else. First form: greedy by marginal points.
/// Always feasible, and maximal (no usable pair has room at both ends), but not optimal: an early gift to the best-fitting need can
/// take what another need could get from nobody else. The exact solver (minimum-cost flow) takes the place of <see cref="Solve"/>.
/// </summary>
public static class Allocation
{
    /// <summary>What each pair carries.</summary>
    /// <remarks>
    /// Again and again the dollar that earns most points (fit of the pair and priority of the need's current tranche) is
    /// given, as many at once as tranche, pair and capacity hold. A need's marginal points never rise, so a queue with
    /// one entry for each need suffices: O(pairs + needs × tranches × log needs) after the pairs are sorted.
    /// Equal points go to the lower need number, then to the lower capacity number.
    /// </remarks>
    /// <param name="problem">The problem.</param>
    /// <param name="usable">Which pairs may carry anything.</param>
    public static long[] Solve(AllocationProblem problem, ReadOnlySpan<bool> usable)
    {
        var carried = new long[problem.Pairs];
        var capacityLeft = problem.CapacityAmount.AsSpan().ToArray();
        var trancheLeft = problem.TrancheAmount.AsSpan().ToArray();
        var pair = problem.FirstPair.AsSpan(0, problem.Needs).ToArray();
        var tranche = problem.FirstTranche.AsSpan(0, problem.Needs).ToArray();
        // Most points first, then the lower need: both in one number, which a queue compares fastest.
        var queue = new PriorityQueue<int, long>(problem.Needs);

        for (var need = 0; need < problem.Needs; need++)
        {
            if (Advance(need, usable))
                queue.Enqueue(need, Place(Points(need), need));
        }

        while (queue.TryDequeue(out var need, out var place))
        {
            // As long as its points stay what they were, the need would come first again.
            while (Advance(need, usable))
            {
                var points = Points(need);
                if (Place(points, need) > place)
                {
                    queue.Enqueue(need, Place(points, need));
                    break;
                }

                var (p, t) = (pair[need], tranche[need]);
                var amount = Math.Min(trancheLeft[t], Math.Min(problem.PairCeiling[p] - carried[p], capacityLeft[problem.PairCapacity[p]]));
                carried[p] += amount;
                trancheLeft[t] -= amount;
                capacityLeft[problem.PairCapacity[p]] -= amount;
            }
        }

        return carried;

        static long Place(int points, int need) => ((long)(int.MaxValue - points) << 32) | (uint)need;

        int Points(int need) => problem.PairFit[pair[need]] + problem.TranchePriority[tranche[need]];

        // To the next tranche with something open and the next pair with room; false where either has run out.
        bool Advance(int need, ReadOnlySpan<bool> usable)
        {
            while (tranche[need] < problem.FirstTranche[need + 1] && trancheLeft[tranche[need]] == 0)
                tranche[need]++;
            while (pair[need] < problem.FirstPair[need + 1] && !HasRoom(pair[need], usable))
                pair[need]++;
            return tranche[need] < problem.FirstTranche[need + 1] && pair[need] < problem.FirstPair[need + 1];
        }

        bool HasRoom(int p, ReadOnlySpan<bool> usable) =>
            usable[p] && carried[p] < problem.PairCeiling[p] && capacityLeft[problem.PairCapacity[p]] > 0;
    }
}
