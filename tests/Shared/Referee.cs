using Google.OrTools.Graph;
using Matchmaking.Allocating;

namespace Matchmaking.Testing;

/// <summary>
/// An allocation problem as others solve it: OR-Tools' flow of least cost, by cost scaling. The flow is a circulation through
/// a hub (hub, capacity, share, need, hub; an arc for each pair, capacity, share and tranche) with points as costs below nothing, so that
/// nothing has to be shipped.
/// </summary>
/// <remarks>
/// Its numbers have 64 bits. All that may come into a node, and all that may leave it, must be less than 2^63; so must
/// twice the highest points times the number of nodes. What is beyond is refused when it is solved.
/// </remarks>
internal sealed class Referee : IDisposable
{
    private readonly AllocationProblem _problem;
    private readonly MinCostFlow _flow;

    public Referee(AllocationProblem problem)
    {
        _problem = problem;
        var (firstNeed, shares) = (problem.Capacities + (problem.Shares?.Count ?? 0), problem.Shares);
        var hub = firstNeed + problem.Needs;
        _flow = new(hub + 1, problem.Pairs + problem.TrancheAmount.Length + firstNeed);
        // Pairs first: then an arc has its pair's number.
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
                _flow.AddArcWithCapacityAndUnitCost(shares?.PairFrom[pair] ?? problem.PairCapacity[pair], firstNeed + need, problem.PairCeiling[pair], -problem.PairFit[pair]);
        }

        for (var need = 0; need < problem.Needs; need++)
        {
            for (var tranche = problem.FirstTranche[need]; tranche < problem.FirstTranche[need + 1]; tranche++)
                _flow.AddArcWithCapacityAndUnitCost(firstNeed + need, hub, problem.TrancheAmount[tranche], -problem.TranchePriority[tranche]);
        }

        for (var capacity = 0; capacity < problem.Capacities; capacity++)
            _flow.AddArcWithCapacityAndUnitCost(hub, capacity, problem.CapacityAmount[capacity], 0);
        for (var share = 0; share < (shares?.Count ?? 0); share++)
            _flow.AddArcWithCapacityAndUnitCost(shares!.Capacity[share], problem.Capacities + share, shares.Ceiling[share], 0);
    }

    /// <summary>The points of its plan, counted arc by arc: they may need more than the 64 bits that OR-Tools counts with.</summary>
    public Int128 Points
    {
        get
        {
            Int128 points = 0;
            for (var arc = 0; arc < _flow.NumArcs(); arc++)
                points -= (Int128)_flow.UnitCost(arc) * _flow.Flow(arc);
            return points;
        }
    }

    /// <summary>What each pair carries in its plan that carries anything, by pair.</summary>
    public IReadOnlyList<Carried> Carried()
    {
        List<Carried> carried = [];
        for (var need = 0; need < _problem.Needs; need++)
        {
            for (var pair = _problem.FirstPair[need]; pair < _problem.FirstPair[need + 1]; pair++)
            {
                if (_flow.Flow(pair) is > 0 and var amount)
                    carried.Add(new(need, pair, amount));
            }
        }

        return carried;
    }

    /// <summary>Solves the problem.</summary>
    /// <exception cref="InvalidOperationException">No optimum was found: the numbers are too large.</exception>
    public void Solve()
    {
        if (_flow.Solve() is not MinCostFlowBase.Status.OPTIMAL and var status)
            throw new InvalidOperationException($"OR-Tools found no optimum: {status}.");
    }

    public void Dispose() => _flow.Dispose();
}
