namespace Matchmaking.Allocating;

internal sealed partial class NetworkSimplex
{
    private const int MostDraws = 8;

    private const int Block = 256;

    // Prices of lots; null until lots are drawn.
    private long[]? _lotPrice;
    private long[] _lot = [];
    private List<int> _tight = [];

    /// <summary>
    /// Of all plans with the most points, the one with the highest lots. These plans differ only on arcs that earn just what
    /// they cost; on those alone the search goes on, with lots for points. Where lots tie too, which they hardly ever do, they
    /// are drawn again for what still ties.
    /// </summary>
    private void DrawLots()
    {
        _tight = Tight();
        _lotPrice = new long[_root + 1];
        _lot = new long[_arcCount];
        for (var draw = 0; draw < MostDraws && _tight.Count > 0; draw++)
        {
            foreach (var arc in _tight)
                _lot[arc] = LotOf(arc, draw);
            for (var node = 0; node < _root; node++)
                _lot[_tree[node].Arc] = LotOf(_tree[node].Arc, draw);
            SetPrices(_lotPrice, arc => _lot[arc]);
            while (Climb())
            {
            }

            _tight = _tight.FindAll(arc => _arcs[arc].State != ArcState.InTree && LotGain(arc) == 0);
        }
    }

    /// <summary>Arcs outside the tree that earn just what they cost.</summary>
    private List<int> Tight()
    {
        List<int> tight = [];
        for (var arc = 0; arc < _fixedArcs; arc++)
        {
            if (_arcs[arc].State != ArcState.InTree && Gain(_arcs[arc]) == 0)
                tight.Add(arc);
        }

        tight.AddRange(_atCeiling.Where(arc => Gain(_arcs[arc]) == 0));
        var inTree = new HashSet<int>();
        for (var node = 0; node < _root; node++)
            inTree.Add(_arcs[_tree[node].Arc].Pair);
        for (var need = 0; need < _problem.Needs; need++)
        {
            var asked = _price[_capacities + need];
            for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1]; pair++)
            {
                if (_fit[pair] + asked == _price[_problem.PairCapacity[pair]] && !inTree.Contains(pair))
                    tight.Add(Open(need, pair));
            }
        }

        return tight;
    }

    /// <summary>One pass over the tight arcs: the best of each block enters. False where none earns more.</summary>
    private bool Climb()
    {
        var any = false;
        var (arcs, lots, prices) = (_arcs, _lot, _lotPrice!);
        for (var from = 0; from < _tight.Count; from += Block)
        {
            var (best, most) = (-1, 0L);
            for (var i = from; i < Math.Min(from + Block, _tight.Count); i++)
            {
                var arc = _tight[i];
                ref var tight = ref arcs[arc];
                if (tight.State == ArcState.InTree)
                {
                    _tight[i] = _tight[^1];
                    _tight.RemoveAt(_tight.Count - 1);
                    i--;
                    continue;
                }

                var gain = (lots[arc] + prices[tight.To] - prices[tight.From]) * (int)tight.State;
                if (gain > most)
                    (best, most) = (i, gain);
            }

            if (best < 0)
                continue;
            any = true;
            var entering = _tight[best];
            _tight[best] = _tight[^1];
            _tight.RemoveAt(_tight.Count - 1);
            Pivot(entering, LotGain(entering));
        }

        return any;
    }

    private long LotGain(int arc) => _lot[arc] + _lotPrice![_arcs[arc].To] - _lotPrice[_arcs[arc].From];

    private long LotOf(int arc, int draw)
    {
        ref var drawn = ref _arcs[arc];
        if (arc < _capacities)
            return 0;
        var need = drawn.Pair >= 0 ? drawn.To - _capacities : drawn.From - _capacities;
        var needLot = _problem.NeedLot is { } lots ? lots[need] : (ulong)need;
        return drawn.Pair >= 0
            ? Lots.Of(needLot, _problem.CapacityLot is { } others ? others[drawn.From] : (ulong)drawn.From, draw)
            : Lots.Of(needLot, ulong.MaxValue - (ulong)(arc - _capacities - _problem.FirstTranche[need]), draw);
    }
}
