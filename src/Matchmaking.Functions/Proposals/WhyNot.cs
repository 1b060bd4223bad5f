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
    /// <summary>
    /// Each need of the proposal with each capacity of the partner; what is the same for several of these pairs is said once. Storage: as a
    /// round reads, 1 or 2 reads of the policy, and 1 range query.
    /// </summary>
    public async Task<WhyNotView> ExplainAsync(Proposal proposal, ParticipantId partner, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var market = (await input.LoadAsync(today, ct)).Market;
        var policy = await policies.OfAsync(proposal.PolicyName, proposal.PolicyVersion, ct);
        var plan = Matcher.Match(market, policy, today);
        var capacities = await store.States.ListAsync<Capacity>(partner.Value, Keys.CapacityPrefix, ct);
        var names = await participants.NamesAsync(ct);
        var renderer = new ProposalRenderer(names);
        var needs = market.Needs.ToDictionary(need => need.Id);
        var proposed = proposal.Partners.SelectMany(p => p.Lines).Select(line => (line.NeedId, line.CapacityId)).ToHashSet();
        var pairs =
            from asked in proposal.Needs
            where needs.ContainsKey(asked.NeedId)
            from capacity in capacities
            let isProposed = proposed.Contains((asked.NeedId, capacity.Value.Id))
            select (
                Pair: View(asked, capacity.Value),
                IsProposed: isProposed,
                Refusals: isProposed ? [] : Matcher.WhyNot(needs[asked.NeedId], capacity.Value, market, policy, today, plan));
        return new(
            partner,
            names(partner),
            [
                .. pairs.GroupBy(pair => (pair.IsProposed, string.Join('\n', pair.Refusals.Select(Key))))
                    .Select(same => new SameAnswerView(same.Key.IsProposed, [.. same.First().Refusals.Select(renderer.Render)], [.. same.Select(pair => pair.Pair)])),
            ]);
    }

    private static AskedPairView View(ProposedNeed need, Capacity capacity) => new(
        need.NeedId,
        need.Title,
        capacity.Id,
        CapacityNames.Of(capacity.Declaration),
        capacity.Declaration.Kind,
        capacity.Declaration.Amount,
        CapacityNames.Amount(capacity.Declaration));

    /// <summary>All that a refusal says, so that only what is the same to the last fact is said once.</summary>
    private static string Key(Refusal refusal) => string.Join('\t', new[] { refusal.Reason, refusal.WhatWouldHaveToChange }
        .SelectMany(reason => reason.Facts.Select(fact => $"{fact.Key}={fact.Value}").Prepend(reason.Code)).Prepend(refusal.Rule));
}
