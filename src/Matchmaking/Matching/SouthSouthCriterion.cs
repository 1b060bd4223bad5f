using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// A partner that is or was an affected State itself brings its own experience (002-05, 003-23): it has commitments to
/// victims or clearance deadlines of its own, or is recorded to have received assistance. Money carries no experience, so it
/// earns nothing here. Being a neighbour is another criterion. What is not known earns nothing.
/// </summary>
internal static class SouthSouthCriterion
{
    public static int Points(in Pair pair) =>
        pair.Offered.Kind != AssistanceKind.Funding && (pair.PartnerKnown.Affected is not null || pair.PartnerKnown.Received?.LastYear is not null)
            ? pair.Policy.Fit.SouthSouth
            : 0;

    public static Reason? Why(in Pair pair)
    {
        if (pair.Offered.Kind == AssistanceKind.Funding)
            return null;
        var partner = ("partner", pair.Capacity.Partner.Value);
        return pair.PartnerKnown switch
        {
            { Affected.Deadlines: [var deadline, ..] } => That("south_south.clearance", partner,
                ("article", Number(deadline.Article)), ("convention", Json.Code(deadline.Convention))),
            { Affected: not null } => That("south_south.victims", partner),
            { Received.LastYear: { } last } => That("south_south.received", partner, ("year", Year(last))),
            _ => null,
        };
    }
}
