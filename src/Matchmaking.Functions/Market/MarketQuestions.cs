using Matchmaking.Declaring;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Market;

/// <summary>Answers questions from the market as it stands and the policy in force. Writes nothing and takes no round's turn.</summary>
internal sealed class MarketQuestions(RoundInput input, RoundMemory memory, ParticipantRegister participants, TimeProvider time)
{
    private static readonly DifferenceWords Words = new(
        WhatIf.Decided,
        LocalText.Of("As things are: ", "En l’état actuel\u00a0: "),
        LocalText.Of("With the addition: ", "Avec cet ajout\u00a0: "));

    /// <summary>What one more capacity would change. Storage: as a round reads, and 1 range query.</summary>
    public async Task<WhatIfView> WhatIfAsync(Addition addition, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var names = await participants.NamesAsync(ct);
        return await memory.AskAsync(
            async last =>
            {
                var material = await input.LoadAsync(today, ct);
                var answer = await Task.Run(() => WhatIf.Of(material.Market, material.Policy, today, addition, last), ct);
                var renderer = new ProposalRenderer(names);
                var needs = material.Market.Needs.ToDictionary(need => need.Id);
                return new WhatIfView(
                    addition,
                    material.Policy.Name,
                    material.Policy.Version,
                    [.. answer.Summary.Select(renderer.Render)],
                    answer.Placed,
                    answer.Points,
                    answer.FirstPoints,
                    [.. answer.Covers.Select(cover => new AdditionCoverView(
                        cover.NeedId, cover.State, names(cover.State), needs[cover.NeedId].Declaration.Title, cover.Amount, cover.Fit, cover.Priority, needs[cover.NeedId].Demo))],
                    answer.Difference.InForce,
                    answer.Difference.Changed,
                    [.. answer.Difference.Differences.Select(state => state.View(material.LiveOf(state.State, today), renderer, names(state.State), Words))]);
            },
            ct);
    }

    /// <summary>Who is left behind, among the needs that <paramref name="reader"/> may read, and for the committee whether a proposal is there already. Storage: as a round reads, and 1 range query.</summary>
    public async Task<IReadOnlyList<LeftBehindStateView>> LeftBehindAsync(Actor reader, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var material = await input.LoadAsync(today, ct);
        var names = await participants.NamesAsync(ct);
        var renderer = new ProposalRenderer(names);
        var visible = material.Market.Needs.Where(need => reader.MayRead(need.Declaration.Visibility, need.State)).ToDictionary(need => need.Id);
        var seesProposals = reader.IsReviewer || reader.Role == Role.Secretariat;
        var states = await Task.Run(() => Matcher.LeftBehind(material.Market, material.Policy, today, need => visible.ContainsKey(need.Id)), ct);
        return
        [
            .. states.Select(state => (Behind: state, Live: seesProposals ? material.LiveOf(state.State, today) : null))
                .Select(state => new LeftBehindStateView(
                    state.Behind.State,
                    names(state.Behind.State),
                    state.Behind.Points,
                    state.Behind.NobodyCouldHelp,
                    renderer.Render(state.Behind.Place),
                    PresentProposalView.Of(state.Live),
                    seesProposals && LeftBehindState.OfProposal(state.Behind.State, (state.Live ?? material.TurnedDownOf(state.Behind.State))?.Status) is { } note ? renderer.Render(note) : null,
                    [.. state.Behind.Needs.Select(need => View(need, visible[need.NeedId], renderer))])),
        ];
    }

    private static LeftBehindNeedView View(LeftBehindNeed need, Need declared, ProposalRenderer renderer) => new(
        need.NeedId,
        declared.Declaration.Pillar,
        declared.Declaration.Title,
        need.Points,
        [.. need.Because.Select(point => new PriorityView(point.Criterion, point.Points, renderer.Render(point.Reason).Text))],
        declared.Demo);
}
