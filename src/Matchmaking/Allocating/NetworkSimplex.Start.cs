namespace Matchmaking.Allocating;

internal sealed partial class NetworkSimplex
{
    // What a capacity keeps is bounded by what it has; the arc itself has room for any flow towards the root.
    private const long NoCeiling = long.MaxValue / 4;

    /// <summary>
    /// Sets the flow of the start and a tree for it: first the arcs that carry something and could carry more, which belong in
    /// it, then those that the start names, then whatever connects the rest to the root. What carries something and found no
    /// place, since it would have closed a cycle, is sent along its cycle until it finds one.
    /// </summary>
    private void Begin(AllocationStart start)
    {
        var named = OpenAll(start);
        var rootArc = RootArcs();
        var builder = new TreeBuilder(_root + 1);
        List<int> homeless = [];
        for (var arc = 0; arc < _arcCount; arc++)
        {
            if (IsBetween(_arcs[arc]) && !builder.Join(_arcs[arc].From, _arcs[arc].To, arc))
                homeless.Add(arc);
        }

        foreach (var arc in named)
        {
            if (!IsBetween(_arcs[arc]))
                builder.Join(_arcs[arc].From, _arcs[arc].To, arc);
        }

        foreach (var share in start.TreeShares)
        {
            if (share < _firstNeed - _capacities)
                builder.Join(_arcs[_capacities + share].From, _capacities + share, _capacities + share);
        }

        foreach (var capacity in start.RootCapacities)
            builder.Join(capacity, _root, capacity);
        foreach (var (need, tranche) in start.RootTranches)
        {
            if (tranche < _problem.FirstTranche[need + 1] - _problem.FirstTranche[need])
                builder.Join(_firstNeed + need, _root, _firstNeed + _problem.FirstTranche[need] + tranche);
        }

        for (var need = 0; need < rootArc.Length; need++)
            builder.Join(_firstNeed + need, _root, rootArc[need]);
        for (var share = _capacities; share < _firstNeed; share++)
            builder.Join(_arcs[share].From, share, share);
        for (var capacity = 0; capacity < _capacities; capacity++)
            builder.Join(capacity, _root, capacity);
        builder.Build(_tree);
        SetPrices(_price, arc => _arcs[arc].Points);
        SettleAllOutside();
        foreach (var arc in homeless)
        {
            var gain = Gain(arc);
            _arcs[arc].State = gain > 0 ? ArcState.AtNothing : ArcState.AtCeiling;
            Pivot(arc, gain);
        }
    }

    private static bool IsBetween(in FlowArc arc) => arc.Flow > 0 && arc.Flow < arc.Ceiling;

    /// <summary>
    /// Arcs for all pairs of the start, with what they carry as far as the problem allows it, and for tranches, shares and what
    /// capacities keep. Returns the arcs that the start names for the tree.
    /// </summary>
    private List<int> OpenAll(AllocationStart start)
    {
        List<int> named = new(start.Pairs.Count);
        // Of capacities and, after them, of shares.
        long[] left = [.. _problem.CapacityAmount, .. _problem.Shares?.Ceiling ?? []];
        var received = new long[_problem.Needs];
        var asked = new long[received.Length];
        for (var need = 0; need < asked.Length; need++)
            asked[need] = _problem.Asked(need);
        foreach (var (need, pair, amount, inTree) in start.Pairs)
        {
            var (capacity, from) = (_problem.PairCapacity[pair], _from[pair]);
            var allowed = Math.Min(Math.Min(amount, _problem.PairCeiling[pair]), Math.Min(asked[need] - received[need], Math.Min(left[capacity], left[from])));
            // Neither a pair that may not carry nor the same one twice.
            if (_fit[pair] == Never || (allowed == 0 && !inTree))
                continue;
            var arc = Open(need, pair);
            _arcs[arc].Flow = allowed;
            left[capacity] -= allowed;
            if (from != capacity)
                left[from] -= allowed;
            received[need] += allowed;
            if (inTree)
                named.Add(arc);
        }

        for (var capacity = 0; capacity < _capacities; capacity++)
            _arcs[capacity] = new FlowArc { From = capacity, To = _root, Pair = -1, Ceiling = NoCeiling, Flow = left[capacity] };
        for (var share = _capacities; share < _firstNeed; share++)
        {
            var (capacity, ceiling) = (_problem.Shares!.Capacity[share - _capacities], _problem.Shares.Ceiling[share - _capacities]);
            _arcs[share] = new FlowArc { From = capacity, To = share, Pair = -1, Ceiling = ceiling, Flow = ceiling - left[share] };
        }

        for (var need = 0; need < received.Length; need++)
        {
            for (var tranche = _problem.FirstTranche[need]; tranche < _problem.FirstTranche[need + 1]; tranche++)
            {
                var filled = Math.Min(received[need], _problem.TrancheAmount[tranche]);
                received[need] -= filled;
                _arcs[_firstNeed + tranche] = new FlowArc
                {
                    From = _firstNeed + need,
                    To = _root,
                    Points = _problem.TranchePriority[tranche],
                    Pair = -1,
                    Ceiling = _problem.TrancheAmount[tranche],
                    Flow = filled,
                };
            }
        }

        return named;
    }

    /// <summary>The arc by which each need would hang from the root: its first tranche with room, else its last.</summary>
    private int[] RootArcs()
    {
        var rootArc = new int[_problem.Needs];
        for (var need = 0; need < rootArc.Length; need++)
        {
            var (tranche, end) = (_problem.FirstTranche[need], _problem.FirstTranche[need + 1]);
            if (tranche == end)
            {
                // A need that asks for nothing hangs by an arc that can carry nothing.
                rootArc[need] = _arcCount++;
                if (rootArc[need] == _arcs.Length)
                    Array.Resize(ref _arcs, 2 * _arcs.Length);
                _arcs[rootArc[need]] = new FlowArc { From = _firstNeed + need, To = _root, Pair = -1 };
                continue;
            }

            while (tranche < end - 1 && _arcs[_firstNeed + tranche].Flow == _arcs[_firstNeed + tranche].Ceiling)
                tranche++;
            rootArc[need] = _firstNeed + tranche;
        }

        return rootArc;
    }

    private void SettleAllOutside()
    {
        for (var arc = 0; arc < _arcCount; arc++)
            _arcs[arc].State = ArcState.AtNothing;
        for (var node = 0; node < _root; node++)
            _arcs[_tree[node].Arc].State = ArcState.InTree;
        for (var arc = 0; arc < _arcCount; arc++)
        {
            if (_arcs[arc].State != ArcState.InTree && !IsBetween(_arcs[arc]))
                Settle(arc);
        }
    }

    /// <summary>The prices under which every arc of the tree earns just what it costs.</summary>
    private void SetPrices<T>(T[] prices, Func<int, T> pointsOf) where T : struct, System.Numerics.INumber<T>
    {
        prices[_root] = T.Zero;
        for (var node = _tree[_root].FirstChild; node >= 0; node = _tree.After(node))
        {
            ref var arc = ref _arcs[_tree[node].Arc];
            prices[node] = arc.From == node ? prices[arc.To] + pointsOf(_tree[node].Arc) : prices[arc.From] - pointsOf(_tree[node].Arc);
        }
    }
}
