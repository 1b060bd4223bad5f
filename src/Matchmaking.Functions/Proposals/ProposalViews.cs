using Matchmaking.Field;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Proposals;

/// <summary>A reason with its sentence in each language.</summary>
/// <param name="Code">The code of the catalogue in docs/matching.md.</param>
/// <param name="Text">The sentence.</param>
internal sealed record ReasonView(string Code, LocalText Text);

/// <summary>Points of a pair, with why.</summary>
internal sealed record FitView(string Criterion, int Points, LocalText Text);

/// <summary>What one capacity could cover of one need, and why it fits. For the State: neither amount nor fit where the partner keeps it to the committee.</summary>
internal sealed record LineView(string NeedId, string CapacityId, AssistanceKind Kind, long? Amount, int? Fit, IReadOnlyList<FitView> Reasons);

/// <summary>A partner to invite.</summary>
internal sealed record PartnerView(ParticipantId Partner, LocalText Name, IReadOnlyList<LineView> Lines, PartnerAnswer? Answer);

/// <summary>What stays open of a need in one unit, and why.</summary>
internal sealed record CoverView(bool Money, long? Gap, long? Uncovered, ReasonView? Why);

/// <summary>A need of a proposal.</summary>
internal sealed record ProposedNeedView(string NeedId, int NeedVersion, Pillar Pillar, LocalText Title, IReadOnlyList<CoverView> Cover);

/// <summary>A proposal as the committee and, once approved, its State see it.</summary>
internal sealed record ProposalView(
    string Id,
    ParticipantId State,
    LocalText StateName,
    int Version,
    ProposalStatus Status,
    MeetingKind Kind,
    ReasonView KindReason,
    IReadOnlyList<ProposedNeedView> Needs,
    IReadOnlyList<PartnerView> Partners,
    string PolicyName,
    int PolicyVersion,
    IReadOnlyList<ReasonView> Changes,
    IReadOnlyList<ReasonView> RoundNotes,
    IReadOnlyList<ProposalStep> Steps,
    DateOnly? MeetingOn,
    bool Demo);

/// <summary>One rule that keeps a pair apart, and what would have to change.</summary>
internal sealed record RefusalView(string Rule, LocalText Text, LocalText WhatWouldHaveToChange);

/// <summary>Why a partner's capacity is not proposed for a need; no refusals where it is.</summary>
internal sealed record WhyNotView(string NeedId, string CapacityId, bool Proposed, IReadOnlyList<RefusalView> Refusals);

/// <summary>Renders proposals with their sentences.</summary>
/// <param name="names">Names of participants.</param>
internal sealed class ProposalRenderer(Func<ParticipantId, LocalText> names)
{
    public ProposalView Render(Proposal proposal) => new(
        proposal.Id,
        proposal.State,
        names(proposal.State),
        proposal.Version,
        proposal.Status,
        proposal.Kind,
        Render(proposal.KindReason),
        [.. proposal.Needs.Select(need => new ProposedNeedView(
            need.NeedId, need.NeedVersion, need.Pillar, need.Title,
            [.. need.Cover.Select(cover => new CoverView(cover.Money, cover.Gap, cover.Uncovered, cover.Why is { } why ? Render(why) : null))]))],
        [.. proposal.Partners.Select(partner => new PartnerView(partner.Partner, names(partner.Partner), [.. partner.Lines.Select(Render)], partner.Answer))],
        proposal.PolicyName,
        proposal.PolicyVersion,
        [.. proposal.Changes.Select(Render)],
        [.. proposal.RoundNotes.Select(Render)],
        proposal.Steps,
        proposal.MeetingOn,
        proposal.Demo);

    public LineView Render(PlanLine line) => new(
        line.NeedId, line.CapacityId, line.Kind, line.Amount, line.Fit,
        [.. line.Points.Select(point => new FitView(point.Criterion, point.Points, Text(point.Reason)))]);

    public RefusalView Render(Refusal refusal) => new(refusal.Rule, Text(refusal.Reason), Text(refusal.WhatWouldHaveToChange));

    public ReasonView Render(Reason reason) => new(reason.Code, Text(reason));

    private LocalText Text(Reason reason) =>
        new(Wording.Languages.Select(language => KeyValuePair.Create(language, Sentences.Render(reason, language, new SentenceNames(
            id => names(id).In(language),
            area => Areas.Find(area)?.Name.In(language) ?? area)))));
}
