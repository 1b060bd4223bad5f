using Matchmaking.Declaring;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policy;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Proposals;

/// <summary>Answers "why not this partner?" for a proposal, from the market as it stands and the policy that the proposal came from.</summary>
internal sealed class WhyNot(Store store, RoundInput input, RoundMemory memory, PolicyStore policies, ParticipantRegister participants, TimeProvider time)
{
    /// <summary>
    /// Each need of the proposal with each capacity of the partner; what is the same for several of these pairs is said once, and no fact
    /// is left out; what misses least comes first. Storage: as a round reads, 1 or 2 reads of the policy, and 1 range query.
    /// </summary>
    public async Task<WhyNotView> ExplainAsync(Proposal proposal, ParticipantId partner, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var market = (await input.LoadAsync(today, ct)).Market;
        var policy = await policies.OfAsync(proposal.PolicyName, proposal.PolicyVersion, ct);
        var plan = await memory.AskAsync(last => Task.Run(() => Matcher.Match(market, policy, today, last).Plan, ct), ct);
        var capacities = await store.States.ListAsync<Capacity>(partner.Value, Keys.CapacityPrefix, ct);
        var names = await participants.NamesAsync(ct);
        var renderer = new ProposalRenderer(names);
        var needs = market.Needs.ToDictionary(need => need.Id);
        var lines = proposal.Partners.SelectMany(p => p.Lines).ToLookup(line => (line.NeedId, line.CapacityId));
        var pairs =
            from need in proposal.Needs
            where needs.ContainsKey(need.NeedId)
            from capacity in capacities
            let line = lines[(need.NeedId, capacity.Value.Id)].FirstOrDefault()
            select new AskedPair(
                need, capacity.Value, line is not null, line?.Amount is not null ? [] : Matcher.WhyNot(needs[need.NeedId], capacity.Value, market, policy, today, plan));
        return new(
            partner,
            names(partner),
            [.. pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal).OrderBy(same => same.First().Distance).Select(same => View([.. same], renderer))],
            capacities.Count > 0 ? null : renderer.Text(Matcher.NoCapacity(partner)));
    }

    private static SameAnswerView View(List<AskedPair> same, ProposalRenderer renderer)
    {
        var refusals = same[0].Refusals;
        // Facts that are those of all the pairs are said once; the others stay with the pair.
        var isShared = refusals.Select((_, i) => same.DistinctBy(pair => TextOf(pair.Refusals[i].Reason)).Count() == 1).ToList();
        return new(
            same[0].IsProposed,
            [.. refusals.Select((refusal, i) => new RefusalView(refusal.Rule, isShared[i] ? renderer.Text(refusal.Reason) : null, renderer.Text(refusal.WhatWouldHaveToChange)))],
            [
                .. same.Select(pair => new AskedPairView(
                    pair.Need.NeedId,
                    pair.Need.Title,
                    pair.Capacity.Id,
                    CapacityNames.Of(pair.Capacity.Declaration),
                    pair.Capacity.Declaration.Kind,
                    pair.Capacity.Declaration.Amount,
                    CapacityNames.Amount(pair.Capacity.Declaration),
                    [.. pair.Refusals.Where((_, i) => !isShared[i]).Select(refusal => new PairFactsView(refusal.Rule, renderer.Text(refusal.Reason)))])),
            ]);
    }

    private static string TextOf(Reason reason) => reason.Facts.Aggregate(reason.Code, (text, fact) => $"{text}\t{fact.Key}={fact.Value}");

    private sealed record AskedPair(ProposedNeed Need, Capacity Capacity, bool IsProposed, IReadOnlyList<Refusal> Refusals)
    {
        /// <summary>How far it is from the proposal: in it, eligible but outweighed, then by how many rules keep it out.</summary>
        public int Distance => IsProposed ? 0 : Refusals is [{ IsByWeighing: true }] ? 1 : 1 + Refusals.Count;

        /// <summary>The same for pairs that the same rules keep apart and the same changes would bring together.</summary>
        public string Key { get; } = Refusals.Aggregate(IsProposed ? "proposed" : "", (text, refusal) => $"{text}\n{refusal.Rule} {TextOf(refusal.WhatWouldHaveToChange)}");
    }
}
