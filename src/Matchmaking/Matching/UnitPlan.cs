using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>The plan in one unit, dollars or slots: the two never mix, so each is a problem of its own.</summary>
internal sealed class UnitPlan
{
    private readonly Market _market;
    private readonly MatchPolicy _policy;
    private readonly bool _money;
    private readonly List<Row> _costed = [];
    private readonly List<Row> _uncosted = [];
    private readonly long[] _capacityLeft;

    public UnitPlan(Market market, MatchPolicy policy, DateOnly today, bool money)
    {
        (_market, _policy, _money) = (market, policy, money);
        _capacityLeft = [.. market.CapacityLeft];
        for (var number = 0; number < market.Needs.Length; number++)
        {
            var need = market.Needs[number];
            if (!Promises.Asks(need, money))
                continue;
            var (best, partners) = market.Candidates(number, money);
            var (gap, left) = (Promises.Gap(need, money), market.Promises.NeedLeft(need, money));
            var priority = gap > 0 ? NeedPriority.Of(need, money, gap.Value, left!.Value, partners, policy, today, market.KnownOf(need)) : null;
            (gap is null ? _uncosted : _costed).Add(new(need, gap, left, best, priority));
        }
    }

    /// <summary>The priorities of the costed needs.</summary>
    public IEnumerable<NeedPriority> Priorities => _costed.Select(row => row.Priority).OfType<NeedPriority>();

    public void Write(List<PlanLine> lines, List<NeedCover> cover)
    {
        var (problem, least) = Problem();
        var (partner, allowed) = (_market.Partner, _costed.ConvertAll(Allowed).ToArray());
        var carried = SharesAndLimits.Solve(problem, least, partner, allowed);
        for (var pair = 0; pair < carried.Length; pair++)
            _capacityLeft[problem.PairCapacity[pair]] -= carried[pair];

        for (var i = 0; i < _costed.Count; i++)
        {
            var (row, first) = (_costed[i], problem.FirstPair[i]);
            for (var c = 0; c < row.Best.Length; c++)
            {
                if (carried[first + c] > 0)
                    lines.Add(Line(row, row.Best[c], carried[first + c]));
            }

            var uncovered = row.Left!.Value - carried.AsSpan(first, row.Best.Length).ToArray().Sum();
            cover.Add(new(row.Need.Id, _money, row.Gap, uncovered,
                CoverReasons.Of(row, uncovered, carried.AsSpan(first, row.Best.Length), _capacityLeft, problem, i, partner, allowed[i], least, _policy)));
        }

        foreach (var row in _uncosted)
        {
            var talkers = Talkers(row).ToList();
            lines.AddRange(talkers.Select(candidate => Line(row, candidate, null)));
            cover.Add(new(row.Need.Id, _money, null, null, CoverReasons.NotCosted(row, talkers.Count)));
        }
    }

    private PlanLine Line(Row row, Candidate candidate, long? amount)
    {
        var pair = _market.Pair(row.Need, candidate.Capacity, _money);
        return new(row.Need.Id, pair.Capacity.Id, pair.Capacity.Partner, pair.Offered.Kind, amount, candidate.Fit, FitCriteria.Explain(pair));
    }

    /// <summary>The best-fitting partners that have anything left, each once.</summary>
    private IEnumerable<Candidate> Talkers(Row row) => row.Best
        .Where(c => _capacityLeft[c.Capacity] >= Math.Max(1, _market.Capacities[c.Capacity].Declaration.SmallestShare ?? 0))
        .DistinctBy(c => _market.Capacities[c.Capacity].Partner)
        .Take(Math.Min(_policy.UncostedPartners, Allowed(row)));

    /// <summary>How many more partners a need may have; a promised partner's other capacity counts as one more.</summary>
    private int Allowed(Row row) => Math.Max(0, _policy.MaxPartnersPerNeed - _market.Promises.Partners(row.Need, _money));

    private (AllocationProblem Problem, long[] Least) Problem()
    {
        var (slices, pairs) = (_policy.Tranches.Count, _costed.Sum(row => row.Best.Length));
        var problem = new AllocationProblem(
            [.. Enumerable.Range(0, _costed.Count + 1).Select(i => i * slices)], new long[_costed.Count * slices], new int[_costed.Count * slices],
            new int[_costed.Count + 1], new int[pairs], new int[pairs], new long[pairs], _market.CapacityLeft);
        var least = new long[pairs];
        var pair = 0;
        for (var i = 0; i < _costed.Count; i++)
        {
            Slice(_costed[i], problem.TrancheAmount.AsSpan(i * slices, slices), problem.TranchePriority.AsSpan(i * slices, slices));
            foreach (var candidate in _costed[i].Best)
            {
                var offered = _market.Capacities[candidate.Capacity].Declaration;
                problem.PairCapacity[pair] = candidate.Capacity;
                problem.PairFit[pair] = candidate.Fit;
                problem.PairCeiling[pair] = Math.Min(offered.LargestShare ?? long.MaxValue, _market.CapacityLeft[candidate.Capacity]);
                least[pair++] = Math.Max(1, offered.SmallestShare ?? 0);
            }

            problem.FirstPair[i + 1] = pair;
        }

        return (problem, least);
    }

    /// <summary>Cuts what is left of a gap by the policy's percentages, rounded up from the first slice on, so that one slot is a first slot.</summary>
    private void Slice(Row row, Span<long> amounts, Span<int> priorities)
    {
        var (percent, before, left) = (0, 0L, row.Left!.Value);
        for (var t = 0; t < amounts.Length; t++)
        {
            percent += _policy.Tranches[t].GapPercent;
            var upTo = (long)((((Int128)left * percent) + 99) / 100);
            amounts[t] = upTo - before;
            priorities[t] = (row.Priority?.Points ?? 0) * _policy.Tranches[t].PriorityPercent / 100;
            before = upTo;
        }
    }

    /// <summary>A need in this unit.</summary>
    internal sealed record Row(Need Need, long? Gap, long? Left, Candidate[] Best, NeedPriority? Priority);
}
