using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Proposals;

/// <summary>A reason with its sentence in each language.</summary>
/// <param name="Code">The code of the catalogue in docs/matching.md.</param>
/// <param name="Text">The sentence.</param>
internal sealed record ReasonView(string Code, LocalText Text);

/// <summary>Points of a pair, with why.</summary>
internal sealed record FitView(string Criterion, int Points, LocalText Text);

/// <summary>What one capacity could cover of one need, or that its partner is to be talked to about it, and why it fits. For the State: neither title, amount, fit nor conditions where the partner keeps it to the committee.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="CapacityTitle">Its title, or its kind and amount where it has none; null where it is hidden or gone.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Amount">Suggested cover, in US dollars or slots; null where it is hidden or none is suggested.</param>
/// <param name="Fit">The sum of all points, 0 to 1000.</param>
/// <param name="Reasons">What earned points, and what should be known though it earned none.</param>
/// <param name="Conditions">The partner's conditions in its own words; null where there are none or it is hidden.</param>
/// <param name="LeastNationalPercent">The least part of the whole cost, in percent, that the partner asks the State to pay itself; null for none.</param>
internal sealed record LineView(
    string NeedId,
    string CapacityId,
    LocalText? CapacityTitle,
    AssistanceKind Kind,
    long? Amount,
    int? Fit,
    IReadOnlyList<FitView> Reasons,
    LocalText? Conditions,
    int? LeastNationalPercent);

/// <summary>A partner to invite: why, and what it is invited about. A line without an amount is an invitation to talk.</summary>
internal sealed record PartnerView(ParticipantId Partner, LocalText Name, IReadOnlyList<LineView> Lines, PartnerAnswer? Answer)
{
    /// <summary>0 to 1000: its fit with the need that it fits best; null where all of that is hidden.</summary>
    public int? Fit => Best?.Fit;

    /// <summary>Why it is invited: the reasons of the line that fits best.</summary>
    public IReadOnlyList<FitView> Reasons => Best?.Reasons ?? [];

    private LineView? Best => Lines.Where(line => line.Fit is not null).MaxBy(line => line.Fit);
}

/// <summary>A donor on the record that has registered nothing that fits: the committee may invite it, and no cover is suggested.</summary>
internal sealed record KnownDonorView(ParticipantId Partner, LocalText Name, int Fit, IReadOnlyList<FitView> Reasons);

/// <summary>What stays open of a need in one unit, and why.</summary>
internal sealed record CoverView(bool Money, long? Gap, long? Uncovered, ReasonView? Why);

/// <summary>A need of a proposal, with what was declared of it in that version.</summary>
internal sealed record ProposedNeedView(string NeedId, int NeedVersion, Pillar Pillar, LocalText Title, IReadOnlyList<CoverView> Cover, NeedContent? Declared);

/// <summary>A line that its capacity does not bear any more, or not in full, and why.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="Partner">Who offers it.</param>
/// <param name="Borne">What of the line's amount is still borne; null where the amount is hidden.</param>
/// <param name="Promised">True where the partner had said yes.</param>
/// <param name="Since">When it was found.</param>
/// <param name="Why">What of capacity or need keeps it from being borne.</param>
internal sealed record BrokenView(string NeedId, string CapacityId, ParticipantId Partner, long? Borne, bool Promised, DateTimeOffset Since, ReasonView Why);

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
    IReadOnlyList<KnownDonorView> KnownDonors,
    string PolicyName,
    int PolicyVersion,
    IReadOnlyList<ReasonView> Before,
    IReadOnlyList<ReasonView> Changes,
    IReadOnlyList<ReasonView> RoundNotes,
    IReadOnlyList<BrokenView> Broken,
    IReadOnlyList<ProposalStep> Steps,
    DateOnly? MeetingOn,
    DateOnly? AnswerBy,
    bool Demo);

/// <summary>One rule that keeps pairs apart, and what would have to change.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Text">The facts that decided; null where they differ from pair to pair: then each pair has its own.</param>
/// <param name="WhatWouldHaveToChange">What would make each of the pairs pass.</param>
internal sealed record RefusalView(string Rule, LocalText? Text, LocalText WhatWouldHaveToChange);

/// <summary>The facts of one pair by which a rule keeps it apart.</summary>
internal sealed record PairFactsView(string Rule, LocalText Text);

/// <summary>A need of the proposal and a capacity of the partner that is asked about.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="NeedTitle">Its title.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="CapacityTitle">Its title, or its kind and amount where it has none.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Amount">All of it, in US dollars or slots by the kind.</param>
/// <param name="AmountText">The amount in words.</param>
/// <param name="Facts">What the refusals leave to the pair, by rule; empty where they say it all.</param>
internal sealed record AskedPairView(
    string NeedId, LocalText NeedTitle, string CapacityId, LocalText CapacityTitle, AssistanceKind Kind, long Amount, LocalText AmountText, IReadOnlyList<PairFactsView> Facts);

/// <summary>What is the same for several pairs: that they are proposed, or every rule that keeps them apart and what would have to change.</summary>
/// <param name="Proposed">True where the proposal has them, with or without a figure.</param>
/// <param name="Refusals">The rules, in the order of the catalogue; of pairs that the proposal has, why no figure is suggested. Empty where one is.</param>
/// <param name="Pairs">The pairs that this holds for.</param>
internal sealed record SameAnswerView(bool Proposed, IReadOnlyList<RefusalView> Refusals, IReadOnlyList<AskedPairView> Pairs);

/// <summary>Why a partner is not proposed.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Answers">Every pair of a need of the proposal and a capacity of the partner, in one of these; empty where the partner has no capacity.</param>
/// <param name="Note">Says so where the partner has no capacity; absent otherwise.</param>
internal sealed record WhyNotView(ParticipantId Partner, LocalText Name, IReadOnlyList<SameAnswerView> Answers, LocalText? Note);

/// <summary>Renders proposals with their sentences.</summary>
/// <param name="names">Names of participants.</param>
internal sealed class ProposalRenderer(Func<ParticipantId, LocalText> names)
{
    /// <param name="proposal">The proposal.</param>
    /// <param name="declared">The declarations behind it.</param>
    public ProposalView Render(Proposal proposal, Declared declared) => new(
        proposal.Id,
        proposal.State,
        names(proposal.State),
        proposal.Version,
        proposal.Status,
        proposal.Kind,
        Render(proposal.KindReason),
        [.. proposal.Needs.Select(need => new ProposedNeedView(
            need.NeedId, need.NeedVersion, need.Pillar, need.Title,
            [.. need.Cover.Select(cover => new CoverView(cover.Money, cover.Gap, cover.Uncovered, cover.Why is { } why ? Render(why) : null))], declared.Content(need.NeedId)))],
        [.. proposal.Partners.Select(partner => new PartnerView(partner.Partner, names(partner.Partner), [.. partner.Lines.Select(line => Render(line, declared.Capacities.GetValueOrDefault(line.CapacityId)))], partner.Answer))],
        [.. proposal.KnownDonors.Select(donor => new KnownDonorView(donor.Partner, names(donor.Partner), donor.Fit, Render(donor.Points)))],
        proposal.PolicyName,
        proposal.PolicyVersion,
        [.. proposal.Before.Select(Render)],
        [.. proposal.Changes.Select(Render)],
        [.. proposal.RoundNotes.Select(Render)],
        [.. proposal.Broken.Select(line => Render(line, line.Borne, line.Because))],
        proposal.Steps,
        proposal.MeetingOn,
        proposal.AnswerBy,
        proposal.Demo);

    private LineView Render(PlanLine line, CapacityDeclaration? capacity) => new(
        line.NeedId, line.CapacityId, capacity is null ? null : CapacityNames.Of(capacity), line.Kind, line.Amount, line.Fit,
        Render(line.Points),
        capacity is { Conditions.IsEmpty: false } ? capacity.Conditions : null,
        capacity?.LeastNationalPercent);

    private FitView[] Render(IReadOnlyList<FitPoint> points) =>
        [.. points.Where(FitCriteria.IsTold).Select(point => new FitView(point.Criterion, point.Points, Text(point.Reason)))];

    public BrokenView Render(BrokenPromise line, long? borne, Reason because) =>
        new(line.NeedId, line.CapacityId, line.Partner, borne, line.Promised, line.Since, Render(because));

    public ReasonView Render(Reason reason) => new(reason.Code, Text(reason));

    public LocalText Text(Reason reason) =>
        new(Wording.Languages.Select(language => KeyValuePair.Create(language, Sentences.Render(reason, language, new SentenceNames(
            id => names(id).In(language),
            area => Areas.Find(area)?.Name.In(language) ?? area)))));
}
