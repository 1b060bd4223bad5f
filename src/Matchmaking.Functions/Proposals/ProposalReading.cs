using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Proposals;

/// <summary>Who may read what of a proposal through the API; the letters hide the same.</summary>
internal static class ProposalReading
{
    /// <summary>The committee and the secretariat see every proposal; its State sees it once the committee has approved it.</summary>
    public static bool MayBeReadBy(this Proposal proposal, Actor actor) =>
        actor.IsReviewer || actor.Role == Role.Secretariat
        || (actor.ActsFor(proposal.State) && proposal.Steps.Any(step => step.Action == "approved"));

    /// <summary>
    /// A proposal as its State sees it: how much a partner could give only where that partner shows it beyond the
    /// committee, and nothing of what earlier and later rounds told the reviewers but promises that no longer hold.
    /// </summary>
    public static ProposalView RenderForState(this ProposalRenderer renderer, Proposal proposal, Declared declared)
    {
        var hidden = proposal.Partners.SelectMany(partner => partner.Lines)
            .Where(line => !declared.StateMayRead(line)).Select(line => line.CapacityId).ToHashSet();
        var view = renderer.Render(proposal, declared);
        return view with
        {
            Before = [],
            Changes = [],
            RoundNotes = [],
            // What a known donor has registered may be for the committee alone; what the record says of it is not.
            KnownDonors = [.. view.KnownDonors.Select(donor => donor with { Reasons = [.. donor.Reasons.Where(reason => reason.Criterion != KnownDonor.Criterion)] })],
            Broken =
            [
                .. proposal.Broken.Where(line => line.Promised).Select(line => hidden.Contains(line.CapacityId)
                    ? renderer.Render(line, null, line.BecauseForState(mayReadCapacity: false))
                    : renderer.Render(line, line.Borne, line.Because)),
            ],
            Partners =
            [
                .. view.Partners.Select(partner => partner with
                {
                    Lines = [.. partner.Lines.Select(line => hidden.Contains(line.CapacityId) ? line with { CapacityTitle = null, Amount = null, Fit = null, Reasons = [], Conditions = null, LeastNationalPercent = null } : line)],
                }),
            ],
        };
    }

    /// <summary>An invitation as its partner sees it: of a need that its State keeps to the committee, the pillar and nothing else.</summary>
    public static PartnerInvitation Shown(this PartnerInvitation invitation, Declared declared) => invitation with
    {
        Needs = [.. invitation.Needs.Select(need => declared.PartnersMayRead(need.NeedId)
            ? need with { Declared = declared.ContentForPartners(need.NeedId) }
            : need with { Title = LocalText.Empty })],
    };
}
