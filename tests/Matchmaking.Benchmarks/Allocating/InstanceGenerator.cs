using Matchmaking.Allocating;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Realistic instances of the allocation problem from a seed, the same on every machine: eight pillars, sixty States in
/// subregions and regions, about 6 % of all pairs eligible, and money for about seven tenths of what is needed.
/// </summary>
internal static class InstanceGenerator
{
    private const int TranchesPerNeed = 4;

    // Means in hundredths of all that is needed.
    private const int Scarcity = 70;

    private static readonly int[] TrancheShare = [100, 70, 40, 20];

    /// <summary>Makes one; pairs are grouped by need, then by ascending capacity.</summary>
    public static AllocationProblem Generate(int needs, int capacities, ulong seed)
    {
        var random = new SplitMix(seed);
        var need = new GeneratedNeed[needs];
        foreach (ref var drawn in need.AsSpan())
            drawn = GeneratedNeed.Draw(ref random);
        var capacity = new GeneratedCapacity[capacities];
        foreach (ref var drawn in capacity.AsSpan())
            drawn = GeneratedCapacity.Draw(ref random);

        var (trancheAmount, tranchePriority, needed) = Tranches(needs, ref random);
        var capacityAmount = Amounts(capacities, needed * Scarcity / 100, ref random);
        var share = Shares(capacityAmount, ref random);
        var (firstPair, pairCapacity, pairFit) = Pairs(need, capacity, new GeneratedFit(seed));
        return new AllocationProblem(
            [.. Enumerable.Range(0, needs + 1).Select(i => i * TranchesPerNeed)],
            trancheAmount,
            tranchePriority,
            firstPair,
            pairCapacity,
            pairFit,
            Array.ConvertAll(pairCapacity, j => share[j]),
            capacityAmount);
    }

    private static (long[] Amount, int[] Priority, long Needed) Tranches(int needs, ref SplitMix random)
    {
        var amount = new long[needs * TranchesPerNeed];
        var priority = new int[needs * TranchesPerNeed];
        var needed = 0L;
        for (var need = 0; need < needs; need++)
        {
            var whole = random.LogNormal(2_800_000, 0.75);
            needed += whole;
            // Deadline, left behind, uncovered share and size, as the service adds them.
            var points = 100 + (20 * random.Below(16)) + (150 * random.Below(3)) + (5 * random.Below(60));
            for (var tranche = 0; tranche < TranchesPerNeed; tranche++)
            {
                var t = (need * TranchesPerNeed) + tranche;
                amount[t] = (whole * (tranche + 1) / TranchesPerNeed) - (whole * tranche / TranchesPerNeed);
                priority[t] = Math.Min(points, 1000) * TrancheShare[tranche] / 100;
            }
        }

        return (amount, priority, needed);
    }

    private static long[] Amounts(int capacities, long means, ref SplitMix random)
    {
        var amount = new long[capacities];
        foreach (ref var drawn in amount.AsSpan())
            drawn = random.LogNormal(5_000_000, 1);
        var sum = amount.Sum();
        return Array.ConvertAll(amount, drawn => (long)((Int128)drawn * means / sum));
    }

    // A third of the partners cap what one need may take; the others would give it all to one.
    private static long[] Shares(long[] capacityAmount, ref SplitMix random)
    {
        var share = new long[capacityAmount.Length];
        for (var j = 0; j < share.Length; j++)
            share[j] = random.Below(3) == 0 ? capacityAmount[j] * random.Between(10, 50) / 100 : capacityAmount[j];
        return share;
    }

    private static (int[] First, int[] Capacity, int[] Fit) Pairs(GeneratedNeed[] need, GeneratedCapacity[] capacity, GeneratedFit fit)
    {
        var candidates = Candidates(capacity);
        var first = new int[need.Length + 1];
        var most = need.Sum(one => candidates[Cell(one)].Length);
        var (pairCapacity, pairFit) = (new int[most], new int[most]);
        var pair = 0;
        for (var i = 0; i < need.Length; i++)
        {
            foreach (var j in candidates[Cell(need[i])])
            {
                var overlap = GeneratedFit.Overlap(need[i], capacity[j]);
                if (overlap <= 0)
                    continue;
                pairCapacity[pair] = j;
                pairFit[pair++] = fit.Points(need[i], capacity[j], overlap);
            }

            first[i + 1] = pair;
        }

        return (first, pairCapacity[..pair], pairFit[..pair]);
    }

    private static int Cell(GeneratedNeed need) => (need.Pillar * Places.States) + need.State;

    // The capacities for each pillar and State.
    private static int[][] Candidates(GeneratedCapacity[] capacity) =>
        [.. from pillar in Enumerable.Range(0, 8)
            from state in Enumerable.Range(0, Places.States)
            select (int[])[.. from j in Enumerable.Range(0, capacity.Length)
                              where (capacity[j].Pillars >> pillar & 1) != 0 && capacity[j].Serves(state)
                              select j]];
}
