using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>
/// The most that capacities give to one State over all of its needs, as shares of the flow. Few of them are ever reached, so
/// they are added only where a plan goes beyond one: a best plan that keeps to all is the best of those that must, and no
/// other has its points and lots. So which were added before changes the time, never the answer.
/// </summary>
internal sealed class StateShares(UnitProblem unit)
{
    private readonly Dictionary<(int Capacity, int State), int> _shares = [];
    private readonly List<int> _capacity = [];
    private readonly List<long> _ceiling = [];
    private readonly HashSet<(int Capacity, int State)> _reached = [];
    private int[]? _from;

    /// <summary>The problem with the shares so far.</summary>
    public AllocationProblem Problem { get; private set; } = unit.Problem;

    /// <summary>Shares that a plan filled.</summary>
    public IReadOnlyCollection<(int Capacity, int State)> Reached => _reached;

    /// <summary>Adds the shares beyond which a plan goes; false where it keeps to all.</summary>
    public bool Add(IReadOnlyList<Carried> carried)
    {
        if (!unit.LimitsStates)
            return false;
        Dictionary<(int Capacity, int State), long> given = [];
        foreach (var (need, pair, amount) in carried)
        {
            var share = (unit.Problem.PairCapacity[pair], unit.NeedState[need]);
            given[share] = given.GetValueOrDefault(share) + amount;
        }

        List<(int, int)> beyond = [];
        foreach (var (share, amount) in given)
        {
            var most = unit.MostToState(share.Capacity, share.State);
            if (amount >= most)
                _reached.Add(share);
            if (amount > most)
                beyond.Add(share);
        }

        Add(beyond);
        return beyond.Count > 0;
    }

    /// <summary>Adds shares that are not yet among them.</summary>
    public void Add(IReadOnlyCollection<(int Capacity, int State)> shares)
    {
        HashSet<int> states = [];
        foreach (var share in shares)
        {
            if (!_shares.TryAdd(share, _shares.Count))
                continue;
            states.Add(share.State);
            _capacity.Add(share.Capacity);
            _ceiling.Add(unit.MostToState(share.Capacity, share.State));
        }

        if (states.Count == 0)
            return;
        var (problem, first) = (unit.Problem, unit.Problem.FirstPair);
        _from ??= [.. problem.PairCapacity];
        for (var need = 0; need < problem.Needs; need++)
        {
            if (!states.Contains(unit.NeedState[need]))
                continue;
            for (var pair = first[need]; pair < first[need + 1]; pair++)
            {
                if (_shares.TryGetValue((problem.PairCapacity[pair], unit.NeedState[need]), out var share))
                    _from[pair] = problem.Capacities + share;
            }
        }

        Problem = problem with { Shares = new(_from, [.. _capacity], [.. _ceiling]) };
    }
}
