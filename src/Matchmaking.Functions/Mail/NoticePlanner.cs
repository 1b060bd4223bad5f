using System.Diagnostics;
using Matchmaking.Functions.Contacts;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Matchmaking.Storage;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Decides from a proposal as it stands who gets a notice. A notice's id follows from its cause and its reader, so the
/// same message handled twice, or late, adds none.
/// </summary>
internal sealed class NoticePlanner(Store store, Ledger.Ledger ledger, TimeProvider time, IOptions<DigestOptions> digest)
{
    private const string DigestPrefix = "digest-";

    /// <summary>What falls due sooner waits in the queue; the rest waits in its row for a tick, so that no message stays hidden for a day.</summary>
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromMinutes(5);

    private static readonly Actor ServiceActor = new("notices", Role.Public, null);

    /// <summary>For tick: sends the digests that fall due before the next tick. One range query.</summary>
    public async Task SendDueDigestsAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var row in await store.States.ListAsync<Notice>(Keys.Committee, Keys.Notice(DigestPrefix), ct))
        {
            if (row.Value is { Status: NoticeStatus.Pending, DueAt: { } due } && due - now < BetweenTicks)
            {
                await store.SendAsync(Messages.NoticeQueue, Messages.OfNotice(Keys.Committee, row.RowKey).Write(), due > now ? due - now : default, ct);
            }
        }
    }

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
            case ProposalStatus.Answered:
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
            await AddAsync(proposal.State.Value, NoticeOf(kind, proposal, participant.Value, contact), ct);
        }

        if (contacts.Count == 0)
        {
            // Nobody can be told: the secretariat finds it in the audit, once, however often the message comes.
            var at = proposal.Steps.Last(step => step.Action is "approved" or "accepted").At;
            var entry = new AuditEntry(
                at, ServiceActor.Id, ServiceActor.Role, ServiceActor.Participant, "notice.no_contact", Keys.Proposal(proposal.Id), proposal.Version, participant.Value);
            await ledger.SubmitAsync(
                new Commit(proposal.State.Value, ServiceActor, at).Add(Keys.Audit(at, $"{proposal.Id}-{participant}"), entry), ct);
        }
    }

    private async Task TellCommitteeAsync(NoticeKind kind, Proposal proposal, CancellationToken ct)
    {
        var contacts = await ContactsApi.ActiveAsync(store.States, Keys.Committee, ct);
        var slot = kind == NoticeKind.CommitteeDigest && contacts.Count > 0 ? await SlotAsync(proposal, ct) : 0;
        foreach (var contact in contacts)
        {
            if (kind == NoticeKind.CommitteeDigest)
            {
                var notice = NoticeOf(kind, proposal, Keys.Committee, contact) with
                {
                    Id = FormattableString.Invariant($"{DigestPrefix}{slot:x16}-{contact.Id}"),
                    State = null,
                    ProposalId = null,
                    DueAt = new DateTimeOffset((slot + 1) * digest.Value.Interval.Ticks, TimeSpan.Zero),
                };
                await AddAsync(Keys.Committee, notice, ct);
            }
            else
            {
                await AddAsync(Keys.Committee, NoticeOf(kind, proposal, Keys.Committee, contact), ct);
            }
        }
    }

    /// <summary>
    /// The interval whose digest tells of this version of a proposal: the one in which its message is first handled. Kept in a row, so
    /// that the same message handled again later begins no digest of its own.
    /// </summary>
    private async Task<long> SlotAsync(Proposal proposal, CancellationToken ct)
    {
        var rowKey = Keys.Digested(proposal.Id, proposal.Version);
        var slot = new DigestSlot(time.GetUtcNow().Ticks / digest.Value.Interval.Ticks);
        while (true)
        {
            if (await store.States.FindAsync<DigestSlot>(Keys.Committee, rowKey, ct) is { } kept)
            {
                return kept.Value.Number;
            }

            var row = Documents.ToRow(Keys.Committee, rowKey, slot);
            if (await store.States.SubmitAsync([RowChange.Add(row)], ct) is TransactionResult.Committed)
            {
                return slot.Number;
            }
        }
    }

    private async Task AddAsync(string partition, Notice notice, CancellationToken ct)
    {
        var rowKey = Keys.Notice(notice.Id);
        if (await store.States.GetAsync(partition, rowKey, ct) is null)
        {
            // Two handlers may get here at once; the one that adds the row also sends its message.
            var now = time.GetUtcNow();
            var commit = new Commit(partition, ServiceActor, now).Add(rowKey, notice);
            var wait = (notice.DueAt ?? now) - now;
            if (wait < BetweenTicks)
            {
                commit.Send(Messages.NoticeQueue, Messages.OfNotice(partition, rowKey), wait);
            }

            await ledger.SubmitAsync(commit, ct);
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

    /// <summary>Which interval's digest, counted from the year 1.</summary>
    private sealed record DigestSlot(long Number);
}
