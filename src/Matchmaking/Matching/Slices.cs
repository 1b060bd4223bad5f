namespace Matchmaking.Matching;

/// <summary>
/// A need's gap, cut into slices of the same amounts for every need (<see cref="MatchPolicy.Tranches"/>): each dollar or slot of a
/// slice counts as much as the others of it. What is promised fills the first ones, so that nobody has a first dollar twice.
/// </summary>
internal static class Slices
{
    /// <summary>What is open of each slice, in the order in which they fill, with the points of a dollar or slot of it.</summary>
    /// <param name="gap">What partners could cover in all, 0 or more.</param>
    /// <param name="left">What of it is not promised, 0 to <paramref name="gap"/>.</param>
    /// <param name="priority">The need's priority, 0 to 1000.</param>
    /// <param name="money">The unit.</param>
    /// <param name="policy">The policy.</param>
    public static IEnumerable<(long Amount, int Points)> Of(long gap, long left, int priority, bool money, MatchPolicy policy)
    {
        var filled = gap - left;
        foreach (var tranche in policy.Tranches)
        {
            var upTo = Math.Min(gap, money ? tranche.UpToUsd : tranche.UpToSlots);
            yield return (Math.Max(0, upTo - filled), tranche.Points + (priority * tranche.PriorityPercent / 100));
            filled = Math.Max(filled, upTo);
        }

        yield return (gap - filled, priority * policy.RestPriorityPercent / 100);
    }
}
