namespace Matchmaking.Allocating;

/// <summary>
/// A problem like another, but with a part of the lots already in the points, so that hardly anything ties. Its best plan is near
/// the other's, and found without drawing lots: a good place for that search to begin. It need not be the same, for the lots
/// of many pairs may outweigh a point.
/// </summary>
internal static class NearProblem
{
    // Of points up to about 12,000, prices stay far within 31 bits.
    private const int LotBits = 8;

    public static AllocationProblem Of(AllocationProblem problem)
    {
        var draw = new LotDraw(problem, 0, []);
        var (fit, priority) = (new int[problem.Pairs], new int[problem.TranchePriority.Length]);
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
                fit[pair] = With(problem.PairFit[pair], draw.OfPair(need, problem.PairCapacity[pair]));
            var first = problem.FirstTranche[need];
            for (var tranche = first; tranche < problem.FirstTranche[need + 1]; tranche++)
                priority[tranche] = With(problem.TranchePriority[tranche], draw.OfTranche(need, tranche - first));
            // Of tranches that earn the same, a later one may have the higher lot.
            priority.AsSpan(first..problem.FirstTranche[need + 1]).Sort((a, b) => b.CompareTo(a));
        }

        return problem with { PairFit = fit, TranchePriority = priority };
    }

    private static int With(int points, long lot) => (points << LotBits) + (int)(lot >> (Lots.Bits - LotBits));
}
