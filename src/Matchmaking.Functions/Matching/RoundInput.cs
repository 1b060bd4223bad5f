using Matchmaking.Field;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Matching;

/// <summary>What a round looks at.</summary>
/// <param name="Market">The market and the promises.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Proposals">Every proposal of each State that has open needs or is listed, oldest first.</param>
/// <param name="Listed">The proposal that is listed for each State.</param>
internal sealed record RoundMaterial(
    MarketInput Market,
    MatchPolicy Policy,
    IReadOnlyDictionary<ParticipantId, List<Stored<Proposal>>> Proposals,
    IReadOnlyDictionary<ParticipantId, string> Listed)
{
    /// <summary>The proposal that a State has on this day; null for none.</summary>
    public Proposal? LiveOf(ParticipantId state, DateOnly today) => Proposals.GetValueOrDefault(state)?.LastOrDefault(row => row.Value.IsLive(today))?.Value;

    /// <summary>The proposal that a State had last, if the committee or the State said no to it; else null.</summary>
    public Proposal? TurnedDownOf(ParticipantId state) =>
        Proposals.GetValueOrDefault(state) is [.., { Value: { Status: ProposalStatus.Declined or ProposalStatus.Refused } last }] ? last : null;
}

/// <summary>Reads what a round looks at: the market and the proposals, with what they promise.</summary>
internal sealed class RoundInput(MarketTable market, ProposalStore proposals, PolicyStore policies)
{
    /// <summary>
    /// Storage: 1 read of the policy, 16 range queries of the market and one more for each further 1,000 rows, 1 for the list of live
    /// proposals, 1 for each State with open needs or a live proposal.
    /// </summary>
    public async Task<RoundMaterial> LoadAsync(DateOnly today, CancellationToken ct)
    {
        var (inForce, open, live) = (policies.InForceAsync(ct), market.LoadAsync(ct), proposals.LiveEntriesAsync(ct));
        await Task.WhenAll(inForce, open, live);
        var (policy, (needs, capacities), listed) = ((await inForce).Policy, await open, await live);
        var states = listed.Select(entry => entry.State).Union(needs.Select(need => need.State));
        var found = await Task.WhenAll(states.Select(async state => (State: state, Rows: await proposals.OfStateAsync(state, ct))));
        var promised = found.SelectMany(entry => entry.Rows).SelectMany(row => row.Value.FixedLines(today));
        return new(
            new MarketInput(needs, capacities, [.. promised], Geography.Known)
            {
                Record = AssistanceRecord.Published,
                Affected = AffectedStates.Known,
                UnderReview = [.. found.SelectMany(entry => entry.Rows).SelectMany(row => row.Value.LinesUnderReview())],
            },
            policy,
            found.ToDictionary(entry => entry.State, entry => entry.Rows),
            listed.ToDictionary(entry => entry.State, entry => entry.ProposalId));
    }
}
