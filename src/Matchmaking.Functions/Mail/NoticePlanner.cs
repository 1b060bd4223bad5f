using System.Diagnostics;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Participants;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Decides from a proposal as it stands who gets a notice. A notice's id follows from its cause and its reader, so the
/// same message handled twice, or late, adds none.
/// </summary>
internal sealed class NoticePlanner(Store store, Ledger.Ledger ledger, TimeProvider time, IOptions<DigestOptions> digest)
{
    private static readonly Actor ServiceActor = new("notices", Role.Public, null);

    /// <summary>Writes the notices that are due. Storage: 1 read, 1 range query for each participant told, 1 transaction and 1 send for each notice.</summary>
    public async Task PlanAsync(string state, string rowKey, CancellationToken ct)
    {
        if (await store.States.FindAsync<Proposal>(state, rowKey, ct) is not { Value: var proposal })
        {
            return;
        }

        switch (proposal.Status)
        {
            case ProposalStatus.Proposed:
                await TellCommitteeAsync(NoticeKind.CommitteeDigest, proposal, ct);
                break;
            case ProposalStatus.Approved:
                await TellAsync(NoticeKind.StateInvitation, proposal, proposal.State, ct);
                break;
            case ProposalStatus.Accepted:
                foreach (var partner in proposal.Partners.Where(partner => partner.Answer is null))
                {
                    await TellAsync(NoticeKind.PartnerInvitation, proposal, partner.Partner, ct);
                }

                await TellCommitteeAsync(NoticeKind.StateAnswered, proposal, ct);
                break;
            case ProposalStatus.Refused:
                await TellCommitteeAsync(NoticeKind.StateAnswered, proposal, ct);
                break;
        }
    }

    private async Task TellAsync(NoticeKind kind, Proposal proposal, ParticipantId participant, CancellationToken ct)
    {
        var contacts = await ContactsApi.ActiveAsync(store.States, participant.Value, ct);
        foreach (var contact in contacts)
        {
            await AddAsync(proposal.State.Value, NoticeOf(kind, proposal, participant.Value, contact), delay: default, ct);
        }

        if (contacts.Count == 0)
        {
            // Nobody can be told: the secretariat finds it in the audit.
            await ledger.SubmitAsync(
                new Commit(proposal.State.Value, ServiceActor, time.GetUtcNow())
                    .Audit("notice.no_contact", Keys.Proposal(proposal.Id), proposal.Version, participant.Value),
                ct);
        }
    }

    private async Task TellCommitteeAsync(NoticeKind kind, Proposal proposal, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var contact in await ContactsApi.ActiveAsync(store.States, Keys.Committee, ct))
        {
            if (kind == NoticeKind.CommitteeDigest)
            {
                // All that becomes due within one interval goes into the one digest at its end.
                var slot = now.Ticks / digest.Value.Interval.Ticks;
                var due = new DateTimeOffset((slot + 1) * digest.Value.Interval.Ticks, TimeSpan.Zero);
                var notice = NoticeOf(kind, proposal, Keys.Committee, contact) with
                {
                    Id = FormattableString.Invariant($"digest-{slot:x}-{contact.Id}"),
                    State = null,
                    ProposalId = null,
                };
                await AddAsync(Keys.Committee, notice, due - now, ct);
            }
            else
            {
                await AddAsync(Keys.Committee, NoticeOf(kind, proposal, Keys.Committee, contact), delay: default, ct);
            }
        }
    }

    private async Task AddAsync(string partition, Notice notice, TimeSpan delay, CancellationToken ct)
    {
        var rowKey = Keys.Notice(notice.Id);
        if (await store.States.GetEntityIfExistsAsync(partition, rowKey, ct) is null)
        {
            // Two handlers may get here at once; the one that adds the row also sends its message.
            await ledger.SubmitAsync(
                new Commit(partition, ServiceActor, time.GetUtcNow())
                    .Add(rowKey, notice)
                    .Send(Messages.NoticeQueue, Messages.OfNotice(partition, rowKey), delay),
                ct);
        }
    }

    private Notice NoticeOf(NoticeKind kind, Proposal proposal, string partition, Contact contact) => new()
    {
        Id = $"{proposal.Id}-{Json.Code(kind)}-{partition}-{contact.Id}",
        Partition = partition,
        ContactId = contact.Id,
        Kind = kind,
        State = proposal.State,
        ProposalId = proposal.Id,
        CreatedAt = time.GetUtcNow(),
        TraceParent = Activity.Current?.Id,
    };
}
