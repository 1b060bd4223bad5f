using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Mail;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Sends the email of one notice and records what became of it. The order is: claim, send, record. A crash after the
/// send and before the record leaves the claim; the mail folder then writes the same file again, and with SendGrid,
/// which cannot recognise a repeat, the mail goes out a second time once the claim is old. The other choice, to record
/// first, would lose the mail: an invitation twice is a nuisance, one never sent is a State not heard.
/// </summary>
internal sealed partial class NoticeSender(
    Store store, LetterWriter letters, LetterComposer composer, MailSender sender, TimeProvider time, ILogger<NoticeSender> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const int MostAttempts = 30;

    /// <summary>Storage: 2 reads (notice, contact), the letter's own, 2 writes.</summary>
    public async Task SendAsync(string partition, string rowKey, CancellationToken ct)
    {
        if (await store.States.FindAsync<Notice>(partition, rowKey, ct) is not { Value.Status: NoticeStatus.Pending } stored)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (stored.Value.TriedAt is { } tried && now >= tried && now - tried < sender.Claim)
        {
            // Another handler is at it, or died at it: looked at again when its claim is old. One of the future is a clock's that was ahead.
            await store.SendAsync(Messages.NoticeQueue, Messages.OfNotice(partition, rowKey).Write(), tried + sender.Claim - now, ct);
            return;
        }

        var claimed = stored.Value with { Attempts = stored.Value.Attempts + 1, TriedAt = now };
        if (await ReplaceAsync(partition, stored, claimed, ct) is not { } claim)
        {
            return;
        }

        SendOutcome? sent;
        try
        {
            sent = await DeliverAsync(claimed, ct);
        }
        catch
        {
            // The claim must not outlive its holder: the next try begins at once, and the fifth failure ends as poison.
            await ReplaceAsync(partition, claim, claimed with { TriedAt = null }, CancellationToken.None);
            throw;
        }

        var (status, outcome) = sent switch
        {
            SendOutcome.Sent => (NoticeStatus.Sent, sent.Code),
            SendOutcome.NotAllowed => (NoticeStatus.NotAllowed, sent.Code),
            SendOutcome.Unavailable => (NoticeStatus.Pending, sent.Code),
            _ => (NoticeStatus.Failed, sent.Code),
        };
        var recorded = claimed with
        {
            Status = status,
            Outcome = outcome,
            TriedAt = status == NoticeStatus.Pending ? null : claimed.TriedAt,
            SentAt = status == NoticeStatus.Sent ? time.GetUtcNow() : null,
        };
        await ReplaceAsync(partition, claim, recorded, ct);
        Log.Done(log, claimed.Id, Json.Code(claimed.Kind), outcome);
        if (sent is SendOutcome.Unavailable unavailable)
        {
            await TryAgainAsync(partition, rowKey, recorded, unavailable, ct);
        }
    }

    /// <summary>
    /// A provider that is down for hours must not turn every invitation into poison: the notice comes back after the wait
    /// that the provider asked for, or after one that doubles up to an hour, and becomes poison after about a day.
    /// </summary>
    private async Task TryAgainAsync(string partition, string rowKey, Notice notice, SendOutcome.Unavailable unavailable, CancellationToken ct)
    {
        if (notice.Attempts >= MostAttempts)
        {
            throw new MailUnavailableException(unavailable.Code);
        }

        var wait = TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, Math.Min(notice.Attempts - 1, 10)), LongestWait.TotalSeconds));
        var asked = unavailable.RetryAfter is { } retryAfter && retryAfter < LongestWait * 6 ? retryAfter : wait;
        await store.SendAsync(Messages.NoticeQueue, Messages.OfNotice(partition, rowKey).Write(), asked > wait ? asked : wait, ct);
    }

    private async Task<SendOutcome> DeliverAsync(Notice notice, CancellationToken ct)
    {
        var contact = await store.States.FindAsync<Contact>(notice.Partition, Keys.Contact(notice.ContactId), ct);
        if (contact is not { Value.Active: true })
        {
            return new SendOutcome.Rejected("no_contact");
        }

        return await letters.WriteAsync(notice, contact.Value, ct) is { } letter
            ? await sender.SendAsync(await composer.ComposeAsync(letter), ct)
            : new SendOutcome.Rejected("nothing_to_tell");
    }

    private async Task<Stored<Notice>?> ReplaceAsync(string partition, Stored<Notice> old, Notice next, CancellationToken ct)
    {
        var row = Documents.ToRow(partition, old.RowKey, next);
        return await store.States.SubmitAsync([RowChange.Replace(row, old.ETag)], ct)
            is TransactionResult.Committed committed
            ? new Stored<Notice>(next, committed.ETags[0]!, old.RowKey)
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Information, "Notice {Id} ({Kind}): {Outcome}")]
        public static partial void Done(ILogger logger, string id, string kind, string outcome);
    }
}
