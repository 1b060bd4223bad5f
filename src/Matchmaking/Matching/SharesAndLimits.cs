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
    // In a market far larger than any real one, where each takes its time, the others earn two parts in ten thousand more.
    private const int Retries = 24;
    private const int RetriesOfMany = 1;
    private const int Many = 100_000;

    private readonly AllocationProblem _problem;
    private readonly UnitProblem _unit;
    private readonly StateShares _stateShares;
    private readonly int[] _partner;
    private readonly int[] _partnersAllowed;
    private readonly List<int> _forbidden = [];
    private readonly bool[] _isForbidden;
    private readonly HashSet<int> _prunedBefore = [];
    private readonly HashSet<int> _settled = [];
    private readonly List<AllocationStart> _starts = [];
    private NetworkSimplex? _simplex;

    /// <param name="unit">The problem.</param>
    /// <param name="partner">The partner's number of each capacity.</param>
    /// <param name="partnersAllowed">How many partners each need may have, 0 or more.</param>
    public SharesAndLimits(UnitProblem unit, int[] partner, int[] partnersAllowed) =>
        (_unit, _problem, _stateShares, _isForbidden, _partner, _partnersAllowed) = (unit, unit.Problem, new(unit), new bool[unit.Problem.Pairs], partner, partnersAllowed);

    /// <summary>What came of it.</summary>
    /// <param name="Carried">What each pair carries, by pair.</param>
    /// <param name="Room">What that leaves open.</param>
    /// <param name="RelaxedPoints">The points of the best plan that knows neither smallest shares nor limits: no plan earns more.</param>
    /// <param name="Starts">The answer to each solving, for the next round to begin from.</param>
    /// <param name="StateShares">The shares of States that were solved with, for the next round to begin with those that were reached.</param>
    internal sealed record Answer(
        List<Carried> Carried, RoomLeft Room, Int128 RelaxedPoints, IReadOnlyList<AllocationStart> Starts, StateShares StateShares);

    /// <summary>Solves, prunes and solves again, from nothing.</summary>
    public Answer Solve() => Solve([], [], null);

    /// <summary>Solves, prunes and solves again.</summary>
    /// <param name="starts">The answers to the same solvings for a similar market. They change the time, never the answer.</param>
    /// <param name="shares">The places here of the shares of States that were solved with there, by their numbers there; nor do they.</param>
    /// <param name="before">These shares; null for none.</param>
    public Answer Solve(IReadOnlyList<AllocationStart> starts, IReadOnlyList<int> shares, StateShares? before)
    {
        for (var need = 0; need < _problem.Needs; need++)
        {
            for (var pair = _problem.FirstPair[need]; _partnersAllowed[need] == 0 && pair < _problem.FirstPair[need + 1]; pair++)
                Forbid(pair);
        }

        if (before is null)
        {
            _stateShares.Add(GreedyShares.Of(_unit));
            starts = [NearStart()];
        }
        else
        {
            _stateShares.Add(shares.Where((place, number) => place >= 0 && before.Reached.Contains(number)));
            starts = [.. starts.Select(start => start with { TreeShares = [.. start.TreeShares.Select(share => _stateShares.Number(shares[share])).Where(share => share >= 0)] })];
        }

        var allocation = Again(starts);
        var relaxed = allocation.Points;
        var retries = _problem.Pairs > Many ? RetriesOfMany : Retries;
        while (_starts.Count <= retries && Prune(allocation.Carried))
            allocation = Again(starts);
        List<Carried> carried = [.. allocation.Carried];
        while (Prune(carried))
            carried.RemoveAll(c => _isForbidden[c.Pair]);
        var room = OfferWhatIsLeft(carried);
        return new(room.Carried(), room, relaxed, _starts, _stateShares);
    }

    /// <summary>The best plan of a problem in which hardly anything ties, where a first search begins.</summary>
    private AllocationStart NearStart()
    {
        var near = NearProblem.Of(_problem);
        var start = AllocationStart.Nothing;
        while (true)
        {
            var allocation = new NetworkSimplex(near with { Shares = _stateShares.Problem.Shares }).Solve(_forbidden, start, drawsLots: false);
            start = allocation.Start;
            if (!_stateShares.Add(allocation.Carried))
                return start;
        }
    }

    private Allocation Again(IReadOnlyList<AllocationStart> starts)
    {
        var start = _starts.Count < starts.Count ? starts[_starts.Count] : _starts.LastOrDefault(AllocationStart.Nothing);
        var allocation = (_simplex ??= new(_stateShares.Problem)).Solve(_forbidden, start);
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
                Forbid(pair);
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
                Forbid(same);
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
                    Forbid(pair);
            }
        }

        _settled.Clear();
    }

    /// <summary>What earns most first, by fit and the slice that is open, then by need and pair. Room only shrinks, so one pass leaves nothing.</summary>
    private RoomLeft OfferWhatIsLeft(List<Carried> carried)
    {
        var room = new RoomLeft(_unit, _partner, carried);
        List<(int Need, int Pair, int Points)> open = [];
        for (var need = 0; need < _problem.Needs; need++)
        {
            if (room.OfNeed(need) == 0)
                continue;
            var points = OpenSlice(need, room.OfNeed(need));
            for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1]; pair++)
            {
                if (room.Of(need, pair, _partnersAllowed[need]) > 0)
                    open.Add((need, pair, points + _problem.PairFit[pair]));
            }
        }

        open.Sort((a, b) => a.Points != b.Points ? b.Points.CompareTo(a.Points) : a.Pair.CompareTo(b.Pair));
        foreach (var (need, pair, _) in open)
        {
            if (room.Of(need, pair, _partnersAllowed[need]) is > 0 and var offered)
            {
                room.Take(need, pair, offered);
                TakeTheRest(room, need, _problem.PairCapacity[pair]);
            }
        }

        return room;
    }

    /// <summary>What the next dollar or slot of a need earns by the slice that it fills.</summary>
    private int OpenSlice(int need, long open)
    {
        var slice = _problem.FirstTranche[need + 1] - 1;
        for (; open > _problem.TrancheAmount[slice]; slice--)
            open -= _problem.TrancheAmount[slice];
        return _problem.TranchePriority[slice];
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

    private void Forbid(int pair)
    {
        if (_isForbidden[pair])
            return;
        _isForbidden[pair] = true;
        _forbidden.Add(pair);
    }

    private int FirstOf(int need, int capacity)
    {
        var first = _problem.FirstPair[need];
        return first + _problem.PairCapacity.AsSpan(first, _problem.FirstPair[need + 1] - first).IndexOf(capacity);
    }
}
