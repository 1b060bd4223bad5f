using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>The points that a pair earns.</summary>
public delegate int PairPoints(in Pair pair);

/// <summary>One named criterion of fit.</summary>
/// <param name="Code">Its stable code.</param>
/// <param name="Points">The points, 0 or more, that an eligible pair earns; the policy says how many.</param>
/// <param name="Why">Why it earns them; null where there is nothing to say.</param>
/// <param name="Source">The point of a document that asks for it, an id of the inventory such as <c>002-26</c>; null where it is this service's own.</param>
public sealed record FitCriterion(string Code, PairPoints Points, FitReason Why, string? Source = null);

/// <summary>A sentence about a pair, or none.</summary>
public delegate Reason? FitReason(in Pair pair);

/// <summary>
/// The catalogue of criteria. A new criterion is one entry here, its points in <see cref="FitWeights"/> and its
/// sentences. <c>visibility</c> earns nothing and never will: it reminds the committee that others may not see the need.
/// </summary>
public static class FitCriteria
{
    /// <summary>A need that has more days to run takes more than one year.</summary>
    internal const int MostDaysOfAYear = 366;

    /// <summary>Every criterion.</summary>
    public static IReadOnlyList<FitCriterion> All { get; } =
    [
        new("place", PlacePoints, PlaceWhy),
        new("kind",
            (in p) => p.Asked.Kinds.Count == 1 ? p.Policy.Fit.KindOnly : p.Policy.Fit.KindAmongOthers,
            (in p) => That(p.Asked.Kinds.Count == 1 ? "kind.only_one" : "kind.among_others", ("kind", p.Unit))),
        new("period",
            (in p) => (int)((long)p.Policy.Fit.PeriodCover * p.OverlapDays / (p.Remaining?.Days ?? 1)),
            (in p) => p.OverlapDays == p.Remaining?.Days
                ? That("period.whole", ("to", Day(p.Asked.Period.To)))
                : That("period.part", ("days", Number(p.OverlapDays)), ("of", Number(p.Remaining?.Days ?? 0))),
            Source: "002-26"),
        new("language",
            (in p) => p.SharesLanguage ? p.Policy.Fit.LanguageShared : 0,
            (in p) => p.SharesLanguage ? That("language.shared", ("languages", Words(p.SharedLanguages)))
                : p.Asked.Languages.Count == 0 || p.Offered.Languages.Count == 0 ? That("language.not_stated")
                : That("language.none_shared", ("asked", Words(p.Asked.Languages)), ("offered", Words(p.Offered.Languages)))),
        new("partnership", PartnershipCriterion.Points, PartnershipCriterion.Why, Source: "002-11"),
        new("giving", GivingCriterion.Points, GivingCriterion.Why),
        new("convention", ConventionCriterion.Points, ConventionCriterion.Why, Source: "000-04"),
        new("multi_year",
            (in p) => IsMultiYear(p) ? p.Policy.Fit.MultiYear : 0,
            (in p) => IsMultiYear(p) ? That("multi_year.commitment", ("partner", p.Capacity.Partner.Value)) : null,
            Source: "002-26"),
        new("modality", ModalityCriterion.Points, ModalityCriterion.Why, Source: "001-19"),
        new("south_south", SouthSouthCriterion.Points, SouthSouthCriterion.Why, Source: "003-23"),
        new("same_subregion",
            (in p) => SharesSubregion(p) || SharesBorder(p) ? p.Policy.Fit.SameSubregion : 0,
            (in p) => SharesSubregion(p) ? That("same_subregion.neighbour", ("partner", p.Capacity.Partner.Value), ("area", p.Area!.Subregion))
                : SharesBorder(p) ? That("same_subregion.border", ("partner", p.Capacity.Partner.Value), ("state", p.Need.State.Value))
                : null,
            Source: "002-05"),
        new("visibility",
            (in _) => 0,
            (in p) => p.Asked.Visibility == Visibility.Committee ? That("visibility.committee_only", ("state", p.Need.State.Value)) : null),
    ];

    // What a committee should know of a pair though it may earn nothing. What was not stated, or does not differ, is not among it.
    private static readonly HashSet<string> ToldWithoutPoints =
    [
        "visibility.committee_only", "partnership.none_recorded", "partnership.no_data", "convention.one_of_two", "language.none_shared",
    ];

    private static readonly FitCriterion[] Criteria = [.. All];

    /// <summary>The fit of an eligible pair, 0 to 1000.</summary>
    public static int Score(in Pair pair)
    {
        var sum = 0;
        foreach (var criterion in Criteria)
            sum += criterion.Points(pair);
        return Math.Clamp(sum, 0, 1000);
    }

    /// <summary>The points of an eligible pair with their reasons, highest first, then in the catalogue's order.</summary>
    public static IReadOnlyList<FitPoint> Explain(in Pair pair)
    {
        List<FitPoint> points = [];
        foreach (var criterion in Criteria)
        {
            if (criterion.Why(pair) is { } why)
                points.Add(new FitPoint(criterion.Code, criterion.Points(pair), why));
        }

        return [.. points.OrderByDescending(point => point.Points)];
    }

    /// <summary>True where people should read the reason: it earned points, or tells something though it earned none.</summary>
    public static bool IsTold(FitPoint point) => point.Points > 0 || ToldWithoutPoints.Contains(point.Reason.Code);

    private static int PlacePoints(in Pair pair) => pair.Place switch
    {
        PlaceMatch.State => pair.Policy.Fit.PlaceState,
        PlaceMatch.Subregion or PlaceMatch.Neighbour => pair.Policy.Fit.PlaceSubregion,
        PlaceMatch.Region => pair.Policy.Fit.PlaceRegion,
        PlaceMatch.Anywhere => pair.Policy.Fit.PlaceAnywhere,
        _ => 0,
    };

    private static Reason? PlaceWhy(in Pair pair) => pair.Place switch
    {
        PlaceMatch.State => That("place.state_named", ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value)),
        PlaceMatch.Subregion => That("place.subregion_named", ("partner", pair.Capacity.Partner.Value), ("area", pair.Area!.Subregion)),
        PlaceMatch.Neighbour => That("place.neighbour", ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value),
            ("areas", Words(pair.Offered.Places.Subregions.Intersect(pair.Area!.SubregionsBeside)))),
        PlaceMatch.Region => That("place.region_named", ("partner", pair.Capacity.Partner.Value), ("area", pair.Area!.Region)),
        PlaceMatch.Anywhere => That("place.anywhere", ("partner", pair.Capacity.Partner.Value)),
        _ => null,
    };

    private static bool IsMultiYear(in Pair pair) => pair is { Offered.Modality: FinanceModality.MultiYear, Remaining.Days: > MostDaysOfAYear };

    private static bool SharesSubregion(in Pair pair) => pair.Area is { } area && pair.PartnerArea?.Subregion == area.Subregion;

    private static bool SharesBorder(in Pair pair) => pair.Area is { } area && pair.PartnerArea is not null && area.Neighbours.Has(pair.Capacity.Partner);
}
