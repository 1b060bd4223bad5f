namespace Matchmaking.Matching;

/// <summary>
/// The shares of States that a plan made in one pass, slice by slice and best fit first, would fill with two needs or more: they
/// are likely to be full in the best plan too, so that the first search begins with them.
/// </summary>
internal static class GreedyShares
{
    public static IEnumerable<int> Of(UnitProblem unit)
    {
        if (!unit.LimitsStates)
            return [];
        var problem = unit.Problem;
        var (left, next, given) = (problem.CapacityAmount.AsSpan().ToArray(), problem.FirstPair.AsSpan().ToArray(), new long[problem.Pairs]);
        var (ofState, needs) = (unit.MostToState.AsSpan().ToArray(), new int[unit.MostToState.Length]);
        foreach (var (need, slice) in Enumerable.Range(0, problem.Needs)
            .SelectMany(need => Enumerable.Range(problem.FirstTranche[need], problem.FirstTranche[need + 1] - problem.FirstTranche[need]).Select(slice => (need, slice)))
            .OrderByDescending(cut => problem.TranchePriority[cut.slice]))
        {
            var open = problem.TrancheAmount[slice];
            for (; open > 0 && next[need] < problem.FirstPair[need + 1]; next[need]++)
            {
                var pair = next[need];
                var (capacity, place) = (problem.PairCapacity[pair], unit.PlaceOf(problem.PairCapacity[pair], need));
                var amount = Math.Min(Math.Min(open, left[capacity]), Math.Min(problem.PairCeiling[pair] - given[pair], ofState[place]));
                if (amount > 0 && given[pair] == 0)
                    needs[place]++;
                (left[capacity], ofState[place], given[pair], open) = (left[capacity] - amount, ofState[place] - amount, given[pair] + amount, open - amount);
                if (open == 0)
                    break;
            }
        }

        return Enumerable.Range(0, needs.Length).Where(place => ofState[place] == 0 && needs[place] > 1);
    }
}
