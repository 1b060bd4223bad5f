using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// The catalogue of rules, cheapest first: they are asked of millions of pairs, so none of them allocates. No rule depends
/// on another. A new rule is one entry here and its sentences. A rule refuses only what talking could not mend. Three things
/// are no rule on purpose: treaty membership never limits giving or receiving; money needs no shared language, and where people
/// do, an interpreter is found; and visibility never hides a pair from the committee, the only reader of a plan: partners are
/// asked after the affected State's yes, which is what lets them see a need that it keeps to the committee.
/// </summary>
public static class EligibilityRules
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<EligibilityRule> All { get; } =
    [
        new("need_open", (in p) => p.Need.Status == DeclarationStatus.Open,
            (in p) => That("need_open.withdrawn"),
            (in p) => That("need_open.change")),
        new("capacity_open", (in p) => p.Capacity.Status == DeclarationStatus.Open,
            (in p) => That("capacity_open.withdrawn", ("partner", p.Capacity.Partner.Value)),
            (in p) => That("capacity_open.change", ("partner", p.Capacity.Partner.Value))),
        new("pillar", (in p) => p.Offered.Pillars.Has(p.Asked.Pillar),
            (in p) => That("pillar.not_served", ("asked", Json.Code(p.Asked.Pillar)), ("offered", Codes(p.Offered.Pillars))),
            (in p) => That("pillar.change", ("partner", p.Capacity.Partner.Value), ("asked", Json.Code(p.Asked.Pillar))),
            Source: "003-25"),
        new("kind", (in p) => p.Asked.Kinds.Has(p.Offered.Kind),
            (in p) => That("kind.not_asked", ("offered", p.Unit), ("asked", Codes(p.Asked.Kinds))),
            (in p) => That("kind.change", ("state", p.Need.State.Value), ("offered", p.Unit))),
        new("place", (in p) => p.Place >= PlaceMatch.Anywhere, PlaceRefusals.Why, PlaceRefusals.Change),
        new("period", (in p) => p.OverlapDays >= p.LeastOverlapDays, PeriodRefusals.Why, PeriodRefusals.Change),
        new("not_itself", (in p) => p.Capacity.Partner != p.Need.State,
            (in p) => That("not_itself.same", ("state", p.Need.State.Value)),
            (in p) => That("not_itself.change")),
        new("unwanted_partner", (in p) => !p.Asked.UnwantedPartners.Has(p.Capacity.Partner),
            (in p) => That("unwanted_partner.listed", ("state", p.Need.State.Value), ("partner", p.Capacity.Partner.Value)),
            (in p) => That("unwanted_partner.change", ("state", p.Need.State.Value), ("partner", p.Capacity.Partner.Value)),
            Source: "000-16"),
        new("own_contribution", OwnContribution.Suffices, OwnContribution.Why, OwnContribution.Change, Source: "002-26"),
        new("convention", (in p) => p.Offered.Conventions.Count == 0 || p.Offered.Conventions.Shares(p.Asked.Conventions),
            (in p) => That("convention.other", ("offered", Codes(p.Offered.Conventions)), ("asked", Codes(p.Asked.Conventions))),
            (in p) => That("convention.change", ("partner", p.Capacity.Partner.Value), ("asked", Codes(p.Asked.Conventions)))),
        new("already_promised", (in p) => !p.Promised,
            (in p) => That("already_promised.pair", ("partner", p.Capacity.Partner.Value)),
            (in p) => That("already_promised.change", ("partner", p.Capacity.Partner.Value))),
        new("need_uncovered", (in p) => p.NeedLeft is not <= 0, SumRefusals.NeedCovered, SumRefusals.NeedCoveredChange),
        new("unspent", (in p) => p.CapacityLeft > 0,
            (in p) => That("unspent.nothing_left", ("amount", Number(p.Offered.Amount)), ("unit", p.Unit)),
            SumRefusals.UnspentChange),
        // Only where the two rules above leave something: what is used up is said there, and no share is too small for it.
        new("size", (in p) => p.NeedLeft is not > 0 || (p.Offered.SmallestShare ?? 0) <= p.NeedLeft,
            (in p) => That("size.above_gap", ("smallest", Number(p.Offered.SmallestShare ?? 0)), ("gap", Number(p.NeedLeft ?? 0)), ("unit", p.Unit)),
            (in p) => That("size.change_share", ("partner", p.Capacity.Partner.Value), ("gap", Number(p.NeedLeft ?? 0)), ("unit", p.Unit))),
        new("size_left", (in p) => p.CapacityLeft <= 0 || (p.Offered.SmallestShare ?? 0) <= p.CapacityLeft,
            (in p) => That("size_left.below_smallest", ("smallest", Number(p.Offered.SmallestShare ?? 0)), ("left", Number(p.CapacityLeft)), ("unit", p.Unit)),
            (in p) => That("size_left.change", ("partner", p.Capacity.Partner.Value), ("left", Number(p.CapacityLeft)),
                ("missing", Number((p.Offered.SmallestShare ?? 0) - p.CapacityLeft)), ("unit", p.Unit))),
    ];

    /// <summary>True where <paramref name="pair"/> passes every rule; the facts of a refusal are not even gathered.</summary>
    public static bool Pass(in Pair pair)
    {
        foreach (var rule in Rules)
        {
            if (!rule.Passes(pair))
                return false;
        }

        return true;
    }

    /// <summary>Every rule that <paramref name="pair"/> fails, in the order of the catalogue.</summary>
    public static IReadOnlyList<Refusal> WhyNot(in Pair pair)
    {
        List<Refusal> refusals = [];
        foreach (var rule in Rules)
        {
            if (rule.Check(pair) is { } refusal)
                refusals.Add(refusal);
        }

        return refusals;
    }

    private static readonly EligibilityRule[] Rules = [.. All];
}
