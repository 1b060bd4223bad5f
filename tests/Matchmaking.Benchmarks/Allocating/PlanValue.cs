using Matchmaking.Matching;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>What a plan is worth, counted from the amounts alone and without trust in the solver.</summary>
internal static class PlanValue
{
    /// <summary>Points of the plan and the amount that it ships. 128 bits: points times dollars may not fit 64.</summary>
    public static (Int128 Objective, Int128 Shipped) Of(AllocationProblem problem, ReadOnlySpan<long> carried)
    {
        var (objective, shipped) = (Int128.Zero, Int128.Zero);
        for (var need = 0; need < problem.Needs; need++)
        {
            var cover = Int128.Zero;
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                // Most pairs carry nothing.
                if (carried[pair] == 0)
                    continue;
                cover += carried[pair];
                objective += (Int128)problem.PairFit[pair] * carried[pair];
            }

            shipped += cover;
            for (var t = problem.FirstTranche[need]; t < problem.FirstTranche[need + 1]; t++)
            {
                var filled = Int128.Min(cover, problem.TrancheAmount[t]);
                cover -= filled;
                objective += problem.TranchePriority[t] * filled;
            }
        }

        return (objective, shipped);
    }
}
