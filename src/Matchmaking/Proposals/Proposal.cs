using System.Text.Json.Serialization;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>Where a proposal stands.</summary>
public enum ProposalStatus
{
    /// <summary>Waiting for the committee; a round may still change it.</summary>
    Proposed,

    /// <summary>Sent back by the committee with a reason; a round may change it, and a change puts it before the committee again.</summary>
    SentBack,

    /// <summary>Approved by the committee; the affected State has been asked.</summary>
    Approved,

    /// <summary>The affected State has said yes; its partners have been asked.</summary>
    Accepted,

    /// <summary>The affected State has said yes, and no partner's answer is open.</summary>
    Answered,

    /// <summary>Declined by the committee. Ended.</summary>
    Declined,

    /// <summary>The affected State said no. Ended.</summary>
    Refused,

    /// <summary>Overtaken: its needs were withdrawn, nobody is left to invite, or the affected State has not answered in time. Ended.</summary>
    Lapsed,
}

/// <summary>A partner's answer to an invitation.</summary>
public enum PartnerAnswer
{
    /// <summary>It will come to the meeting.</summary>
    Yes,

    /// <summary>It will not.</summary>
    No,

    /// <summary>Not now; ask again.</summary>
    Later,
}

/// <summary>A need as it stood when the proposal was made.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="NeedVersion">The version that was matched.</param>
/// <param name="Pillar">Its pillar.</param>
/// <param name="Title">Its title.</param>
/// <param name="Cover">What is asked for and what stays uncovered, one row for each unit.</param>
public sealed record ProposedNeed(string NeedId, int NeedVersion, Pillar Pillar, LocalText Title, IReadOnlyList<NeedCover> Cover);

/// <summary>A partner to invite, why, and what it could cover.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Lines">What it is invited about, one for each need and capacity, with or without a figure; at least one.</param>
/// <param name="Answer">Its answer, once given.</param>
public sealed record ProposedPartner(ParticipantId Partner, IReadOnlyList<PlanLine> Lines, PartnerAnswer? Answer = null)
{
    /// <summary>The line that fits best, which says why it is invited.</summary>
    [JsonIgnore]
    public PlanLine Best => Lines.MaxBy(line => line.Fit)!;

    /// <summary>What the plan suggests that it covers.</summary>
    [JsonIgnore]
    public IEnumerable<PlanLine> Cover => Lines.Where(line => line.Amount is not null);
}

/// <summary>A line of a fixed proposal that its capacity does not bear any more, or not in full, as the last round found it.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="Partner">Who offers it.</param>
/// <param name="Borne">What of the line's amount is still borne, 0 or more.</param>
/// <param name="Promised">True where the partner had said yes: then State, partner and committee are told by mail.</param>
/// <param name="Because">What of capacity or need keeps it from being borne.</param>
/// <param name="Since">When a round found it so first.</param>
public sealed record BrokenPromise(string NeedId, string CapacityId, ParticipantId Partner, long Borne, bool Promised, Reason Because, DateTimeOffset Since);

/// <summary>A step in a proposal's life: who did what, when and why.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: an API key's id or a contact's id; <c>round</c> for a matching round.</param>
/// <param name="OnBehalfOf">The State or organisation for which the actor acted; null for the service itself.</param>
/// <param name="Action">What: <c>proposed</c>, <c>changed</c>, <c>approved</c>, <c>declined</c>, <c>sent_back</c>, <c>accepted</c>, <c>refused</c>, <c>partner_answered</c>, <c>lapsed</c>.</param>
/// <param name="Note">The reason given or the change in words; null where none is owed.</param>
public sealed record ProposalStep(DateTimeOffset At, string Actor, ParticipantId? OnBehalfOf, string Action, string? Note);

/// <summary>
/// A proposed meeting for one affected State: its needs, the partners to invite, what each could cover, and why.
/// A proposal, never an assignment: the committee reviews it, the affected State decides (000-16).
/// </summary>
public sealed record Proposal
{
    /// <summary>Its id, unique within the service.</summary>
    public required string Id { get; init; }

    /// <summary>The affected State.</summary>
    public required ParticipantId State { get; init; }

    /// <summary>1 when first proposed, one more with each change.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProposalStatus Status { get; init; }

    /// <summary>The kind of meeting.</summary>
    public required MeetingKind Kind { get; init; }

    /// <summary>The rule that chose the kind.</summary>
    public required Reason KindReason { get; init; }

    /// <summary>The needs, ordered by id.</summary>
    public required IReadOnlyList<ProposedNeed> Needs { get; init; }

    /// <summary>The partners to invite, the best fit first, then who gives most, then by code.</summary>
    public required IReadOnlyList<ProposedPartner> Partners { get; init; }

    /// <summary>Donors on the record that have registered nothing that fits: the committee may invite them, and they are not asked by the service.</summary>
    public IReadOnlyList<KnownDonor> KnownDonors { get; init; } = [];

    /// <summary>Name of the policy that weighed it.</summary>
    public required string PolicyName { get; init; }

    /// <summary>Version of that policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>What changed against the version before, as data; empty in version 1.</summary>
    public IReadOnlyList<Reason> Changes { get; init; } = [];

    /// <summary>What was refused, or was left unanswered, before this proposal was made, and what is different now.</summary>
    public IReadOnlyList<Reason> Before { get; init; } = [];

    /// <summary>Notes of later rounds to the reviewers, once the proposal is fixed.</summary>
    public IReadOnlyList<Reason> RoundNotes { get; init; } = [];

    /// <summary>Its lines that their capacities do not bear any more, or not in full; once it is fixed.</summary>
    public IReadOnlyList<BrokenPromise> Broken { get; init; } = [];

    /// <summary>Every step so far, oldest first.</summary>
    public required IReadOnlyList<ProposalStep> Steps { get; init; }

    /// <summary>
    /// The day proposed for the meeting, tentative: suggested on approval, confirmed or moved by the State with its yes.
    /// Null until approved.
    /// </summary>
    public DateOnly? MeetingOn { get; init; }

    /// <summary>The last day on which the State may answer; then it lapses. Null until approved, and where the meeting's day alone ends it.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>True for demonstration data.</summary>
    public bool Demo { get; init; }

    /// <summary>Rises with everything that is written to it, decisions and notes included: who acts on it names the one that they read.</summary>
    [JsonIgnore]
    public int Revision => Steps.Count + RoundNotes.Count;
}
