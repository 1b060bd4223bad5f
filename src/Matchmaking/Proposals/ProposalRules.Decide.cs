using Matchmaking.Matching;

namespace Matchmaking.Proposals;

public static partial class ProposalRules
{
    /// <summary>Weeks that a meeting takes to prepare: Sudan was invited 14 weeks ahead (001-21).</summary>
    public const int LeadWeeks = 14;

    /// <summary>
    /// The committee approves: the affected State is asked, and has the policy's days to answer. A reason may be given. What was sent back may be approved
    /// too, since the committee may think again and no later round need change it.
    /// </summary>
    public static Decision Approve(Proposal proposal, Actor actor, string? reason, DateTimeOffset at, MatchPolicy policy) =>
        Review(proposal, actor, ProposalStatus.Approved, "approved", reason, at) switch
        {
            Decision.Done { Proposal: var approved } => new Decision.Done(approved with
            {
                MeetingOn = SuggestedDay(DateOnly.FromDateTime(at.UtcDateTime)),
                AnswerBy = DateOnly.FromDateTime(at.UtcDateTime).AddDays(policy.AnswerDays),
            }),
            var refused => refused,
        };

    /// <summary>The committee declines, with a reason: the proposal ends.</summary>
    public static Decision Decline(Proposal proposal, Actor actor, string? reason, DateTimeOffset at) =>
        Review(proposal, actor, ProposalStatus.Declined, "declined", reason, at);

    /// <summary>The committee sends it back, with a reason: it returns when a round changes it.</summary>
    public static Decision SendBack(Proposal proposal, Actor actor, string? reason, DateTimeOffset at) =>
        Review(proposal, actor, ProposalStatus.SentBack, "sent_back", reason, at);

    /// <summary>The first Tuesday at least <see cref="LeadWeeks"/> weeks after <paramref name="approvedOn"/>.</summary>
    public static DateOnly SuggestedDay(DateOnly approvedOn)
    {
        var earliest = approvedOn.AddDays(LeadWeeks * 7);
        return earliest.AddDays(((int)DayOfWeek.Tuesday - (int)earliest.DayOfWeek + 7) % 7);
    }

    private static Decision Review(Proposal proposal, Actor actor, ProposalStatus to, string action, string? reason, DateTimeOffset at)
    {
        if (!actor.IsReviewer)
            return new Decision.Refused("not_reviewer");
        if (actor.Participant == proposal.State)
            return new Decision.Refused("own_state");
        if (proposal.Status != ProposalStatus.Proposed && (proposal.Status != ProposalStatus.SentBack || to == ProposalStatus.SentBack))
            return new Decision.Refused("wrong_status");
        if (to != ProposalStatus.Approved && string.IsNullOrWhiteSpace(reason))
            return new Decision.Refused("reason_required");
        return new Decision.Done(proposal.With(to, Step(at, actor, action, reason)));
    }

    private static ProposalStep Step(DateTimeOffset at, Actor actor, string action, string? note) =>
        new(at, actor.Id, actor.Participant, action, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
}
