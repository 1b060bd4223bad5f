using System.Runtime.CompilerServices;

namespace Matchmaking.Allocating;

/// <summary>
/// The primal simplex method on a network, for problems of the shape of an <see cref="AllocationProblem"/>: capacities send
/// to needs along pairs, or through a share along its pairs, needs to the root along their tranches, and what a capacity
/// keeps goes to the root at no points.
/// All numbers are integers. A pair becomes an arc only while it carries something or is part of the tree, so the working
/// set stays small however many pairs there are. Once no pair earns more than its prices, the plan is the best.
/// </summary>
/// <remarks>
/// The method is Dantzig's (1951), with the strongly feasible trees of Cunningham (1976) against endless steps at a
/// corner. A tree that comes from the answer to another problem need not be one: such a search is given up in favour of one
/// from nothing if it takes far too many steps. An instance may solve its problem several times, with other pairs forbidden.
/// The parts of a step are inlined by order: a program that runs once has no profile from which the compiler would do so,
/// and took a third longer (docs/benchmarks.md).
/// </remarks>
internal sealed partial class NetworkSimplex
{
    private readonly AllocationProblem _problem;
    private readonly int[] _from;
    private readonly int _capacities;
    private readonly int _firstNeed;
    private readonly int _root;
    private readonly int _fixedArcs;
    private readonly FlowTree _tree;
    private readonly int[] _price;
    private readonly int[] _fit;
    private readonly int[] _asked;
    private readonly List<int> _atCeiling = [];
    private readonly Stack<int> _freeArcs = [];
    private FlowArc[] _arcs;
    private int _arcCount;
    private long _pivots;
    private long _mostPivots;

    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">Its arrays do not fit together.</exception>
    public NetworkSimplex(AllocationProblem problem)
    {
        problem.Check();
        _problem = problem;
        _from = problem.Shares?.PairFrom ?? problem.PairCapacity;
        _capacities = problem.Capacities;
        _firstNeed = _capacities + (problem.Shares?.Count ?? 0);
        _root = _firstNeed + problem.Needs;
        _fixedArcs = _firstNeed + problem.TrancheAmount.Length;
        _tree = new FlowTree(_root + 1);
        _price = new int[_root + 1];
        _arcs = new FlowArc[_fixedArcs + (4 * _root) + 16];
        _fit = GC.AllocateUninitializedArray<int>(problem.Pairs);
        _asked = new int[problem.Needs];
        _firstTie = new int[problem.Needs + 1];
    }

    /// <summary>
    /// Steps for each node of the tree after which a search that began with another problem's answer is given up. A search
    /// from nothing takes about ten on markets as they are, and more where many pairs end at their ceiling.
    /// </summary>
    public int Patience { get; init; } = 200;

    /// <param name="forbidden">Pairs that may not carry anything.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="drawsLots">False where any plan of the most points will do: then it is not unique.</param>
    public Allocation Solve(IReadOnlyCollection<int> forbidden, AllocationStart start, bool drawsLots = true)
    {
        _pivots = 0;
        var isFromNothing = ReferenceEquals(start, AllocationStart.Nothing);
        if (!Search(forbidden, start, drawsLots, isFromNothing ? long.MaxValue : (long)Patience * _root))
            Search(forbidden, AllocationStart.Nothing, drawsLots, long.MaxValue);
        return Answer();
    }

    /// <summary>False where it was given up.</summary>
    private bool Search(IReadOnlyCollection<int> forbidden, AllocationStart start, bool drawsLots, long mostPivots)
    {
        Reset(forbidden);
        _mostPivots = mostPivots;
        Begin(start);
        return Improve() && (!drawsLots || DrawLots());
    }

    private void Reset(IReadOnlyCollection<int> forbidden)
    {
        _problem.PairFit.CopyTo(_fit, 0);
        foreach (var pair in forbidden)
            _fit[pair] = Never;
        Array.Fill(_asked, int.MinValue);
        _tree.Clear();
        _atCeiling.Clear();
        _freeArcs.Clear();
        _drawn.Clear();
        (_draw, _arcCount) = (null, _fixedArcs);
    }

    /// <summary>What an arc would earn by the unit above the prices of its ends: points, or, where lots are drawn, lots if points tie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Gain(int arc)
    {
        ref var weighed = ref _arcs[arc];
        var points = weighed.Points + _price[weighed.To] - _price[weighed.From];
        return _draw is null ? points : points == 0 ? LotGain(arc) : 0;
    }

    /// <summary>Takes a pair that carries nothing among the arcs; until it leaves them it is not searched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Open(int need, int pair)
    {
        if (!_freeArcs.TryPop(out var arc))
        {
            arc = _arcCount++;
            if (arc == _arcs.Length)
                Array.Resize(ref _arcs, 2 * arc);
        }

        _arcs[arc] = new FlowArc
        {
            From = _from[pair],
            To = _firstNeed + need,
            Points = _problem.PairFit[pair],
            Pair = pair,
            Ceiling = _problem.PairCeiling[pair],
            State = ArcState.AtNothing,
        };
        _fit[pair] = Never;
        return arc;
    }

    /// <summary>Sends along an arc as much as its cycle with the tree allows; the arc that allows no more leaves the tree for it.</summary>
    /// <param name="entering">The arc; its state says in which direction.</param>
    /// <param name="gain">What it earns by the unit above the prices that are being shifted.</param>
    private void Pivot(int entering, long gain)
    {
        _pivots++;
        var (nodes, arcs) = (_tree.Nodes, _arcs);
        ref var arc = ref arcs[entering];
        var more = arc.State == ArcState.AtNothing;
        var (first, second) = more ? (arc.From, arc.To) : (arc.To, arc.From);
        var join = _tree.Join(first, second);
        var amount = more ? arc.Ceiling - arc.Flow : arc.Flow;
        var (top, inside, under) = (-1, -1, -1);
        for (var node = first; node != join;)
        {
            ref var place = ref nodes[node];
            ref var along = ref arcs[place.Arc];
            var room = along.From == node ? along.Flow : along.Ceiling - along.Flow;
            if (room < amount)
                (amount, top, inside, under) = (room, node, first, second);
            node = place.Parent;
        }

        // Of several that allow no more, the last one along the cycle: so the tree stays strongly feasible.
        for (var node = second; node != join;)
        {
            ref var place = ref nodes[node];
            ref var along = ref arcs[place.Arc];
            var room = along.From == node ? along.Ceiling - along.Flow : along.Flow;
            if (room <= amount)
                (amount, top, inside, under) = (room, node, second, first);
            node = place.Parent;
        }

        if (amount > 0)
        {
            arc.Flow += more ? amount : -amount;
            Send(first, join, -amount);
            Send(second, join, amount);
        }

        if (top < 0)
        {
            Settle(entering);
            return;
        }

        var leaving = nodes[top].Arc;
        var by = inside == arc.From ? gain : -gain;
        arc.State = ArcState.InTree;
        _tree.Rehang(top, inside, under, entering, join);
        if (_draw is null)
            _tree.Shift(_price, inside, (int)by);
        else
            _tree.Shift(_draw.Price, inside, by);
        Settle(leaving);
    }

    /// <summary>Sends towards the root from a node up to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Send(int from, int to, long amount)
    {
        var (nodes, arcs) = (_tree.Nodes, _arcs);
        for (var node = from; node != to;)
        {
            ref var place = ref nodes[node];
            ref var along = ref arcs[place.Arc];
            along.Flow += along.From == node ? amount : -amount;
            node = place.Parent;
        }
    }

    /// <summary>An arc outside the tree carries nothing or all that it may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(int arc)
    {
        ref var settled = ref _arcs[arc];
        // An arc that holds nothing is at both ends: it stays at the one to which it was sent.
        var atNothing = settled.Flow == 0 && (settled.Ceiling > 0 || settled.State != ArcState.AtNothing);
        settled.State = atNothing ? ArcState.AtNothing : ArcState.AtCeiling;
        if (settled.Pair < 0)
        {
            if (arc >= _firstNeed)
                _asked[settled.From - _firstNeed] = int.MinValue;
            return;
        }

        if (!atNothing)
        {
            _atCeiling.Add(arc);
            return;
        }

        _fit[settled.Pair] = _problem.PairFit[settled.Pair];
        _freeArcs.Push(arc);
    }

    private Allocation Answer()
    {
        // By pair: one number for the pair and its arc, so that the sort compares numbers alone.
        List<long> places = new(2 * _root);
        for (var arc = _fixedArcs; arc < _arcCount; arc++)
        {
            ref var pair = ref _arcs[arc];
            if (pair.Pair >= 0 && (pair.Flow > 0 || pair.State == ArcState.InTree))
                places.Add(((long)pair.Pair << 32) | (uint)arc);
        }

        places.Sort();
        var pairs = new StartPair[places.Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            ref var pair = ref _arcs[(int)places[i]];
            pairs[i] = new(pair.To - _firstNeed, pair.Pair, pair.Flow, pair.State == ArcState.InTree);
        }

        List<int> rootCapacities = [], treeShares = [];
        List<(int Need, int Tranche)> rootTranches = [];
        for (var node = 0; node < _root; node++)
        {
            var arc = _tree[node].Arc;
            if (_arcs[arc].Pair >= 0)
                continue;
            if (arc < _capacities)
                rootCapacities.Add(node);
            else if (arc < _firstNeed)
                treeShares.Add(arc - _capacities);
            else if (node >= _firstNeed && arc < _fixedArcs)
                rootTranches.Add((node - _firstNeed, arc - _firstNeed - _problem.FirstTranche[node - _firstNeed]));
        }

        CountFromRoot(_price);
        return new Allocation(
            _problem,
            _price[_firstNeed.._root],
            _price[.._capacities],
            _price[_capacities.._firstNeed],
            new AllocationStart(pairs, rootCapacities, rootTranches) { TreeShares = treeShares },
            _pivots);
    }
}
