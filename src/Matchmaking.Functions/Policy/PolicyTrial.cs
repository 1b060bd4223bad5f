using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Policy;

/// <summary>Tries a changed policy on the market as it stands: two plans and their difference. Writes nothing and takes no round's turn.</summary>
internal sealed class PolicyTrial(RoundInput input, RoundMemory memory, ParticipantRegister participants, TimeProvider time)
{
    /// <summary>The difference. Storage: as a round reads, and 1 range query.</summary>
    public async Task<PolicyTrialView> TryAsync(MatchPolicy inForce, MatchPolicy changed, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var names = await participants.NamesAsync(ct);
        return await memory.AskAsync(
            async _ =>
            {
                var material = await input.LoadAsync(today, ct);
                var difference = await Task.Run(() => PlanDifference.Between(material.Market, inForce, changed, today), ct);
                var renderer = new ProposalRenderer(names);
                return new PolicyTrialView(
                    new(changed),
                    inForce.Version,
                    PolicyViews.Changes(inForce, changed),
                    [.. difference.Summary.Select(renderer.Render)],
                    difference.InForce,
                    difference.Changed,
                    [.. difference.Differences.Select(state => state.View(material.LiveOf(state.State, today), renderer, names(state.State), DifferenceWords.OfPolicies))]);
            },
            ct);
    }
}
