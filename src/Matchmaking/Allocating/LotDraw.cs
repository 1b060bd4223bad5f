using System.Runtime.CompilerServices;

namespace Matchmaking.Allocating;

/// <summary>One drawing of lots for all pairs and tranches of a problem, and the prices of nodes in these lots.</summary>
internal sealed class LotDraw
{
    private readonly ulong[] _need;
    // A share has the lot of its capacity: that its pairs pass through it shows in no lot.
    private readonly ulong[] _from;

    /// <param name="problem">The problem.</param>
    /// <param name="number">The drawing's number, from 0.</param>
    /// <param name="price">The prices, by node.</param>
    public LotDraw(AllocationProblem problem, int number, long[] price)
    {
        Price = price;
        _need = new ulong[problem.Needs];
        for (var need = 0; need < _need.Length; need++)
            _need[need] = Lots.OfOne(problem.NeedLot is { } lots ? lots[need] : (ulong)need, number);
        _from = new ulong[problem.Capacities + (problem.Shares?.Count ?? 0)];
        for (var from = 0; from < _from.Length; from++)
        {
            var capacity = from < problem.Capacities ? from : problem.Shares!.Capacity[from - problem.Capacities];
            _from[from] = Lots.OfOther(problem.CapacityLot is { } lots ? lots[capacity] : (ulong)capacity);
        }
    }

    /// <summary>The prices under which every arc of the tree earns just what it costs, in lots.</summary>
    public long[] Price { get; }

    /// <summary>The lot of a pair from a capacity or share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long OfPair(int need, int from) => Lots.Of(_need[need], _from[from]);

    /// <summary>The lots of a need's pairs from some capacities or shares.</summary>
    public void OfPairs(int need, ReadOnlySpan<int> sources, Span<long> lots)
    {
        var (one, others) = (_need[need], _from);
        for (var i = 0; i < lots.Length; i++)
            lots[i] = Lots.Of(one, others[sources[i]]);
    }

    /// <summary>The lot of a need's tranche, counted from 0.</summary>
    public long OfTranche(int need, int tranche) => Lots.Of(_need[need], Lots.OfOther(ulong.MaxValue - (ulong)tranche));
}
