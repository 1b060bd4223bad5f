using System.Runtime.InteropServices;
using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>What a plan leaves open of needs, capacities and pairs.</summary>
internal sealed class RoomLeft
{
    private readonly UnitProblem _unit;
    private readonly AllocationProblem _problem;
    private readonly int[] _partner;
    private readonly long[] _need;
    private readonly long[] _capacity;
    private readonly int[] _helpers;
    private readonly long[] _carried;
    private readonly Dictionary<(int Need, int Capacity), long> _share = [];
    private readonly long[] _ofState;
    private readonly HashSet<(int Need, int Partner)> _helping = [];

    public RoomLeft(UnitProblem unit, int[] partner, IReadOnlyList<Carried> carried)
    {
        var problem = unit.Problem;
        _ofState = unit.MostToState.AsSpan().ToArray();
        _carried = new long[problem.Pairs];
        (_unit, _problem, _partner) = (unit, problem, partner);
        _capacity = problem.CapacityAmount.AsSpan().ToArray();
        _need = new long[problem.Needs];
        _helpers = new int[problem.Needs];
        for (var need = 0; need < _need.Length; need++)
            _need[need] = problem.Asked(need);
        foreach (var (need, pair, amount) in carried)
            Take(need, pair, amount);
    }

    /// <summary>What pairs carry, by pair.</summary>
    public List<Carried> Carried()
    {
        List<Carried> carried = [];
        for (var need = 0; need < _need.Length; need++)
        {
            for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1]; pair++)
            {
                if (_carried[pair] > 0)
                    carried.Add(new(need, pair, _carried[pair]));
            }
        }

        return carried;
    }

    /// <summary>What is open of a need.</summary>
    public long OfNeed(int need) => _need[need];

    /// <summary>What is left of a capacity.</summary>
    public long OfCapacity(int capacity) => _capacity[capacity];

    /// <summary>True where a partner would be one too many for a need.</summary>
    public bool IsOneTooMany(int need, int partner, int allowed) => _helpers[need] >= allowed && !_helping.Contains((need, partner));

    /// <summary>What a capacity gives a need.</summary>
    public long Share(int need, int capacity) => _share.GetValueOrDefault((need, capacity));

    /// <summary>What a capacity may give more to the need's State, over all of its needs.</summary>
    public long OfState(int need, int capacity) => _ofState.Length == 0 ? long.MaxValue : _ofState[_unit.PlaceOf(capacity, need)];

    /// <summary>What a pair may carry more by the amounts alone.</summary>
    public long Of(int need, int pair) => Math.Min(
        Math.Min(Open(need, _problem.PairCapacity[pair]), _problem.PairCeiling[pair] - _carried[pair]),
        OfState(need, _problem.PairCapacity[pair]));

    /// <summary>What a pair may carry more; 0 where that, with the other pair of its capacity, stays below its smallest share, or its partner would be one too many.</summary>
    public long Of(int need, int pair, int partnersAllowed)
    {
        var capacity = _problem.PairCapacity[pair];
        if (Open(need, capacity) <= 0)
            return 0;
        var room = Of(need, pair);
        return room > 0 && Share(need, capacity) + Together(need, pair) >= _unit.Least(need, capacity) && !IsOneTooMany(need, _partner[capacity], partnersAllowed) ? room : 0;
    }

    /// <summary>What a pair and the other one of its capacity, which stands beside it, may carry more between them.</summary>
    private long Together(int need, int pair)
    {
        var (capacity, room) = (_problem.PairCapacity[pair], 0L);
        for (var same = Math.Max(pair - 1, _problem.FirstPair[need]); same < Math.Min(pair + 2, _problem.FirstPair[need + 1]); same++)
        {
            if (_problem.PairCapacity[same] == capacity)
                room += _problem.PairCeiling[same] - _carried[same];
        }

        return Math.Min(room, Math.Min(Open(need, capacity), OfState(need, capacity)));
    }

    private long Open(int need, int capacity) => Math.Min(_need[need], _capacity[capacity]);

    public void Take(int need, int pair, long amount)
    {
        var capacity = _problem.PairCapacity[pair];
        _need[need] -= amount;
        _capacity[capacity] -= amount;
        CollectionsMarshal.GetValueRefOrAddDefault(_share, (need, capacity), out _) += amount;
        if (_ofState.Length > 0)
            _ofState[_unit.PlaceOf(capacity, need)] -= amount;
        _carried[pair] += amount;
        if (_helping.Add((need, _partner[capacity])))
            _helpers[need]++;
    }
}
