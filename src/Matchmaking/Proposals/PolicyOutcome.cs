using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>What one policy makes of one market.</summary>
/// <param name="Input">The market.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Contents">What it would propose, by State.</param>
/// <param name="Lines">The plan's lines by need and capacity.</param>
/// <param name="Priorities">How much each costed need counts, by need and unit.</param>
/// <param name="Promises">What the plan left alone.</param>
/// <param name="Totals">What the plan comes to.</param>
internal sealed record PolicyOutcome(
    MarketInput Input,
    MatchPolicy Policy,
    MatchPlan Plan,
    IReadOnlyDictionary<ParticipantId, ProposalContent> Contents,
    IReadOnlyDictionary<(string NeedId, string CapacityId), PlanLine> Lines,
    IReadOnlyDictionary<(string NeedId, bool Money), NeedPriority> Priorities,
    Promises Promises,
    PlanTotals Totals)
{
    public static PolicyOutcome Of(MarketInput input, MatchPolicy policy, DateOnly today) => Of(input, policy, Matcher.Match(input, policy, today, null));

    /// <summary>The outcome from the plan as it was made: its priorities are not weighed again.</summary>
    public static PolicyOutcome Of(MarketInput input, MatchPolicy policy, MatchMemory made)
    {
        var plan = made.Plan;
        var contents = ProposalRules.FromPlan(plan, input).ToDictionary(content => content.State);
        return new(
            input,
            policy,
            plan,
            contents,
            plan.Lines.ToDictionary(line => (line.NeedId, line.CapacityId)),
            made.Money.Priorities.Concat(made.Slots.Priorities).ToDictionary(priority => (priority.NeedId, priority.Money)),
            made.Market.Promises,
            TotalsOf(plan, contents.Values, input.Promised));
    }

    /// <summary>What the plan suggests for a pair; 0 where nothing.</summary>
    public long Amount((string, string) pair) => Lines.GetValueOrDefault(pair)?.Amount ?? 0;

    private static PlanTotals TotalsOf(MatchPlan plan, ICollection<ProposalContent> contents, IReadOnlyList<FixedLine> promised)
    {
        var helped = plan.Lines.Select(line => line.NeedId).Concat(promised.Select(line => line.NeedId)).ToHashSet(StringComparer.Ordinal);
        var open = plan.Cover.Where(cover => cover.Uncovered != 0).Select(cover => cover.NeedId).ToHashSet(StringComparer.Ordinal);
        var needs = contents.SelectMany(content => content.Needs).Select(need => need.NeedId).ToList();
        return new(
            Sum(plan, money: true),
            Sum(plan, money: false),
            contents.Count(content => content.Partners.Count > 0),
            contents.Sum(content => content.Partners.Count),
            needs.Count(need => !open.Contains(need)),
            needs.Count(need => !helped.Contains(need)));
    }

    private static long Sum(MatchPlan plan, bool money) =>
        plan.Lines.Where(line => line.Kind == AssistanceKind.Funding == money).Sum(line => line.Amount ?? 0);
}
