using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>What the service says of a past market.</summary>
/// <param name="Market">The market.</param>
/// <param name="Plan">The plan.</param>
/// <param name="ByState">Whom to invite, by State; of every State with a need.</param>
internal sealed record ServiceAnswer(MarketInput Market, MatchPlan Plan, IReadOnlyDictionary<ParticipantId, Answer> ByState)
{
    public static ServiceAnswer Of(MarketInput market, MatchPolicy policy, DateOnly today)
    {
        var plan = Matcher.Match(market, policy, today);
        return new(
            market,
            plan,
            ProposalRules.FromPlan(plan, market).ToDictionary(content => content.State, content => Read(content, market, policy, today)));
    }

    /// <summary>
    /// The one place that knows how a proposal says whom to invite: all whose capacities are eligible, by fit, then by the size of
    /// their giving; the partners that the proposal shows are named. Who is not eligible is not ranked.
    /// </summary>
    private static Answer Read(ProposalContent content, MarketInput input, MatchPolicy policy, DateOnly today)
    {
        var market = new Market(input, policy, today);
        var byFit = Enumerable.Range(0, market.Needs.Length).Where(need => market.Needs[need].State == content.State)
            .SelectMany(need => market.Candidates(need, money: true).Best)
            .Select(candidate => (candidate.Fit, market.Capacities[candidate.Capacity].Partner))
            .OrderByDescending(candidate => candidate.Fit)
            .ThenByDescending(candidate => input.Record.RecentUsd(candidate.Partner))
            .ThenBy(candidate => candidate.Partner)
            .Select(candidate => candidate.Partner);
        return new([.. byFit.Distinct()], [.. content.Partners.Select(partner => partner.Partner)]);
    }

    /// <summary>US dollars that the plan moves, by State and partner.</summary>
    public IReadOnlyDictionary<(ParticipantId State, ParticipantId Partner), long> Money()
    {
        var stateOf = Market.Needs.ToDictionary(need => need.Id, need => need.State);
        return Plan.Lines.Where(line => line.Kind == AssistanceKind.Funding && line.Amount > 0)
            .GroupBy(line => (stateOf[line.NeedId], line.Partner), line => line.Amount!.Value)
            .ToDictionary(pair => pair.Key, pair => pair.Sum());
    }
}
