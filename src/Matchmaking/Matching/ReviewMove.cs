using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why cover that the committee has before it is no longer suggested in full.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="Why">The rule that the pair fails by now, or where the amount counts more.</param>
public sealed record ReviewMove(string NeedId, string CapacityId, Reason Why)
{
    /// <summary>One for each line under review of which the plan suggests less, ordered by need, then capacity.</summary>
    internal static IReadOnlyList<ReviewMove> All(MarketInput input, MatchPolicy policy, DateOnly today, IReadOnlyList<PlanLine> lines)
    {
        if (input.UnderReview.Count == 0)
            return [];
        var (now, before) = (lines.ToDictionary(l => (l.NeedId, l.CapacityId), l => l.Amount ?? 0), input.UnderReview.GroupBy(l => (l.NeedId, l.CapacityId)).ToDictionary(l => l.Key, l => l.Last().Amount ?? 0));
        var less = before.Where(line => line.Value > now.GetValueOrDefault(line.Key)).Select(line => line.Key).ToList();
        if (less.Count == 0)
            return [];
        var more = now.Where(line => line.Value > before.GetValueOrDefault(line.Key)).Select(line => (Line: line.Key, By: line.Value - before.GetValueOrDefault(line.Key))).ToList();
        var (byCapacity, byNeed) = (more.ToLookup(m => m.Line.CapacityId, StringComparer.Ordinal), more.ToLookup(m => m.Line.NeedId, StringComparer.Ordinal));
        var (needs, capacities) = (input.Needs.ToDictionary(n => n.Id, StringComparer.Ordinal), input.Capacities.ToDictionary(c => c.Id, StringComparer.Ordinal));
        return
        [
            .. less.OrderBy(l => l.NeedId, StringComparer.Ordinal).ThenBy(l => l.CapacityId, StringComparer.Ordinal)
                .Where(l => needs.ContainsKey(l.NeedId) && capacities.ContainsKey(l.CapacityId))
                .Select(l => (l, Why: Why(needs[l.NeedId], capacities[l.CapacityId])))
                .Where(move => move.Why is not null)
                .Select(move => new ReviewMove(move.l.NeedId, move.l.CapacityId, move.Why!)),
        ];

        Reason? Why(Need need, Capacity capacity)
        {
            if (Matcher.WhyNot(need, capacity, input, policy, today) is [var refusal, ..])
                return refusal.Reason;
            var points = ("points", Number(policy.ReviewPoints));
            if (Most(byCapacity[capacity.Id]) is { } elsewhere)
            {
                var other = needs[elsewhere.Line.NeedId];
                return That("moved.counts_more", ("partner", capacity.Partner.Value), ("state", other.State.Value), ("amount", Number(elsewhere.By)), ("unit", Json.Code(capacity.Declaration.Kind)), points)
                    .About(other.Declaration.Title);
            }

            var sameUnit = byNeed[need.Id].Where(m => capacities[m.Line.CapacityId].Declaration.Kind == AssistanceKind.Funding == (capacity.Declaration.Kind == AssistanceKind.Funding));
            return Most(sameUnit) is { } instead
                ? That("moved.others_cover", ("partner", capacities[instead.Line.CapacityId].Partner.Value), ("amount", Number(instead.By)),
                    ("unit", Json.Code(capacities[instead.Line.CapacityId].Declaration.Kind)), points).About(need.Declaration.Title)
                : null;
        }
    }

    private static ((string NeedId, string CapacityId) Line, long By)? Most(IEnumerable<((string NeedId, string CapacityId) Line, long By)> moves) => moves
        .OrderByDescending(m => m.By).ThenBy(m => m.Line.NeedId, StringComparer.Ordinal).ThenBy(m => m.Line.CapacityId, StringComparer.Ordinal)
        .Cast<((string NeedId, string CapacityId) Line, long By)?>().FirstOrDefault();
}
