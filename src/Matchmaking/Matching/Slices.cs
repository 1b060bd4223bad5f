namespace Matchmaking.Matching;

/// <summary>What is left of a need's gap, cut into slices by the policy (<see cref="MatchPolicy.Tranches"/>): each dollar or slot of a slice counts as much as the others of it.</summary>
internal static class Slices
{
    /// <summary>The slices in the order in which they fill, each with the points of a dollar or slot of it. Rounded up from the first one on, so that one slot is a first slot.</summary>
    /// <param name="left">What is left of the gap, 0 or more.</param>
    /// <param name="priority">The need's priority, 0 to 1000.</param>
    /// <param name="policy">The policy.</param>
    public static IEnumerable<(long Amount, int Points)> Of(long left, int priority, MatchPolicy policy)
    {
        var (percent, before) = (0, 0L);
        foreach (var tranche in policy.Tranches)
        {
            percent += tranche.GapPercent;
            var upTo = (long)((((Int128)left * percent) + 99) / 100);
            yield return (upTo - before, priority * tranche.PriorityPercent / 100);
            before = upTo;
        }
    }
}
