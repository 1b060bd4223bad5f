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
    private readonly long[] _carried;
    private readonly List<(int Need, int Pair)> _used = [];
    private readonly Dictionary<(int Need, int Capacity), long> _share = [];
    private readonly Dictionary<int, HashSet<int>> _helpers = [];

    public RoomLeft(AllocationProblem problem, int[] partner, IReadOnlyList<Carried> carried)
    {
        (_problem, _partner) = (problem, partner);
        _capacity = problem.CapacityAmount.AsSpan().ToArray();
        _carried = new long[problem.Pairs];
        _need = new long[problem.Needs];
        for (var need = 0; need < _need.Length; need++)
            _need[need] = problem.Asked(need);
        foreach (var (need, pair, amount) in carried)
            Take(need, pair, amount);
    }

    /// <summary>What pairs carry, by pair.</summary>
    public List<Carried> Carried => [.. _used.OrderBy(used => used.Pair).Select(used => new Carried(used.Need, used.Pair, _carried[used.Pair]))];

    /// <summary>What is open of a need.</summary>
    public long OfNeed(int need) => _need[need];

    /// <summary>What is left of a capacity.</summary>
    public long OfCapacity(int capacity) => _capacity[capacity];

    /// <summary>True where a partner would be one too many for a need.</summary>
    public bool IsOneTooMany(int need, int partner, int allowed) =>
        _helpers.TryGetValue(need, out var helpers) ? helpers.Count >= allowed && !helpers.Contains(partner) : allowed == 0;

    /// <summary>What a capacity gives a need.</summary>
    public long Share(int need, int pair) => _share.GetValueOrDefault((need, _problem.PairCapacity[pair]));

    /// <summary>What a pair may carry more by the amounts alone.</summary>
    public long Of(int need, int pair) =>
        Math.Min(Math.Min(_need[need], _capacity[_problem.PairCapacity[pair]]), _problem.PairCeiling[pair] - _carried[pair]);

    /// <summary>What a pair may carry more; 0 where that stays below its smallest share, or its partner would be one too many.</summary>
    public long Of(int need, int pair, long least, int partnersAllowed)
    {
        if (Math.Min(_need[need], _capacity[_problem.PairCapacity[pair]]) <= 0)
            return 0;
        var room = Of(need, pair);
        return room > 0 && Share(need, pair) + room >= least && !IsOneTooMany(need, _partner[_problem.PairCapacity[pair]], partnersAllowed) ? room : 0;
    }

    public void Take(int need, int pair, long amount)
    {
        var capacity = _problem.PairCapacity[pair];
        _need[need] -= amount;
        _capacity[capacity] -= amount;
        CollectionsMarshal.GetValueRefOrAddDefault(_share, (need, capacity), out _) += amount;
        if (_carried[pair] == 0)
            _used.Add((need, pair));
        _carried[pair] += amount;
        (CollectionsMarshal.GetValueRefOrAddDefault(_helpers, need, out _) ??= []).Add(_partner[capacity]);
    }
}
