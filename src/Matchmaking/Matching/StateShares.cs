using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>
/// The most that capacities give to one State over all of its needs, as shares of the flow, each known by its place in
/// <see cref="UnitProblem.MostToState"/>. Few of them are ever reached, so they are added only where a plan goes beyond one: a best
/// plan that keeps to all is the best of those that must, and no other has its points and lots. So which were added before
/// changes the time, never the answer.
/// </summary>
internal sealed class StateShares(UnitProblem unit)
{
    private readonly int[] _number = Numbers(unit);
    private readonly List<int> _all = [];
    private readonly HashSet<int> _reached = [];
    private readonly long[] _given = new long[unit.MostToState.Length];
    private int[]? _from;

    /// <summary>The problem with the shares so far.</summary>
    public AllocationProblem Problem { get; private set; } = unit.Problem;

    /// <summary>The places of the shares so far, by their numbers.</summary>
    public IReadOnlyList<int> All => _all;

    /// <summary>The numbers of shares that a plan filled.</summary>
    public IReadOnlySet<int> Reached => _reached;

    /// <summary>The number of the share at a place; -1 where it is not among them.</summary>
    public int Number(int place) => place < 0 ? -1 : _number[place];

    /// <summary>Adds the shares beyond which a plan goes; false where it keeps to all.</summary>
    public bool Add(IReadOnlyList<Carried> carried)
    {
        if (!unit.LimitsStates)
            return false;
        foreach (var (need, pair, amount) in carried)
            _given[unit.PlaceOf(unit.Problem.PairCapacity[pair], need)] += amount;
        List<int> beyond = [];
        foreach (var (need, pair, _) in carried)
        {
            var place = unit.PlaceOf(unit.Problem.PairCapacity[pair], need);
            if (_given[place] > unit.MostToState[place])
                beyond.Add(place);
            else if (_given[place] == unit.MostToState[place] && _number[place] >= 0)
                _reached.Add(_number[place]);
            _given[place] = 0;
        }

        Add(beyond);
        return beyond.Count > 0;
    }

    /// <summary>Adds shares that are not yet among them.</summary>
    public void Add(IEnumerable<int> places)
    {
        var before = _all.Count;
        foreach (var place in places)
        {
            if (_number[place] >= 0)
                continue;
            _number[place] = _all.Count;
            _all.Add(place);
        }

        if (_all.Count == before)
            return;
        var (problem, first) = (unit.Problem, unit.Problem.FirstPair);
        _from ??= [.. problem.PairCapacity];
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var pair = first[need]; pair < first[need + 1]; pair++)
            {
                if (_number[unit.PlaceOf(problem.PairCapacity[pair], need)] is >= 0 and var share)
                    _from[pair] = problem.Capacities + share;
            }
        }

        Problem = problem with { Shares = new(_from, [.. _all.Select(unit.CapacityOf)], [.. _all.Select(place => unit.MostToState[place])]) };
    }

    private static int[] Numbers(UnitProblem unit)
    {
        var numbers = new int[unit.MostToState.Length];
        Array.Fill(numbers, -1);
        return numbers;
    }
}
