using System.Threading.Channels;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>A row of an outbox: where it is, and what it is to send.</summary>
internal sealed record OutboxRow(string Partition, string RowKey, OutboxMessage Message);

/// <summary>
/// Sends what committed changes announce, then deletes their outbox rows. A crash before the send leaves the row, which <c>tick</c> sends; a
/// crash after it sends twice, which every function bears.
/// </summary>
/// <remarks>
/// An answer waits for the send and not for the deletion: by then the change and its message are both durable. On its own the program gathers
/// deletions for a moment and does those of one partition together. Under the Functions host, which may freeze a process that has answered,
/// each comes before its answer.
/// </remarks>
internal sealed partial class Outbox : IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly Channel<OutboxRow> _sent = Channel.CreateUnbounded<OutboxRow>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly StoreOpener _opener;
    private readonly RunMode _mode;
    private readonly TimeProvider _time;
    private readonly ILogger<Outbox> _log;
    private readonly Task _deleting;

    public Outbox(StoreOpener opener, RunMode mode, TimeProvider time, ILogger<Outbox> log)
    {
        (_opener, _mode, _time, _log) = (opener, mode, time, log);
        _deleting = DeleteSentAsync();
    }

    /// <summary>Sends what a change announces. Storage: 1 send for each message; 1 deletion for each partition and hundred, perhaps later.</summary>
    public async Task SendAsync(IReadOnlyList<OutboxRow> rows)
    {
        if (!await TryAsync(rows, () => Task.WhenAll(rows.Select(row => SendAsync(row.Message)))))
        {
            return;
        }

        if (_mode.UnderHost)
        {
            await DeleteAsync(rows);
            return;
        }

        foreach (var row in rows)
        {
            // Refused only when the program ends: then tick finds the row.
            _sent.Writer.TryWrite(row);
        }
    }

    /// <summary>Deletes what was gathered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sent.Writer.TryComplete())
        {
            await _ending.CancelAsync();
            await _deleting;
            _ending.Dispose();
        }
    }

    private async Task DeleteSentAsync()
    {
        while (await _sent.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            List<OutboxRow> rows = [];
            while (_sent.Reader.TryRead(out var row))
            {
                rows.Add(row);
            }

            await DeleteAsync(rows);
        }
    }

    private Task SendAsync(OutboxMessage message)
    {
        var delay = message.NotBefore - _time.GetUtcNow();
        return _opener.Opened.SendAsync(message.Queue, message.Text, delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
    }

    private async Task DeleteAsync(IReadOnlyList<OutboxRow> rows) => await Task.WhenAll(rows
        .GroupBy(row => row.Partition)
        .SelectMany(partition => partition.Chunk(100))
        .Select(chunk => TryAsync(chunk, () => _opener.Opened.States.SubmitAsync(
            [.. chunk.Select(row => RowChange.Delete(row.Partition, row.RowKey, "*"))]))));

    // The change is committed and stays acknowledged; the sweep sends what is left.
    private async Task<bool> TryAsync(IReadOnlyList<OutboxRow> rows, Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception e) when (e is not StorageLimitException)
        {
            Log.LeftInOutbox(_log, rows[0].Partition, rows.Count, e.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning, "Outbox: {Count} messages of {Partition} not sent yet ({Error}); the sweep will send them")]
        public static partial void LeftInOutbox(ILogger logger, string partition, int count, string error);
    }
}
