using Matchmaking.Matching;

namespace Matchmaking.Proposals;

public static partial class ProposalRules
{
    /// <summary>The furthest day that a State may choose for a meeting, in years from its answer, inclusive.</summary>
    public const int MostYearsAhead = 2;

    /// <summary>The affected State says yes, and its partners are asked, or no, and the proposal ends (000-16).</summary>
    /// <param name="proposal">The proposal; only an approved one has been asked about.</param>
    /// <param name="actor">A focal point of the affected State.</param>
    /// <param name="yes">Its answer.</param>
    /// <param name="day">The day that it wants for the meeting, not in the past and at most two years ahead; null for the suggested one. Ignored with a no.</param>
    /// <param name="note">What it wishes to say.</param>
    /// <param name="at">When.</param>
    public static Decision StateAnswers(Proposal proposal, Actor actor, bool yes, DateOnly? day, string? note, DateTimeOffset at)
    {
        if (actor.Role != Role.FocalPoint || actor.Participant != proposal.State)
            return new Decision.Refused("not_your_state");
        if (proposal.Status is ProposalStatus.Accepted or ProposalStatus.Answered or ProposalStatus.Refused)
            return new Decision.Refused("already_answered");
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        if (proposal.Status != ProposalStatus.Approved || !proposal.IsLive(today))
            return new Decision.Refused("wrong_status");
        if (!yes)
            return new Decision.Done(proposal.With(ProposalStatus.Refused, Step(at, actor, "refused", note)));
        var meetingOn = day ?? proposal.MeetingOn;
        return meetingOn < today ? new Decision.Refused("day_in_past")
            : meetingOn > today.AddYears(MostYearsAhead) ? new Decision.Refused("day_too_far")
            : new Decision.Done(proposal.With(AfterYes(proposal), Step(at, actor, "accepted", note)) with { MeetingOn = meetingOn });
    }

    /// <summary>A partner answers. Yes and no are final; later may be followed by any answer. Once none is open, the proposal is answered.</summary>
    /// <param name="proposal">The proposal; only an accepted one has invited partners.</param>
    /// <param name="partner">The partner that was invited.</param>
    /// <param name="actor">Somebody who acts for that partner.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="note">What it wishes to say.</param>
    /// <param name="at">When.</param>
    public static Decision PartnerAnswers(Proposal proposal, ParticipantId partner, Actor actor, PartnerAnswer answer, string? note, DateTimeOffset at)
    {
        var mayAnswer = actor.Role is Role.Partner or Role.FocalPoint && actor.Participant == partner;
        if (!mayAnswer || proposal.Partners.FirstOrDefault(p => p.Partner == partner) is not { } invited)
            return new Decision.Refused("not_invited");
        if (proposal.Status is ProposalStatus.Accepted or ProposalStatus.Answered && invited.Answer is PartnerAnswer.Yes or PartnerAnswer.No)
            return new Decision.Refused("already_answered");
        if (proposal.Status != ProposalStatus.Accepted || !proposal.IsLive(DateOnly.FromDateTime(at.UtcDateTime)))
            return new Decision.Refused("wrong_status");
        IReadOnlyList<ProposedPartner> partners = [.. proposal.Partners.Select(p => p.Partner == partner ? p with { Answer = answer } : p)];
        var status = partners.All(p => p.Answer is PartnerAnswer.Yes or PartnerAnswer.No) ? ProposalStatus.Answered : ProposalStatus.Accepted;
        return new Decision.Done(proposal.With(status, Step(at, actor, "partner_answered", Noted(answer, note))) with { Partners = partners });
    }

    /// <summary>
    /// Cover that a round on <paramref name="today"/> must leave alone: the lines of an approved proposal, unless their
    /// partner said no. What has a yes is promised, the rest only held; once the meeting's day is over, only a yes still binds.
    /// </summary>
    public static IReadOnlyList<FixedLine> FixedLines(this Proposal proposal, DateOnly today)
    {
        if (proposal.Status is not (ProposalStatus.Approved or ProposalStatus.Accepted or ProposalStatus.Answered))
            return [];
        var isOver = !proposal.IsLive(today);
        return
        [
            .. proposal.Partners
                .Where(p => isOver ? p.Answer == PartnerAnswer.Yes : p.Answer != PartnerAnswer.No)
                .SelectMany(p => p.Cover.Select(l => new FixedLine(l.NeedId, l.CapacityId, l.Amount)
                {
                    YesAt = proposal.YesAt(p),
                    Partner = p.Partner,
                    ProposalId = proposal.Id,
                })),
        ];
    }

    /// <summary>When the partner said yes; null where it has not.</summary>
    private static DateTimeOffset? YesAt(this Proposal proposal, ProposedPartner partner) => partner.Answer == PartnerAnswer.Yes
        ? AnsweredAt(proposal, partner.Partner)
        : null;

    /// <summary>Cover that the committee has before it: a round moves it only where enough is gained. What it sent back is meant to move.</summary>
    public static IReadOnlyList<FixedLine> LinesUnderReview(this Proposal proposal) => proposal.Status != ProposalStatus.Proposed
        ? []
        : [.. proposal.Partners.SelectMany(p => p.Cover).Select(l => new FixedLine(l.NeedId, l.CapacityId, l.Amount))];

    // Known donors are the committee's to ask: where there are no others, no answer is open.
    private static ProposalStatus AfterYes(Proposal proposal) => proposal.Partners.Count > 0 ? ProposalStatus.Accepted : ProposalStatus.Answered;

    private static string Noted(PartnerAnswer answer, string? note) =>
        string.IsNullOrWhiteSpace(note) ? Json.Code(answer) : $"{Json.Code(answer)}: {note.Trim()}";
}
