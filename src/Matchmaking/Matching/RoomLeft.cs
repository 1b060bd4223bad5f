using System.Runtime.InteropServices;
using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>What a plan leaves open of needs, capacities and pairs.</summary>
internal sealed class RoomLeft
{
    private readonly AllocationProblem _problem;
    private readonly int[] _partner;
    private readonly long[] _need;
    private readonly long[] _capacity;
    private readonly SortedDictionary<int, Carried> _carried = [];
    private readonly Dictionary<(int Need, int Capacity), long> _share = [];
    private readonly Dictionary<int, HashSet<int>> _helpers = [];

    public RoomLeft(AllocationProblem problem, int[] partner, IReadOnlyList<Carried> carried)
    {
        (_problem, _partner) = (problem, partner);
        _capacity = problem.CapacityAmount.AsSpan().ToArray();
        _need = new long[problem.Needs];
        for (var need = 0; need < _need.Length; need++)
            _need[need] = problem.Asked(need);
        foreach (var (need, pair, amount) in carried)
            Take(need, pair, amount);
    }

    /// <summary>What pairs carry, by pair.</summary>
    public List<Carried> Carried => [.. _carried.Values];

    /// <summary>What is open of a need.</summary>
    public long OfNeed(int need) => _need[need];

    /// <summary>What is left of a capacity.</summary>
    public long OfCapacity(int capacity) => _capacity[capacity];

    /// <summary>Partners that help a need.</summary>
    public IReadOnlySet<int> Helpers(int need) => _helpers.GetValueOrDefault(need) ?? [];

    /// <summary>What a capacity gives a need.</summary>
    public long Share(int need, int pair) => _share.GetValueOrDefault((need, _problem.PairCapacity[pair]));

    /// <summary>What a pair may carry more by the amounts alone.</summary>
    public long Of(int need, int pair) =>
        Math.Min(Math.Min(_need[need], _capacity[_problem.PairCapacity[pair]]), _problem.PairCeiling[pair] - (_carried.TryGetValue(pair, out var carried) ? carried.Amount : 0));

    /// <summary>What a pair may carry more; 0 where that stays below its smallest share, or its partner would be one too many.</summary>
    public long Of(int need, int pair, long least, int partnersAllowed)
    {
        if (Math.Min(_need[need], _capacity[_problem.PairCapacity[pair]]) <= 0)
            return 0;
        var room = Of(need, pair);
        return room > 0 && Share(need, pair) + room >= least
            && (Helpers(need) is var helpers && (helpers.Count < partnersAllowed || helpers.Contains(_partner[_problem.PairCapacity[pair]])))
            ? room
            : 0;
    }

    public void Take(int need, int pair, long amount)
    {
        var capacity = _problem.PairCapacity[pair];
        _need[need] -= amount;
        _capacity[capacity] -= amount;
        CollectionsMarshal.GetValueRefOrAddDefault(_share, (need, capacity), out _) += amount;
        _carried[pair] = new(need, pair, amount + (_carried.TryGetValue(pair, out var before) ? before.Amount : 0));
        (CollectionsMarshal.GetValueRefOrAddDefault(_helpers, need, out _) ??= []).Add(_partner[capacity]);
    }
}
