using Matchmaking.Declaring;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policies;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Proposals;

/// <summary>Answers "why not this partner?" for a proposal, from the market as it stands and the policy that the proposal came from.</summary>
internal sealed class WhyNot(Store store, RoundInput input, PolicyStore policies, ParticipantRegister participants, TimeProvider time)
{
    /// <summary>One answer for each need of the proposal and each open capacity of the partner. Storage: as a round reads, 1 or 2 reads of the policy, and 1 range query.</summary>
    public async Task<IReadOnlyList<WhyNotView>> ExplainAsync(Proposal proposal, ParticipantId partner, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var market = (await input.LoadAsync(today, ct)).Market;
        var policy = await policies.OfAsync(proposal.PolicyName, proposal.PolicyVersion, ct);
        var plan = Matcher.Match(market, policy, today);
        var capacities = await store.States.ListAsync<Capacity>(partner.Value, Keys.CapacityPrefix, ct);
        var renderer = new ProposalRenderer(await participants.NamesAsync(ct));
        var needs = market.Needs.ToDictionary(need => need.Id);
        return
        [
            .. from proposed in proposal.Needs
               where needs.ContainsKey(proposed.NeedId)
               from capacity in capacities
               let isProposed = proposal.Partners.SelectMany(p => p.Lines).Any(line => line.NeedId == proposed.NeedId && line.CapacityId == capacity.Value.Id)
               select new WhyNotView(
                   proposed.NeedId,
                   capacity.Value.Id,
                   isProposed,
                   isProposed ? [] : [.. Matcher.WhyNot(needs[proposed.NeedId], capacity.Value, market, policy, today, plan).Select(renderer.Render)]),
        ];
    }
}
