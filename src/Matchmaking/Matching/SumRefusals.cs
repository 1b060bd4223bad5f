using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why there is nothing to cover or nothing to give, and by how much that would have to change.</summary>
internal static class SumRefusals
{
    public static Reason NeedCovered(in Pair pair) => Gap(pair) > 0
        ? That("need_uncovered.covered", ("gap", Number(Gap(pair))), ("unit", pair.Unit))
        : That("need_uncovered.no_gap", ("state", pair.Need.State.Value));

    public static Reason NeedCoveredChange(in Pair pair) => Gap(pair) > 0
        ? That("need_uncovered.change", ("state", pair.Need.State.Value), ("gap", Number(Gap(pair))), ("unit", pair.Unit))
        : That("need_uncovered.change_cost", ("state", pair.Need.State.Value), ("own", Number(pair.Asked.NationalContributionUsd ?? 0)), ("unit", pair.Unit));

    /// <summary>Any addition makes the pair pass, but not below the smallest share; what this need could use of it is said where it is known.</summary>
    public static Reason UnspentChange(in Pair pair)
    {
        var partner = ("partner", pair.Capacity.Partner.Value);
        if (pair.Offered.SmallestShare is { } least and > 1)
            return That("unspent.change_least", partner, ("least", Number(least)), ("unit", pair.Unit));
        return pair.NeedLeft is > 0 and var left
            ? That("unspent.change_up_to", partner, ("useful", Number(Math.Min(left, pair.Offered.LargestShare ?? left))), ("unit", pair.Unit))
            : That("unspent.change", partner);
    }

    private static long Gap(in Pair pair) => Promises.Gap(pair.Need, pair.Offered.Kind == AssistanceKind.Funding) ?? 0;
}
