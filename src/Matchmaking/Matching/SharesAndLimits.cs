using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>
/// What the flow alone cannot say: smallest shares, and a limit to partners for each need. (That no State has more than its share
/// of a capacity, it can: <see cref="StateShares"/>.) Pairs that break one are
/// pruned and the rest is solved again, exactly, never ignored; in the end, what room is left is offered once more to
/// every pair, so that no pair keeps room at both ends.
/// </summary>
internal sealed class SharesAndLimits
{
    // Each one solves the market again from where it stands; what still breaks a limit after that is dropped and its room offered.
    private const int Retries = 24;

    private readonly AllocationProblem _problem;
    private readonly UnitProblem _unit;
    private readonly StateShares _stateShares;
    private readonly int[] _partner;
    private readonly int[] _partnersAllowed;
    private readonly HashSet<int> _forbidden = [];
    private readonly HashSet<int> _prunedBefore = [];
    private readonly HashSet<int> _settled = [];
    private readonly List<AllocationStart> _starts = [];
    private NetworkSimplex _simplex;

    /// <param name="unit">The problem.</param>
    /// <param name="partner">The partner's number of each capacity.</param>
    /// <param name="partnersAllowed">How many partners each need may have, 0 or more.</param>
    public SharesAndLimits(UnitProblem unit, int[] partner, int[] partnersAllowed) =>
        (_unit, _problem, _stateShares, _simplex, _partner, _partnersAllowed) = (unit, unit.Problem, new(unit), new(unit.Problem), partner, partnersAllowed);

    /// <summary>What came of it.</summary>
    /// <param name="Carried">What each pair carries, by pair.</param>
    /// <param name="Room">What that leaves open.</param>
    /// <param name="RelaxedPoints">The points of the best plan that knows neither smallest shares nor limits: no plan earns more.</param>
    /// <param name="Starts">The answer to each solving, for the next round to begin from.</param>
    /// <param name="StateShares">The shares of States that were reached on the way, for the next round to begin with.</param>
    internal sealed record Answer(
        List<Carried> Carried, RoomLeft Room, Int128 RelaxedPoints, IReadOnlyList<AllocationStart> Starts, IReadOnlyCollection<(int Capacity, int State)> StateShares);

    /// <summary>Solves, prunes and solves again.</summary>
    /// <param name="starts">The answers to the same solvings for a similar market. They change the time, never the answer.</param>
    /// <param name="stateShares">The shares of States that it reached; nor do they.</param>
    public Answer Solve(IReadOnlyList<AllocationStart> starts, IReadOnlyList<(int Capacity, int State)> stateShares)
    {
        _stateShares.Add(stateShares);
        _simplex = new(_stateShares.Problem);
        for (var need = 0; need < _problem.Needs; need++)
        {
            if (_partnersAllowed[need] == 0)
                _forbidden.UnionWith(Enumerable.Range(_problem.FirstPair[need], _problem.FirstPair[need + 1] - _problem.FirstPair[need]));
        }

        var allocation = Again(starts);
        var relaxed = allocation.Points;
        while (_starts.Count <= Retries && Prune(allocation.Carried))
            allocation = Again(starts);
        List<Carried> carried = [.. allocation.Carried];
        while (Prune(carried))
            carried.RemoveAll(c => _forbidden.Contains(c.Pair));
        var room = OfferWhatIsLeft(carried);
        return new(room.Carried(), room, relaxed, _starts, _stateShares.Reached);
    }

    private Allocation Again(IReadOnlyList<AllocationStart> starts)
    {
        var start = _starts.Count < starts.Count ? starts[_starts.Count] : _starts.LastOrDefault(AllocationStart.Nothing);
        var allocation = _simplex.Solve(_forbidden, start);
        while (_stateShares.Add(allocation.Carried))
        {
            _simplex = new(_stateShares.Problem);
            allocation = _simplex.Solve(_forbidden, allocation.Start);
        }

        _starts.Add(allocation.Start);
        return allocation;
    }

    private bool Prune(IReadOnlyList<Carried> carried)
    {
        var crowd = false;
        for (var (from, to) = (0, 0); from < carried.Count; from = to)
        {
            while (to < carried.Count && carried[to].Need == carried[from].Need)
                to++;
            crowd |= to - from > _partnersAllowed[carried[from].Need] && PruneCrowd(carried, from, to);
        }

        return PruneSmallest(carried) || crowd;
    }

    /// <summary>Keeps the partners that carry most, then fit best; prunes all others of the need.</summary>
    private bool PruneCrowd(IReadOnlyList<Carried> carried, int from, int to)
    {
        var need = carried[from].Need;
        OrderedDictionary<int, long> byPartner = [];
        for (var i = from; i < to; i++)
        {
            var partner = _partner[_problem.PairCapacity[carried[i].Pair]];
            byPartner[partner] = byPartner.GetValueOrDefault(partner) + carried[i].Amount;
        }

        if (byPartner.Count <= _partnersAllowed[need])
            return false;
        // Partners were met in the order of fit, without what review adds, and the sort is stable.
        var kept = byPartner.OrderByDescending(p => p.Value).Take(_partnersAllowed[need]).Select(p => p.Key).ToHashSet();
        for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1]; pair++)
        {
            if (!kept.Contains(_partner[_problem.PairCapacity[pair]]))
                _forbidden.Add(pair);
        }

        return true;
    }

    /// <summary>
    /// Prunes what carries less than its smallest share: the worst-fitting half of each capacity's, one of each need's at
    /// most, since the room of one may lift another above its share. A capacity with one such share, or for the second time,
    /// takes up no need more: what is too small for one would only go from need to need.
    /// </summary>
    private bool PruneSmallest(IReadOnlyList<Carried> carried)
    {
        var tooSmall = TooSmall(carried);
        if (tooSmall.Count == 0)
            return false;
        var quota = tooSmall.GroupBy(share => share.Capacity).ToDictionary(capacity => capacity.Key, capacity => (capacity.Count() + 1) / 2);
        var alone = quota.Where(capacity => capacity.Value == 1).Select(capacity => capacity.Key).ToHashSet();
        HashSet<int> needs = [];
        foreach (var (need, capacity, pair, _) in tooSmall.OrderBy(s => _problem.PairFit[s.Pair]).ThenBy(s => s.Amount).ThenByDescending(s => s.Pair))
        {
            if (quota[capacity] == 0 || !needs.Add(need))
                continue;
            quota[capacity]--;
            if (alone.Contains(capacity) || !_prunedBefore.Add(capacity))
                _settled.Add(capacity);
            for (var same = FirstOf(need, capacity); same < _problem.FirstPair[need + 1] && _problem.PairCapacity[same] == capacity; same++)
                _forbidden.Add(same);
        }

        TakeUpNoMore(carried);
        return true;
    }

    /// <summary>Shares below the smallest of their capacity. The pairs of one need and capacity stand one after the other.</summary>
    private List<(int Need, int Capacity, int Pair, long Amount)> TooSmall(IReadOnlyList<Carried> carried)
    {
        List<(int, int, int, long)> tooSmall = [];
        for (var (from, to) = (0, 0); from < carried.Count; from = to)
        {
            var (need, pair, amount) = carried[from];
            var capacity = _problem.PairCapacity[pair];
            for (to = from + 1; to < carried.Count && carried[to].Need == need && _problem.PairCapacity[carried[to].Pair] == capacity; to++)
                amount += carried[to].Amount;
            if (amount < _unit.Least(need, capacity))
                tooSmall.Add((need, capacity, pair, amount));
        }

        return tooSmall;
    }

    private void TakeUpNoMore(IReadOnlyList<Carried> carried)
    {
        if (_settled.Count == 0)
            return;
        var settled = new bool[_problem.Capacities];
        foreach (var capacity in _settled)
            settled[capacity] = true;
        var helped = carried.Where(c => settled[_problem.PairCapacity[c.Pair]]).Select(c => (c.Need, _problem.PairCapacity[c.Pair])).ToHashSet();
        var (first, capacities) = (_problem.FirstPair, _problem.PairCapacity);
        for (var need = 0; need < _problem.Needs; need++)
        {
            for (var pair = first[need]; pair < first[need + 1]; pair++)
            {
                if (settled[capacities[pair]] && !helped.Contains((need, capacities[pair])))
                    _forbidden.Add(pair);
            }
        }

        _settled.Clear();
    }

    /// <summary>The best fit first, then by need and pair. Room only shrinks, so one pass leaves nothing.</summary>
    private RoomLeft OfferWhatIsLeft(List<Carried> carried)
    {
        var room = new RoomLeft(_unit, _partner, carried);
        List<(int Need, int Pair)> open = [];
        for (var need = 0; need < _problem.Needs; need++)
        {
            for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1] && room.OfNeed(need) > 0; pair++)
            {
                if (room.Of(need, pair, _partnersAllowed[need]) > 0)
                    open.Add((need, pair));
            }
        }

        open.Sort((a, b) => _problem.PairFit[a.Pair] != _problem.PairFit[b.Pair] ? _problem.PairFit[b.Pair].CompareTo(_problem.PairFit[a.Pair]) : a.Pair.CompareTo(b.Pair));
        foreach (var (need, pair) in open)
        {
            if (room.Of(need, pair, _partnersAllowed[need]) is > 0 and var offered)
            {
                room.Take(need, pair, offered);
                TakeTheRest(room, need, _problem.PairCapacity[pair]);
            }
        }

        return room;
    }

    /// <summary>What is under review and what is not may reach the smallest share only together.</summary>
    private void TakeTheRest(RoomLeft room, int need, int capacity)
    {
        if (room.Share(need, capacity) >= _unit.Least(need, capacity))
            return;
        for (var same = FirstOf(need, capacity); same < _problem.FirstPair[need + 1] && _problem.PairCapacity[same] == capacity; same++)
        {
            if (room.Of(need, same) is > 0 and var rest)
                room.Take(need, same, rest);
        }
    }

    private int FirstOf(int need, int capacity)
    {
        var first = _problem.FirstPair[need];
        return first + _problem.PairCapacity.AsSpan(first, _problem.FirstPair[need + 1] - first).IndexOf(capacity);
    }
}
