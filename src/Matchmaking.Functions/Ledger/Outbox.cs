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
/// Nobody's answer has to wait for either: the change and its outbox row are durable by then. On its own the program does both behind the
/// answer, and deletes together what a moment gathered in one partition. Under the Functions host, which may freeze a process that has
/// answered, both come before the answer.
/// </remarks>
internal sealed partial class Outbox : IAsyncDisposable
{
    /// <summary>How many may be sent behind their answers at a time. With more, answers wait: a burst must not run ahead of the queue.</summary>
    private const int MostBehind = 256;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly Channel<OutboxRow> _sent = Channel.CreateUnbounded<OutboxRow>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly StoreOpener _opener;
    private readonly RunMode _mode;
    private readonly TimeProvider _time;
    private readonly ILogger<Outbox> _log;
    private readonly Task _deleting;
    private int _sending;

    public Outbox(StoreOpener opener, RunMode mode, TimeProvider time, ILogger<Outbox> log)
    {
        (_opener, _mode, _time, _log) = (opener, mode, time, log);
        _deleting = mode.UnderHost ? Task.CompletedTask : DeleteSentAsync();
    }

    /// <summary>How many changes have their messages sent behind their answers just now.</summary>
    public int Sending => Volatile.Read(ref _sending);

    /// <summary>Sends what a change announces. Storage: 1 send for each message, 1 deletion for each partition and hundred.</summary>
    public Task SendAsync(IReadOnlyList<OutboxRow> rows)
    {
        if (rows.Count == 0)
        {
            return Task.CompletedTask;
        }

        var sent = _mode.UnderHost ? SendNowAsync(rows) : SendBehindAsync(rows);
        return _mode.UnderHost || Sending > MostBehind ? sent : Task.CompletedTask;
    }

    /// <summary>Sends and deletes before it returns.</summary>
    public async Task SendNowAsync(IReadOnlyList<OutboxRow> rows)
    {
        if (await TrySendAsync(rows))
        {
            await DeleteAsync(rows);
        }
    }

    /// <summary>Finishes what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        while (Sending > 0)
        {
            await Task.Delay(1, CancellationToken.None);
        }

        _sent.Writer.TryComplete();
        await _deleting;
        _ending.Dispose();
    }

    private async Task SendBehindAsync(IReadOnlyList<OutboxRow> rows)
    {
        Interlocked.Increment(ref _sending);
        if (await TrySendAsync(rows))
        {
            foreach (var row in rows)
            {
                _sent.Writer.TryWrite(row);
            }
        }

        Interlocked.Decrement(ref _sending);
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

    private Task<bool> TrySendAsync(IReadOnlyList<OutboxRow> rows) =>
        TryAsync(rows, () => Task.WhenAll(rows.Select(row => StoreSendAsync(row.Message))));

    private Task StoreSendAsync(OutboxMessage message)
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
        catch (Exception e)
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
