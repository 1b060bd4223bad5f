using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>
/// Commits changes and sends what they announce. The order is: commit, then send, then delete the outbox row. A crash
/// after the commit leaves the row, which <c>tick</c> sends; a crash after the send sends twice, which every
/// function bears.
/// </summary>
/// <remarks>
/// Nobody's answer has to wait for the deletion: by then the change and its message are both durable. On its own the
/// program deletes behind the answer; under the Functions host, which may freeze a process that has answered, before it.
/// </remarks>
internal sealed partial class Ledger(Store store, RunMode mode, TimeProvider time, ILogger<Ledger> log)
{
    /// <summary>How old a row is that its writer will hardly send any more.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>One storage transaction, then one send for each message, and one deletion for each hundred.</summary>
    public async Task<TransactionResult> SubmitAsync(Commit commit, CancellationToken ct)
    {
        var result = await store.States.SubmitAsync(commit.Changes, ct);
        if (result is TransactionResult.Committed)
        {
            await SendAsync(commit.Partition, commit.Outbox, mayDeleteLater: !mode.UnderHost);
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
        await SendAsync(partition, [.. settled.Select(row => (row.RowKey, row.Value))], mayDeleteLater: false);
        return settled.Count;
    }

    private async Task SendAsync(string partition, IReadOnlyList<(string RowKey, OutboxMessage Message)> outbox, bool mayDeleteLater)
    {
        foreach (var chunk in outbox.Chunk(100))
        {
            var sent = TryAsync(partition, chunk.Length, () => Task.WhenAll(chunk.Select(row => SendAsync(row.Message))));
            if (!await sent)
            {
                continue;
            }

            var deleted = TryAsync(partition, chunk.Length, () => DeleteAsync(partition, [.. chunk.Select(row => row.RowKey)]));
            if (!mayDeleteLater)
            {
                await deleted;
            }
        }
    }

    // The change is committed and stays acknowledged; the sweep sends what is left.
    private async Task<bool> TryAsync(string partition, int count, Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception e) when (e is not StorageLimitException)
        {
            Log.LeftInOutbox(log, partition, count, e.GetType().Name);
            return false;
        }
    }

    private async Task DeleteAsync(string partition, IReadOnlyList<string> rowKeys)
    {
        var deleted = await store.States.SubmitAsync([.. rowKeys.Select(rowKey => RowChange.Delete(partition, rowKey, "*"))]);
        if (deleted is TransactionResult.Conflicted && rowKeys.Count > 1)
        {
            // Another process was here with one of them, which must not keep the others.
            await Task.WhenAll(rowKeys.Select(rowKey => DeleteAsync(partition, [rowKey])));
        }
    }

    private Task SendAsync(OutboxMessage message)
    {
        var delay = message.NotBefore - time.GetUtcNow();
        return store.SendAsync(message.Queue, message.Text, delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
    }

    /// <summary>When a row was written, as its key tells: its id begins with 48 bits of Unix milliseconds (RFC 9562, version 7).</summary>
    private static DateTimeOffset WrittenAt(string rowKey) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(rowKey[Keys.OutboxPrefix.Length..][..12], 16));

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning, "Outbox: {Count} messages of {Partition} not sent, or not known to be ({Error}); the sweep will send them")]
        public static partial void LeftInOutbox(ILogger logger, string partition, int count, string error);
    }
}
