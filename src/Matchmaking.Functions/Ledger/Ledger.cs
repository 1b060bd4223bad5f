using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>
/// Commits changes and sends what they announce. The order is: commit, then send, then delete the outbox row, as <see cref="Outbox"/> does it; a
/// crash anywhere in between leaves the row, which <c>tick</c> sends.
/// </summary>
internal sealed class Ledger(Store store, Outbox outbox, TimeProvider time)
{
    /// <summary>How old a row is that its writer will hardly send any more.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>One storage transaction; then what the <see cref="Outbox"/> does with each message.</summary>
    public async Task<TransactionResult> SubmitAsync(Commit commit, CancellationToken ct)
    {
        var result = await store.States.SubmitAsync(commit.Actions, ct);
        if (result is TransactionResult.Committed)
        {
            await outbox.SendAsync(commit.Outbox);
        }

        return result;
    }

    /// <summary>Sends what a crash or a failed send left behind in one partition; returns how many.</summary>
    public async Task<int> SweepAsync(string partition, CancellationToken ct)
    {
        var left = await store.States.ListAsync<OutboxMessage>(partition, Keys.OutboxPrefix, ct);
        // A row of this very moment is most likely still in its writer's hands: sending it here too would only double it.
        var now = time.GetUtcNow();
        var settled = left.Where(row => WrittenAt(row.RowKey) is var at && (now - at > Settled || at < store.AloneSince)).ToList();
        foreach (var chunk in settled.Chunk(100))
        {
            await outbox.SendAsync([.. chunk.Select(row => new OutboxRow(partition, row.RowKey, row.Value))]);
        }

        return settled.Count;
    }

    /// <summary>When a row was written, as its key tells: its id begins with 48 bits of Unix milliseconds (RFC 9562, version 7).</summary>
    private static DateTimeOffset WrittenAt(string rowKey) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(rowKey[Keys.OutboxPrefix.Length..][..12], 16));
}
