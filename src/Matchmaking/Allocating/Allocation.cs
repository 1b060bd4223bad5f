namespace Matchmaking.Allocating;

/// <summary>What a pair carries.</summary>
/// <param name="Need">The need.</param>
/// <param name="Pair">The pair.</param>
/// <param name="Amount">Dollars or slots, 1 or more.</param>
public readonly record struct Carried(int Need, int Pair, long Amount);

/// <summary>
/// The best plan under an <see cref="AllocationProblem"/>, and the prices that prove it: no plan earns more points.
/// </summary>
/// <remarks>
/// The plan is unique. Among plans of equal points it is the one whose lots are highest: each pair, and each tranche, has
/// a lot drawn from the identities of its need and capacity, and every dollar counts its lot (see <see cref="Lots"/>). So
/// neither the order of the input nor the way to the optimum shows in it.
/// </remarks>
public sealed class Allocation
{
    private readonly AllocationProblem _problem;

    internal Allocation(AllocationProblem problem, int[] needPrice, int[] capacityPrice, int[] sharePrice, AllocationStart start, long pivots)
    {
        (_problem, NeedPrice, CapacityPrice, SharePrice, Start, Pivots) = (problem, needPrice, capacityPrice, sharePrice, start, pivots);
        List<Carried> carried = new(start.Pairs.Count);
        foreach (var (need, pair, amount, _) in start.Pairs)
        {
            if (amount > 0)
                carried.Add(new(need, pair, amount));
        }

        Carried = carried;
    }

    /// <summary>What each pair carries that carries anything, by pair.</summary>
    public IReadOnlyList<Carried> Carried { get; }

    /// <summary>The points of all that is carried, added up whenever they are asked for.</summary>
    public Int128 Points => PointsOf(_problem, Carried);

    /// <summary>Dual price of each need: what one more dollar for it would earn in priority.</summary>
    public IReadOnlyList<int> NeedPrice { get; }

    /// <summary>Dual price of each capacity: what one more dollar of it could earn at most, 0 where some of it is left.</summary>
    public IReadOnlyList<int> CapacityPrice { get; }

    /// <summary>Dual price of each share: that of its capacity, and more where it carries all that it may.</summary>
    public IReadOnlyList<int> SharePrice { get; }

    /// <summary>From here a problem that differs little is solved in few steps.</summary>
    public AllocationStart Start { get; }

    /// <summary>Steps that it took.</summary>
    public long Pivots { get; }

    /// <summary>Solves the problem exactly.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="forbidden">Pairs that may not carry anything; empty for none.</param>
    /// <param name="start">Where to begin: the answer to a similar problem, in this one's numbers. It changes the time, never the answer.</param>
    public static Allocation Solve(AllocationProblem problem, IReadOnlyCollection<int>? forbidden = null, AllocationStart? start = null) =>
        new NetworkSimplex(problem).Solve(forbidden ?? [], start ?? AllocationStart.Nothing);

    /// <summary>The points of a plan: each need's tranches fill in order.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="carried">What pairs carry.</param>
    public static Int128 PointsOf(AllocationProblem problem, IEnumerable<Carried> carried)
    {
        Int128 points = 0;
        var received = new long[problem.Needs];
        foreach (var (need, pair, amount) in carried)
        {
            points += (Int128)problem.PairFit[pair] * amount;
            received[need] += amount;
        }

        for (var need = 0; need < received.Length; need++)
        {
            for (var tranche = problem.FirstTranche[need]; tranche < problem.FirstTranche[need + 1] && received[need] > 0; tranche++)
            {
                var filled = Math.Min(received[need], problem.TrancheAmount[tranche]);
                points += (Int128)problem.TranchePriority[tranche] * filled;
                received[need] -= filled;
            }
        }

        return points;
    }
}
