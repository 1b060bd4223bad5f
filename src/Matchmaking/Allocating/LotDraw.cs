using System.Runtime.CompilerServices;

namespace Matchmaking.Allocating;

/// <summary>One drawing of lots for all pairs and tranches of a problem, and the prices of nodes in these lots.</summary>
internal sealed class LotDraw
{
    private readonly ulong[] _need;
    private readonly ulong[] _capacity;

    /// <param name="problem">The problem.</param>
    /// <param name="number">The drawing's number, from 0.</param>
    /// <param name="price">The prices, by node.</param>
    public LotDraw(AllocationProblem problem, int number, long[] price)
    {
        Price = price;
        _need = new ulong[problem.Needs];
        for (var need = 0; need < _need.Length; need++)
            _need[need] = Lots.OfOne(problem.NeedLot is { } lots ? lots[need] : (ulong)need, number);
        _capacity = new ulong[problem.Capacities];
        for (var capacity = 0; capacity < _capacity.Length; capacity++)
            _capacity[capacity] = Lots.OfOther(problem.CapacityLot is { } lots ? lots[capacity] : (ulong)capacity);
    }

    /// <summary>The prices under which every arc of the tree earns just what it costs, in lots.</summary>
    public long[] Price { get; }

    /// <summary>The lot of a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long OfPair(int need, int capacity) => Lots.Of(_need[need], _capacity[capacity]);

    /// <summary>The lots of a need's pairs with some capacities.</summary>
    public void OfPairs(int need, ReadOnlySpan<int> capacities, Span<long> lots)
    {
        var (one, others) = (_need[need], _capacity);
        for (var i = 0; i < lots.Length; i++)
            lots[i] = Lots.Of(one, others[capacities[i]]);
    }

    /// <summary>The lot of a need's tranche, counted from 0.</summary>
    public long OfTranche(int need, int tranche) => Lots.Of(_need[need], Lots.OfOther(ulong.MaxValue - (ulong)tranche));
}
