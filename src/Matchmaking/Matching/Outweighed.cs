using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why the plan does without the cover that an eligible pair could give, or without the pair where nothing is costed: a refusal by weighing, not by a rule.</summary>
internal static class Outweighed
{
    public const string Code = "outweighed";

    /// <param name="pair">An eligible pair.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="input">The market that it was made from.</param>
    /// <param name="promises">What is promised there.</param>
    public static Refusal? Of(in Pair pair, MatchPlan plan, MarketInput input, Promises promises)
    {
        var (need, capacity, money) = (pair.Need.Id, pair.Capacity.Id, pair.Offered.Kind == AssistanceKind.Funding);
        var open = plan.Cover.FirstOrDefault(c => c.NeedId == need && c.Money == money)?.Uncovered;
        if (plan.Lines.Any(l => l.NeedId == need && l.CapacityId == capacity && (l.Amount is not null || open is null)))
            return null;
        var partner = ("partner", pair.Capacity.Partner.Value);
        var left = pair.CapacityLeft - plan.Lines.Where(l => l.CapacityId == capacity).Sum(l => l.Amount ?? 0);
        if (open == 0)
            return new(Code, That("outweighed.covered_by_others", partner), That("outweighed.change_cover", partner));
        var least = Shares.Least(pair.Offered, pair.CapacityLeft, pair.NeedLeft, pair.Policy);
        if (left < least)
            return new(Code, That("outweighed.used_elsewhere", partner), That("outweighed.change_amount", partner));
        if (open is not null && Shares.MostToState(pair.Offered, pair.Policy) is { } most && most - GivenTo(pair, plan, input, promises) < least)
        {
            (string, string)[] facts = [partner, ("state", pair.Need.State.Value), ("most", Number(most)), ("unit", pair.Unit), ("percent", Number(pair.Policy.LargestSharePercent))];
            return new(Code, That("outweighed.state_share", facts), That("outweighed.change_state_share", partner, ("state", pair.Need.State.Value)));
        }

        if (open < least)
        {
            return new(Code,
                That("outweighed.smallest_share", partner, ("smallest", Number(least)), ("open", Number(open.Value)), ("unit", pair.Unit)),
                That("size.change_share", partner, ("gap", Number(open.Value)), ("unit", pair.Unit)));
        }

        return new(Code,
            That("outweighed.better_partners", partner, ("limit", Number(open is null ? pair.Policy.InvitePartners : pair.Policy.MaxPartnersPerNeed))),
            That("outweighed.change_fit", partner));
    }

    /// <summary>What is promised and suggested of the capacity to all needs of the State.</summary>
    private static long GivenTo(in Pair pair, MatchPlan plan, MarketInput input, Promises promises)
    {
        var (state, capacity) = (pair.Need.State, pair.Capacity.Id);
        var needs = input.Needs.Where(need => need.State == state).Select(need => need.Id).ToHashSet(StringComparer.Ordinal);
        return promises.PromisedTo(state, capacity) + plan.Lines.Where(line => line.CapacityId == capacity && needs.Contains(line.NeedId)).Sum(line => line.Amount ?? 0);
    }
}
