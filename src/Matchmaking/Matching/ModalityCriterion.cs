using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// How the money is given against the need's profile, for the modalities other than a commitment over several years,
/// which has its own criterion. A modality that does not suit earns nothing and rules nothing out.
/// </summary>
internal static class ModalityCriterion
{
    public static int Points(in Pair pair) => Suits(pair) ? pair.Policy.Fit.ModalitySuits : 0;

    public static Reason? Why(in Pair pair)
    {
        if (!Suits(pair))
            return null;
        var partner = ("partner", pair.Capacity.Partner.Value);
        return pair.Offered.Modality switch
        {
            FinanceModality.Grant => That("modality.grant", partner, ("days", Number(pair.Remaining?.Days ?? 0))),
            FinanceModality.TrustFund => That("modality.trust_fund", partner, ("state", pair.Need.State.Value)),
            FinanceModality.ResultsBased => That("modality.results_based", partner, ("quantity", Number(pair.Asked.Quantity!.Amount)),
                ("measure", Json.Code(pair.Asked.Quantity.Unit))),
            FinanceModality.Innovative => That("modality.innovative", partner, ("days", Number(pair.Remaining?.Days ?? 0))),
            _ => That("modality.co_funding", partner, ("state", pair.Need.State.Value),
                ("own", Number(pair.Asked.NationalContributionUsd ?? 0)), ("unit", pair.Unit)),
        };
    }

    /// <summary>
    /// A grant to a project suits a need of a year or less; pooled money a State that wants a country coalition (000-12);
    /// payment by results work that is counted; front-loading and the like (003-22) a costed need of more than a year;
    /// co-funding a need that the State pays a part of.
    /// </summary>
    private static bool Suits(in Pair pair) => pair.Offered.Modality switch
    {
        FinanceModality.Grant => pair.Remaining is { Days: <= FitCriteria.MostDaysOfAYear },
        FinanceModality.TrustFund => pair.Asked.Interest == Interest.CountryCoalition,
        FinanceModality.ResultsBased => pair.Asked.Quantity is not null,
        FinanceModality.Innovative => pair is { Asked.AmountUsd: not null, Remaining.Days: > FitCriteria.MostDaysOfAYear },
        FinanceModality.CoFunding => pair.Asked.NationalContributionUsd > 0,
        _ => false,
    };
}
