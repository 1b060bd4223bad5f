using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// How much a partner gives at all, by what it gave to all States in the last years of the record: who gives much gives in more
/// places. Of money alone. What is not recorded earns nothing.
/// </summary>
internal static class GivingCriterion
{
    /// <summary>US dollars, each of which earns an equal part of the points; inclusive.</summary>
    private static readonly long[] Steps = [1_000_000, 5_000_000, 20_000_000, 50_000_000];

    public static int Points(in Pair pair)
    {
        if (pair.Offered.Kind != AssistanceKind.Funding)
            return 0;
        var reached = 0;
        while (reached < Steps.Length && pair.PartnerKnown.RecentUsd >= Steps[reached])
            reached++;
        return pair.Policy.Fit.Giving * reached / Steps.Length;
    }

    public static Reason? Why(in Pair pair) =>
        pair is { Offered.Kind: AssistanceKind.Funding, PartnerKnown: { RecentUsd: > 0 and var usd, Received.Record: { } record } }
            ? That("giving.recorded", ("partner", pair.Capacity.Partner.Value), ("usd", Number(usd)), ("unit", pair.Unit),
                ("from", Year(record.RecentFrom)), ("to", Year(record.LastYear)))
            : null;
}
