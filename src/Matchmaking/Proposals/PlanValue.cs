using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>
/// What a plan earns in one unit: the fit of each dollar or slot, and the priority of the slice of the gap that it fills. Nothing of
/// what keeps a plan under review in its place is among it.
/// </summary>
internal static class PlanValue
{
    /// <param name="of">The plan, on its own market.</param>
    /// <param name="weights">The outcome of which the priorities count: plans are compared by the same ones.</param>
    /// <param name="money">The unit.</param>
    public static Int128 Of(PolicyOutcome of, PolicyOutcome weights, bool money)
    {
        Int128 points = 0;
        foreach (var line in of.Plan.Lines)
        {
            if (line.Kind == AssistanceKind.Funding == money)
                points += (Int128)(line.Amount ?? 0) * line.Fit;
        }

        var promises = of.Promises;
        var needs = of.Input.Needs.ToDictionary(need => need.Id, StringComparer.Ordinal);
        foreach (var cover in of.Plan.Cover)
        {
            if (cover.Money != money || cover.Uncovered is not { } uncovered || cover.Gap is not { } gap || promises.NeedLeft(needs[cover.NeedId], money) is not { } left)
                continue;
            points += Of(Slices.Of(gap, left, weights.Priorities.GetValueOrDefault((cover.NeedId, money))?.Points ?? 0, money, of.Policy), left - uncovered);
        }

        return points;
    }

    /// <summary>What the first <paramref name="covered"/> of what is open earn by the slices that they fill.</summary>
    private static Int128 Of(IEnumerable<(long Amount, int Points)> slices, long covered)
    {
        Int128 points = 0;
        foreach (var (amount, worth) in slices)
        {
            points += (Int128)Math.Min(covered, amount) * worth;
            covered -= Math.Min(covered, amount);
        }

        return points;
    }
}
