using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>The costed needs of one unit as a problem of whole numbers, and what its numbers stand for.</summary>
internal sealed class UnitProblem
{
    private readonly Market _market;
    private readonly List<UnitPlan.Row> _rows;
    private readonly int[] _candidate;
    private readonly UnderReview _underReview;
    private readonly Dictionary<string, int> _needNumber;

    private UnitProblem(Market market, List<UnitPlan.Row> rows, AllocationProblem problem, long[] least, int[] candidate, UnderReview underReview)
    {
        (_market, _rows, Problem, Least, _candidate, _underReview) = (market, rows, problem, least, candidate, underReview);
        _needNumber = rows.Index().ToDictionary(row => row.Item.Need.Id, row => row.Index, StringComparer.Ordinal);
    }

    /// <summary>The problem.</summary>
    public AllocationProblem Problem { get; }

    /// <summary>The smallest share of each pair's capacity for one need, 1 or more.</summary>
    public long[] Least { get; }

    /// <summary>
    /// The problem of these needs. What the committee has under review is a pair of its own beside the rest of the capacity,
    /// with <see cref="MatchPolicy.ReviewPoints"/> more to the dollar: so it moves only where that much more is earned.
    /// </summary>
    public static UnitProblem Of(Market market, List<UnitPlan.Row> rows, MatchPolicy policy, UnderReview underReview)
    {
        var (slices, room) = (policy.Tranches.Count, rows.Sum(row => row.Candidates.Best.Length + underReview.Of(row.Need.Id).Count));
        var (first, capacity, fit, ceiling, leastOf, candidate) = (new int[rows.Count + 1], new int[room], new int[room], new long[room], new long[room], new int[room]);
        var most = Array.ConvertAll(market.Capacities, c => c.Declaration.LargestShare ?? long.MaxValue);
        var least = Array.ConvertAll(market.Capacities, c => Math.Max(1, c.Declaration.SmallestShare ?? 0));
        for (var number = 0; number < most.Length; number++)
            most[number] = Math.Min(most[number], market.CapacityLeft[number]);
        var (trancheAmount, tranchePriority) = (new long[rows.Count * slices], new int[rows.Count * slices]);
        var pair = 0;
        for (var need = 0; need < rows.Count; need++)
        {
            Slice(rows[need], policy, trancheAmount.AsSpan(need * slices, slices), tranchePriority.AsSpan(need * slices, slices));
            var (reviewed, best) = (underReview.Of(rows[need].Need.Id), rows[need].Candidates.Best);
            for (var index = 0; index < best.Length; index++)
            {
                var (number, points) = best[index];
                var (all, smallest) = (most[number], least[number]);
                var kept = reviewed.Count == 0 ? 0 : Math.Min(all, reviewed.GetValueOrDefault(market.Capacities[number].Id));
                if (kept > 0)
                {
                    (capacity[pair], fit[pair], ceiling[pair], candidate[pair]) = (number, points + policy.ReviewPoints, kept, index);
                    leastOf[pair++] = smallest;
                }

                if (kept < all || kept == 0)
                {
                    (capacity[pair], fit[pair], ceiling[pair], candidate[pair]) = (number, points, all - kept, index);
                    leastOf[pair++] = smallest;
                }
            }

            first[need + 1] = pair;
        }

        Array.Resize(ref capacity, pair);
        Array.Resize(ref fit, pair);
        Array.Resize(ref ceiling, pair);
        var problem = new AllocationProblem(
            [.. Enumerable.Range(0, rows.Count + 1).Select(i => i * slices)], trancheAmount, tranchePriority, first, capacity, fit, ceiling, market.CapacityLeft)
        {
            NeedLot = [.. rows.Select(row => Lots.Number(row.Need.Id))],
            CapacityLot = [.. market.Capacities.Select(c => Lots.Number(c.Id))],
        };
        return new(market, rows, problem, leastOf, candidate, underReview);
    }

    /// <summary>True where these needs would make this very problem.</summary>
    public bool IsOf(Market market, List<UnitPlan.Row> rows, UnderReview underReview)
    {
        if (rows.Count != _rows.Count || !underReview.IsSame(_underReview) || market.Changes is not { SameCapacities: true })
            return false;
        for (var need = 0; need < rows.Count; need++)
        {
            var (now, was) = (rows[need], _rows[need]);
            if (!ReferenceEquals(now.Candidates, was.Candidates) || now.Left != was.Left || !ReferenceEquals(now.Priority, was.Priority)
                || !string.Equals(now.Need.Id, was.Need.Id, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>The candidate of a pair.</summary>
    public Candidate Candidate(int pair) => new(Problem.PairCapacity[pair], RowOf(pair).Candidates.Best[_candidate[pair]].Fit);

    /// <summary>Answers to an earlier problem in this one's numbers; what is gone is left out.</summary>
    public IReadOnlyList<AllocationStart> Translate(IReadOnlyList<AllocationStart> starts, UnitProblem before)
    {
        var numbers = _market.Capacities.Index().ToDictionary(c => c.Item.Id, c => c.Index, StringComparer.Ordinal);
        var capacityNow = Array.ConvertAll(before._market.Capacities, capacity => numbers.GetValueOrDefault(capacity.Id, -1));
        int[] needNow = [.. before._rows.Select(row => _needNumber.GetValueOrDefault(row.Need.Id, -1))];
        return [.. starts.Select(start => Translate(start, before, needNow, capacityNow))];
    }

    private AllocationStart Translate(AllocationStart start, UnitProblem before, int[] needNow, int[] capacityNow)
    {
        List<StartPair> pairs = new(start.Pairs.Count);
        foreach (var (need, pair, amount, inTree) in start.Pairs)
        {
            if (PairNow(need, pair) is >= 0 and var now)
                pairs.Add(new(needNow[need], now, amount, inTree));
        }

        pairs.Sort((a, b) => a.Pair.CompareTo(b.Pair));
        return new(
            pairs,
            [.. start.RootCapacities.Select(number => capacityNow[number]).Where(number => number >= 0)],
            [.. start.RootTranches.Where(root => needNow[root.Need] >= 0).Select(root => (needNow[root.Need], root.Tranche))]);

        int PairNow(int need, int pair)
        {
            if (needNow[need] is < 0 || capacityNow[before.Problem.PairCapacity[pair]] is < 0)
                return -1;
            var (now, capacity) = (needNow[need], capacityNow[before.Problem.PairCapacity[pair]]);
            var (from, length) = (Problem.FirstPair[now], Problem.FirstPair[now + 1] - Problem.FirstPair[now]);
            var place = pair - before.Problem.FirstPair[need];
            if (place < length && Problem.PairCapacity[from + place] == capacity)
                return from + place;
            var found = Problem.PairCapacity.AsSpan(from, length).IndexOf(capacity);
            return found < 0 ? -1 : from + found;
        }
    }

    private UnitPlan.Row RowOf(int pair)
    {
        var need = Array.BinarySearch(Problem.FirstPair, pair);
        need = need < 0 ? ~need - 1 : need;
        // Needs without pairs begin where the next one does.
        while (Problem.FirstPair[need + 1] <= pair)
            need++;
        return _rows[need];
    }

    /// <summary>Cuts what is left of a gap by the policy's percentages, rounded up from the first slice on, so that one slot is a first slot.</summary>
    private static void Slice(UnitPlan.Row row, MatchPolicy policy, Span<long> amounts, Span<int> priorities)
    {
        var (percent, before, left) = (0, 0L, row.Left!.Value);
        for (var t = 0; t < amounts.Length; t++)
        {
            percent += policy.Tranches[t].GapPercent;
            var upTo = (long)((((Int128)left * percent) + 99) / 100);
            amounts[t] = upTo - before;
            priorities[t] = (row.Priority?.Points ?? 0) * policy.Tranches[t].PriorityPercent / 100;
            before = upTo;
        }
    }
}
