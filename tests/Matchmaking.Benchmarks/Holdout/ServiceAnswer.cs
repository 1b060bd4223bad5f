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
        var made = Matcher.Match(market, policy, today, null);
        return new(
            market,
            made.Plan,
            ProposalRules.FromPlan(made.Plan, market).ToDictionary(content => content.State, content => Read(content, made)));
    }

    /// <summary>
    /// The one place that knows how a proposal says whom to invite: everybody who could be invited is ranked as the service ranks them;
    /// the partners and the known donors that the proposal shows are named.
    /// </summary>
    private static Answer Read(ProposalContent content, MatchMemory made) => new(
        made.RankingOf(content.State),
        [.. content.Partners.Select(partner => partner.Partner), .. content.KnownDonors.Select(donor => donor.Partner)]);

    /// <summary>US dollars that the plan moves, by State and partner.</summary>
    public IReadOnlyDictionary<(ParticipantId State, ParticipantId Partner), long> Money()
    {
        var stateOf = Market.Needs.ToDictionary(need => need.Id, need => need.State);
        return Plan.Lines.Where(line => line.Kind == AssistanceKind.Funding && line.Amount > 0)
            .GroupBy(line => (stateOf[line.NeedId], line.Partner), line => line.Amount!.Value)
            .ToDictionary(pair => pair.Key, pair => pair.Sum());
    }
}
