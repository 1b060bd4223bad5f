using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>How a partner's money is split where the partner has not said it: the policy's smallest line, and its largest share for one State.</summary>
internal static class Shares
{
    /// <summary>
    /// The least that the capacity gives to one need, 1 or more: the partner's smallest share; else, of money, the policy's
    /// smallest line, or the whole capacity or need if that is less.
    /// </summary>
    public static long Least(CapacityDeclaration offered, long capacityLeft, long? needLeft, MatchPolicy policy) =>
        offered.SmallestShare ?? (offered.Kind == AssistanceKind.Funding ? Math.Max(1, Math.Min(policy.SmallestLineUsd, Math.Min(capacityLeft, needLeft ?? long.MaxValue))) : 1);

    /// <summary>
    /// The most that the capacity gives to all needs of one State together; null where nothing limits it: slots, and money for
    /// which the partner has stated a largest share itself. It is never below the least that the capacity gives, nor below an
    /// equal part where the partner has named States alone: what it gives to the only one is not held back.
    /// </summary>
    public static long? MostToState(CapacityDeclaration offered, MatchPolicy policy)
    {
        if (offered.Kind != AssistanceKind.Funding || offered.LargestShare is not null || policy.LargestSharePercent == 100)
            return null;
        var percent = Part(offered.Amount, policy.LargestSharePercent, 100);
        var equal = offered.Places is { Anywhere: false, Subregions.Count: 0, Regions.Count: 0, States.Count: > 0 and var named } ? Part(offered.Amount, 1, named) : 0;
        return Math.Max(Math.Max(percent, equal), Least(offered, offered.Amount, null, policy));
    }

    // Rounded up: three thirds are the whole.
    private static long Part(long amount, int part, int of) => (long)((((Int128)amount * part) + of - 1) / of);
}
