namespace Matchmaking.Storage;

/// <summary>Writes the lines of an export.</summary>
internal sealed class TransferImport(StorageAccount account, TimeProvider time)
{
    private TransferBatch? _rows;
    private StorageQueue? _queue;

    internal async Task<StorageTransferProgress> TakeAsync(TransferLine line, StorageTransferProgress counted, CancellationToken cancellationToken)
    {
        if (line.Table is { } name)
        {
            await FlushAsync(cancellationToken);
            var table = account.Table(name);
            await table.CreateIfNotExistsAsync(cancellationToken);
            _rows = new TransferBatch(table);
            return counted with { Name = name };
        }

        if (line.Queue is { } queue)
        {
            await FlushAsync(cancellationToken);
            _queue = account.Queue(queue);
            await _queue.CreateIfNotExistsAsync(cancellationToken);
            return counted with { Name = queue };
        }

        if (line.Text is { } text)
        {
            await _queue!.SendAsync(text, Delay(line), cancellationToken);
            return counted with { Messages = counted.Messages + 1 };
        }

        await _rows!.AddAsync(RowChange.Add(line.ToRow()), cancellationToken);
        return counted with { Rows = counted.Rows + 1 };
    }

    internal Task FlushAsync(CancellationToken cancellationToken) => _rows?.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    // What was being handled when the export was made is no longer: whoever handled it has stopped.
    private TimeSpan Delay(TransferLine line)
    {
        if (line.Dequeues > 0)
            return TimeSpan.Zero;

        var left = Math.Ceiling((line.Visible!.Value - time.GetUtcNow()).TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(left, 0, StorageQueue.MaxVisibilityTimeout.TotalSeconds));
    }
}
