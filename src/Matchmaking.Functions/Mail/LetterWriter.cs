using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Answers;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Proposals;
using Matchmaking.Mail;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Mail;

/// <summary>Gathers what a notice's letter says, as things stand when it is sent.</summary>
internal sealed class LetterWriter(
    Store store, ProposalStore proposals, ParticipantRegister participants, SigningKey signingKey, PublicAddress address)
{
    /// <summary>The letter, or null where there is nothing to tell any more.</summary>
    public async Task<Letter?> WriteAsync(Notice notice, Contact to, CancellationToken ct) =>
        await GatherAsync(notice, to, ct) is { } letter ? letter with { Organisations = await OrganisationsAsync(ct) } : null;

    /// <summary>Names of the organisations, by code. One range query.</summary>
    public async Task<IReadOnlyDictionary<ParticipantId, LocalText>> OrganisationsAsync(CancellationToken ct) =>
        (await participants.OrganisationsAsync(ct)).ToDictionary(organisation => organisation.Id, organisation => organisation.Name);

    private async Task<Letter?> GatherAsync(Notice notice, Contact to, CancellationToken ct)
    {
        if (notice.Kind == NoticeKind.CommitteeDigest)
        {
            return await WriteDigestAsync(notice, to, ct);
        }

        if (await proposals.FindAsync(notice.State!.Value, notice.ProposalId!, ct) is not { Value: var proposal })
        {
            return null;
        }

        return notice.Kind switch
        {
            NoticeKind.StateInvitation when proposal.Status == ProposalStatus.Approved =>
                new Letter.StateInvitation(notice, to, proposal, await DeclaredAsync(proposal, ct), await LinksAsync(notice, to, proposal, AnswerQuestion.State, ct)),
            NoticeKind.PartnerInvitation when proposal.Status == ProposalStatus.Accepted =>
                new Letter.PartnerInvitation(notice, to, proposal, await DeclaredAsync(proposal, ct), await LinksAsync(notice, to, proposal, AnswerQuestion.Partner, ct)),
            NoticeKind.PromiseBroken => await WriteBrokenAsync(notice, to, proposal, ct),
            NoticeKind.ProposalLapsed => new Letter.ProposalLapsed(notice, to, proposal, notice.Partition == Keys.Committee ? PageOf(proposal) : null),
            NoticeKind.StateAnswered => new Letter.StateAnswered(notice, to, proposal, PageOf(proposal)),
            _ => null,
        };
    }

    /// <summary>All that is broken when the letter is written; of a partner's only its own. Nothing where it is borne again.</summary>
    private async Task<Letter?> WriteBrokenAsync(Notice notice, Contact to, Proposal proposal, CancellationToken ct)
    {
        ParticipantId? reader = notice.Partition == Keys.Committee ? null : ParticipantId.Parse(notice.Partition, null);
        var lines = proposal.Broken.Where(line => line.Promised && (reader is null || reader == proposal.State || reader == line.Partner)).ToList();
        return lines.Count == 0 ? null : new Letter.PromiseBroken(notice, to, proposal, await DeclaredAsync(proposal, ct), reader, lines, PageOf(proposal));
    }

    private async Task<Letter?> WriteDigestAsync(Notice notice, Contact to, CancellationToken ct)
    {
        var waiting = (await proposals.LiveAsync(ct))
            .Where(proposal => proposal.Status == ProposalStatus.Proposed)
            .OrderBy(proposal => proposal.State)
            .ToList();
        var items = await Task.WhenAll(waiting.Select(async proposal => new DigestItem(proposal, await DeclaredAsync(proposal, ct), PageOf(proposal))));
        return items.Length > 0 ? new Letter.CommitteeDigest(notice, to, items) : null;
    }

    /// <summary>The declarations behind a proposal: one read each, and one more for each need that has been revised since it was matched.</summary>
    public async Task<Declared> DeclaredAsync(Proposal proposal, CancellationToken ct)
    {
        var needs = await Task.WhenAll(proposal.Needs.Select(need =>
            store.States.FindAsync<Need>(proposal.State.Value, Keys.NeedPrefix + need.NeedId, ct)));
        var capacities = await Task.WhenAll(proposal.Partners.SelectMany(partner => partner.Lines)
            .Select(line => (line.Partner, line.CapacityId)).Distinct()
            .Select(capacity => store.States.FindAsync<Capacity>(capacity.Partner.Value, Keys.CapacityPrefix + capacity.CapacityId, ct)));
        var matched = await Task.WhenAll(proposal.Needs.Zip(needs, async (proposed, need) => need?.Value.Version == proposed.NeedVersion
            ? need
            : await store.States.FindAsync<Need>(proposal.State.Value, Keys.History(Keys.NeedPrefix + proposed.NeedId, proposed.NeedVersion), ct)));
        return new Declared(
            needs.Where(need => need is not null).ToDictionary(need => need!.Value.Id, need => need!.Value.Declaration),
            capacities.Where(capacity => capacity is not null).ToDictionary(capacity => capacity!.Value.Id, capacity => capacity!.Value.Declaration))
        {
            Matched = matched.Where(need => need is not null).ToDictionary(need => need!.Value.Id, need => need!.Value.Declaration),
        };
    }

    /// <summary>Links that work until the day proposed for the meeting is over, and the State's no longer than it may answer.</summary>
    private async Task<AnswerLinks> LinksAsync(Notice notice, Contact to, Proposal proposal, AnswerQuestion question, CancellationToken ct)
    {
        var key = await signingKey.GetAsync(ct);
        var last = question == AnswerQuestion.State && proposal.AnswerBy < proposal.MeetingOn ? proposal.AnswerBy.Value : proposal.MeetingOn!.Value;
        var expires = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
        var participant = question == AnswerQuestion.State ? proposal.State : to.Participant;
        var claim = new AnswerClaim(proposal.State, proposal.Id, question, participant, to.Id, notice.Id, Offered: null, expires);
        return AnswerPages.Links(claim, key, address.Base, to.Language);
    }

    private Uri PageOf(Proposal proposal) => new(address.Base, $"api/proposals/{proposal.State}/{proposal.Id}");
}
