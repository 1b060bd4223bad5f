using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why the plan does without the cover that an eligible pair could give, or without the pair where nothing is costed: a refusal by weighing, not by a rule.</summary>
internal static class Outweighed
{
    public const string Code = "outweighed";

    public static Refusal? Of(in Pair pair, MatchPlan plan)
    {
        var (need, capacity, money) = (pair.Need.Id, pair.Capacity.Id, pair.Offered.Kind == AssistanceKind.Funding);
        var open = plan.Cover.FirstOrDefault(c => c.NeedId == need && c.Money == money)?.Uncovered;
        if (plan.Lines.Any(l => l.NeedId == need && l.CapacityId == capacity && (l.Amount is not null || open is null)))
            return null;
        var partner = ("partner", pair.Capacity.Partner.Value);
        var left = pair.CapacityLeft - plan.Lines.Where(l => l.CapacityId == capacity).Sum(l => l.Amount ?? 0);
        if (open == 0)
            return new(Code, That("outweighed.covered_by_others", partner), That("outweighed.change_cover", partner));
        if (left < Math.Max(1, pair.Offered.SmallestShare ?? 0))
            return new(Code, That("outweighed.used_elsewhere", partner), That("outweighed.change_amount", partner));
        if (open < pair.Offered.SmallestShare)
        {
            return new(Code,
                That("outweighed.smallest_share", partner, ("smallest", Number(pair.Offered.SmallestShare.Value)), ("open", Number(open.Value)), ("unit", pair.Unit)),
                That("size.change_share", partner, ("gap", Number(open.Value)), ("unit", pair.Unit)));
        }

        return new(Code,
            That("outweighed.better_partners", partner, ("limit", Number(open is null ? pair.Policy.InvitePartners : pair.Policy.MaxPartnersPerNeed))),
            That("outweighed.change_fit", partner));
    }
}
