using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>A promised or held line that its capacity does not bear any more, or not in full.</summary>
/// <param name="Line">The line.</param>
/// <param name="Borne">What of its amount is still borne; less than the amount, 0 or more.</param>
/// <param name="Because">What of capacity or need keeps it from being borne.</param>
public sealed record BrokenLine(FixedLine Line, long Borne, Reason Because)
{
    /// <summary>
    /// Rules that hold of a promise as they hold of a pair. Sums have a rule of their own below, and so have periods, which a promise
    /// outlives until one of them is over; what a partner asks of a State beside that was known when it said yes.
    /// </summary>
    private static readonly EligibilityRule[] Rules =
        [.. EligibilityRules.All.Where(rule => rule.Code is "pillar" or "kind" or "place" or "unwanted_partner" or "convention")];

    /// <summary>
    /// Which lines to open needs are borne, those borne in part with that part, and which are not, each in the order of their needs and
    /// capacities. Where a capacity is too small for all, what was said yes to first is borne first, and what is only held last.
    /// </summary>
    internal static (List<FixedLine> Borne, List<BrokenLine> Broken) Of(MarketInput input, DateOnly today)
    {
        List<FixedLine> borne = [];
        List<BrokenLine> broken = [];
        if (input.Promised.Count == 0)
            return (borne, broken);
        var needs = input.Needs.Where(n => n.Status == DeclarationStatus.Open).ToDictionary(n => n.Id, StringComparer.Ordinal);
        var capacities = input.Capacities.Where(c => c.Status == DeclarationStatus.Open).ToDictionary(c => c.Id, StringComparer.Ordinal);
        Dictionary<string, long> left = new(StringComparer.Ordinal);
        foreach (var line in input.Promised.Where(line => needs.ContainsKey(line.NeedId))
            .OrderBy(line => line.YesAt is null).ThenBy(line => line.YesAt)
            .ThenBy(line => line.NeedId, StringComparer.Ordinal).ThenBy(line => line.CapacityId, StringComparer.Ordinal).ThenBy(line => line.ProposalId, StringComparer.Ordinal)
            .ThenBy(line => line.Amount))
        {
            var capacity = capacities.GetValueOrDefault(line.CapacityId);
            if (WhyNot(needs[line.NeedId], capacity, line, input, today) is { } why)
            {
                broken.Add(new(line, 0, why));
                continue;
            }

            var (offered, asked) = (capacity!.Declaration, line.Amount ?? 0);
            var room = left.GetValueOrDefault(line.CapacityId, offered.Amount);
            var part = Math.Min(room, asked);
            left[line.CapacityId] = room - part;
            if (part < asked)
                broken.Add(new(line, part, TooMuch(offered, part)));
            if (part > 0 || asked == 0)
                borne.Add(line with { Amount = line.Amount is null ? null : part });
        }

        return ([.. InOrder(borne, line => line)], [.. InOrder(broken, line => line.Line)]);
    }

    private static Reason? WhyNot(Need need, Capacity? capacity, FixedLine line, MarketInput input, DateOnly today)
    {
        if (capacity is null)
            return That("capacity_open.withdrawn", line.Partner is { } partner ? [("partner", partner.Value)] : []);
        var (asked, offered) = (need.Declaration.Period, capacity.Declaration.Period);
        if (offered.To < today && asked.To >= today)
            return That("period.capacity_over", ("to", Day(offered.To)));
        if (asked.OverlapDays(offered) == 0)
            return That("period.apart", ("needFrom", Day(asked.From)), ("needTo", Day(asked.To)), ("from", Day(offered.From)), ("to", Day(offered.To)));
        var pair = new Pair(need, capacity, input.Geography.Of(need.State), null, null, CapacityLeft: 0, Promised: true, MatchPolicy.Standard, today);
        foreach (var rule in Rules)
        {
            if (rule.Check(pair) is { } refusal)
                return refusal.Reason;
        }

        return null;
    }

    private static Reason TooMuch(CapacityDeclaration offered, long left) => That(
        left > 0 ? "promise.part_left" : "promise.nothing_left", ("left", Number(left)), ("amount", Number(offered.Amount)), ("unit", Json.Code(offered.Kind)));

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> lines, Func<T, FixedLine> of) => lines
        .OrderBy(line => of(line).NeedId, StringComparer.Ordinal).ThenBy(line => of(line).CapacityId, StringComparer.Ordinal).ThenBy(line => of(line).ProposalId, StringComparer.Ordinal);
}
