namespace Matchmaking.Allocating;

/// <summary>
/// The proof that a plan is the best, checked arc by arc without trust in whoever made it. For a feasible plan and any
/// prices, if nothing that could carry more earns more than its price and nothing that could carry less earns less, no
/// plan earns more points (complementary slackness; Ahuja, Magnanti and Orlin, "Network Flows", 1993, ch. 9).
/// </summary>
public static class Certificate
{
    /// <summary>What is wrong, in words; empty where the plan is feasible and proved the best.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="allocation">The plan and its prices.</param>
    /// <param name="forbidden">Pairs that may not carry anything.</param>
    public static IReadOnlyList<string> Check(AllocationProblem problem, Allocation allocation, IReadOnlyCollection<int>? forbidden = null)
    {
        var faults = new Faults();
        var never = new HashSet<int>(forbidden ?? []);
        var left = problem.CapacityAmount.AsSpan().ToArray();
        var open = new long[problem.Needs];
        var amount = new long[problem.Pairs];
        var through = new long[problem.Shares?.Count ?? 0];
        foreach (var (need, pair, carried) in allocation.Carried)
        {
            (amount[pair], open[need], left[problem.PairCapacity[pair]]) = (carried, open[need] + carried, left[problem.PairCapacity[pair]] - carried);
            if (problem.ShareOf(pair) is >= 0 and var share)
                through[share] += carried;
            faults.Unless(!never.Contains(pair), $"pair {pair} carries, but may not");
        }

        for (var capacity = 0; capacity < left.Length; capacity++)
        {
            faults.Unless(left[capacity] >= 0, $"capacity {capacity} gives more than it has");
            faults.Unless(allocation.CapacityPrice[capacity] >= 0, $"capacity {capacity} has a price below nothing");
            faults.Unless(allocation.CapacityPrice[capacity] <= 0 || left[capacity] == 0, $"capacity {capacity} has a price, but some of it is left");
        }

        for (var share = 0; share < through.Length; share++)
        {
            var (ceiling, gain) = (problem.Shares!.Ceiling[share], allocation.SharePrice[share] - allocation.CapacityPrice[problem.Shares.Capacity[share]]);
            faults.Unless(through[share] <= ceiling, $"share {share} carries more than its ceiling");
            faults.Unless(gain <= 0 || through[share] == ceiling, $"share {share} would earn {gain} more and could carry more");
            faults.Unless(gain >= 0 || through[share] == 0, $"share {share} earns {-gain} less and carries something");
        }

        for (var need = 0; need < problem.Needs; need++)
        {
            CheckNeed(problem, need, open[need], allocation.NeedPrice[need], faults);
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                if (never.Contains(pair))
                    continue;
                var source = problem.ShareOf(pair) is >= 0 and var share ? allocation.SharePrice[share] : allocation.CapacityPrice[problem.PairCapacity[pair]];
                var gain = problem.PairFit[pair] + allocation.NeedPrice[need] - source;
                faults.Unless(amount[pair] >= 0 && amount[pair] <= problem.PairCeiling[pair], $"pair {pair} carries more than its ceiling");
                faults.Unless(gain <= 0 || amount[pair] == problem.PairCeiling[pair], $"pair {pair} would earn {gain} more and could carry more");
                faults.Unless(gain >= 0 || amount[pair] == 0, $"pair {pair} earns {-gain} less and carries something");
            }
        }

        return faults.All;
    }

    /// <summary>Tranches fill in order of their priority, so what a need receives tells what each carries.</summary>
    private static void CheckNeed(AllocationProblem problem, int need, long received, int price, Faults faults)
    {
        for (var tranche = problem.FirstTranche[need]; tranche < problem.FirstTranche[need + 1]; tranche++)
        {
            var filled = Math.Min(received, problem.TrancheAmount[tranche]);
            received -= filled;
            faults.Unless(problem.TranchePriority[tranche] <= price || filled == problem.TrancheAmount[tranche], $"tranche {tranche} of need {need} would earn more full");
            faults.Unless(problem.TranchePriority[tranche] >= price || filled == 0, $"tranche {tranche} of need {need} would earn more empty");
        }

        faults.Unless(received == 0, $"need {need} receives more than it asks for");
    }

    private sealed class Faults
    {
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All => _all;

        public void Unless(bool holds, FormattableString fault)
        {
            if (!holds)
                _all.Add(FormattableString.Invariant(fault));
        }
    }
}
