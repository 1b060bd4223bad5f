using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>A need that a partner is invited to help with.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Pillar">Its pillar.</param>
/// <param name="Title">Its title.</param>
/// <param name="Lines">What this partner could cover, and why.</param>
/// <param name="Declared">What the State has declared of it; null where partners may not read that.</param>
public sealed record InvitedNeed(string NeedId, Pillar Pillar, LocalText Title, IReadOnlyList<PlanLine> Lines, NeedContent? Declared = null);

/// <summary>What one partner may see of a proposal: the meeting, the needs that it could help with, and its own lines. No other partner, no gap.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">The affected State.</param>
/// <param name="Kind">The kind of meeting.</param>
/// <param name="MeetingOn">The day proposed for the meeting.</param>
/// <param name="Needs">The needs that it could help with, ordered by id.</param>
/// <param name="Answer">Its own answer, once given.</param>
/// <param name="Demo">True for demonstration data.</param>
public sealed record PartnerInvitation(
    string ProposalId,
    int Version,
    ParticipantId State,
    MeetingKind Kind,
    DateOnly? MeetingOn,
    IReadOnlyList<InvitedNeed> Needs,
    PartnerAnswer? Answer,
    bool Demo);

public static partial class ProposalRules
{
    /// <summary>
    /// What <paramref name="partner"/> may see; null where it is not invited, as nobody is before the affected State
    /// has said yes (000-16).
    /// </summary>
    public static PartnerInvitation? ForPartner(Proposal proposal, ParticipantId partner)
    {
        if (proposal.Status is not (ProposalStatus.Accepted or ProposalStatus.Answered)
            || proposal.Partners.FirstOrDefault(p => p.Partner == partner) is not { } invited)
            return null;
        var lines = invited.Lines.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        return new(
            proposal.Id,
            proposal.Version,
            proposal.State,
            proposal.Kind,
            proposal.MeetingOn,
            [.. proposal.Needs.Where(n => lines.Contains(n.NeedId)).Select(n => new InvitedNeed(n.NeedId, n.Pillar, n.Title, [.. lines[n.NeedId].Select(ForOthers)]))],
            invited.Answer,
            proposal.Demo);
    }

    // Who may see a need is between its State and the committee.
    private static PlanLine ForOthers(PlanLine line) => line with { Points = [.. line.Points.Where(p => p.Criterion != "visibility")] };
}
