namespace Matchmaking.Storage;

/// <summary>Gathers changes of one table, given partition by partition, into transactions as large as they may be.</summary>
internal sealed class TransferBatch(StorageTable table)
{
    private readonly List<RowChange> _changes = [];
    private long _bytes;

    internal async Task AddAsync(RowChange change, CancellationToken cancellationToken)
    {
        var bytes = StorageLimits.SizeAsSent(change.Row);
        if (_changes.Count > 0
            && (_changes[0].Row.PartitionKey != change.Row.PartitionKey || !StorageLimits.FitsTransaction(_changes.Count + 1, _bytes + bytes)))
            await FlushAsync(cancellationToken);

        _changes.Add(change);
        _bytes += bytes;
    }

    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_changes.Count == 0)
            return;

        if (await table.SubmitAsync(_changes, cancellationToken) is TransactionResult.Conflicted conflict)
            throw new StorageTransferException(
                $"The row '{_changes[conflict.FailedIndex].Row.RowKey}' of the table '{table.Name}' was changed by somebody else meanwhile. Stop the service and import again.");

        _changes.Clear();
        _bytes = 0;
    }
}
