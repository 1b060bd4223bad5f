using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// The one condition of a partner that declared data can answer: that the State pay a part of the cost itself. A need that
/// is not costed yet passes, for its partner is only invited to talk. A contribution that is not stated counts as none,
/// just as it does for the gap.
/// </summary>
internal static class OwnContribution
{
    public static bool Suffices(in Pair pair) =>
        pair.Offered.LeastNationalPercent is not { } percent || pair.Asked.AmountUsd is not { } cost || Own(pair) * 100 >= cost * percent;

    public static Reason Why(in Pair pair) => That("own_contribution.too_small",
        ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value), ("percent", Number(pair.Offered.LeastNationalPercent ?? 0)),
        ("own", Number(Own(pair))), ("cost", Number(pair.Asked.AmountUsd ?? 0)), ("unit", pair.Unit));

    public static Reason Change(in Pair pair) => That("own_contribution.change",
        ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value), ("missing", Number(Least(pair) - Own(pair))), ("least", Number(Least(pair))), ("unit", pair.Unit));

    private static long Own(in Pair pair) => pair.Asked.NationalContributionUsd ?? 0;

    /// <summary>The least contribution that suffices, rounded up to the dollar.</summary>
    private static long Least(in Pair pair) => (((pair.Asked.AmountUsd ?? 0) * (pair.Offered.LeastNationalPercent ?? 0)) + 99) / 100;
}
