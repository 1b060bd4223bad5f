using Matchmaking.Storage.Azure;

namespace Matchmaking.Storage;

/// <summary>Writes the lines of an export: rows of one partition that follow each other go into transactions as large as they may be.</summary>
internal sealed class TransferImport(StorageAccount account, TimeProvider time, bool replace)
{
    private readonly List<RowChange> _actions = [];
    private long _bytes;
    private StorageTable? _table;
    private StorageQueue? _queue;

    internal async Task<StorageTransferProgress> TakeAsync(TransferLine line, StorageTransferProgress counted, CancellationToken cancellationToken)
    {
        if (line.Table is { } table)
        {
            await FlushAsync(cancellationToken);
            _table = account.Table(table);
            await _table.CreateIfNotExistsAsync(cancellationToken);
            return counted with { Name = table };
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

        await AddAsync(line.ToRow(), cancellationToken);
        return counted with { Rows = counted.Rows + 1 };
    }

    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_actions.Count == 0)
            return;

        if (await _table!.SubmitAsync(_actions, cancellationToken) is TransactionResult.Conflicted conflict)
            throw new StorageTransferException(
                $"A row came into the table '{_table.Name}' while it was imported: '{_actions[conflict.FailedIndex].Row.RowKey}'. Stop the service and import again.");

        _actions.Clear();
        _bytes = 0;
    }

    private async Task AddAsync(Row row, CancellationToken cancellationToken)
    {
        var action = new RowChange(replace ? RowChangeKind.Upsert : RowChangeKind.Add, row);
        var bytes = TransactionSize.Of([action]);
        if (_actions.Count == TableLimits.MaxActions
            || _bytes + bytes > TableLimits.MaxTransactionBytes
            || (_actions.Count > 0 && _actions[0].Row.PartitionKey != row.PartitionKey))
            await FlushAsync(cancellationToken);

        _actions.Add(action);
        _bytes += bytes;
    }

    // What was being handled when the export was made is no longer: whoever handled it has stopped.
    private TimeSpan Delay(TransferLine line)
    {
        if (line.Dequeues > 0)
            return TimeSpan.Zero;

        var left = Math.Ceiling((line.Visible!.Value - time.GetUtcNow()).TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(left, 0, StorageQueue.MaxVisibilityTimeout.TotalSeconds));
    }
}
