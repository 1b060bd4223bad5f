namespace Matchmaking.Storage.Embedded;

/// <summary>A table in memory, written through the journal.</summary>
internal sealed class EmbeddedTable(string name, StoreState state, StoreWriter writer) : StorageTable(name)
{
    private const int MaxPage = 1000;

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) => Write(new CreateTableChange(Name), cancellationToken);

    private protected override Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        HeldRow? row;
        lock (state.Gate)
            row = state.Table(Name).Find(partitionKey, rowKey);

        return Task.FromResult(row is null ? null : RowCodec.Decode(partitionKey, row));
    }

    private protected override Task<RowPage> QueryCoreAsync(
        string partitionKey,
        string? fromRowKey,
        string? toRowKey,
        int maxPerPage,
        string? continuationToken,
        CancellationToken cancellationToken)
    {
        var from = continuationToken is null ? fromRowKey : After(ContinuationToken.Parse(continuationToken, parts: 1)[0]);
        List<HeldRow> rows;
        lock (state.Gate)
            rows = state.Table(Name).Range(partitionKey, from, toRowKey, maxPerPage + 1);

        var more = rows.Count > maxPerPage;
        var entities = rows.Take(maxPerPage).Select(row => RowCodec.Decode(partitionKey, row)).ToArray();
        return Task.FromResult(new RowPage(entities, more ? ContinuationToken.Of(entities[^1].RowKey) : null));
    }

    private protected override Task<RowPage> ScanCoreAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var last = continuationToken is null ? null : ContinuationToken.Parse(continuationToken, parts: 2);
        lock (state.Gate)
        {
            // An export is rare: finding the next partition by looking at all of them keeps the partitions themselves unsorted.
            var table = state.Table(Name);
            var partition = last is null ? Next(table, null) : last[0];
            var from = last is null ? null : After(last[1]);
            while (partition is not null)
            {
                var rows = table.Range(partition, from, null, MaxPage);
                if (rows.Count > 0)
                {
                    var entities = rows.ConvertAll(row => RowCodec.Decode(partition, row));
                    return Task.FromResult(new RowPage(entities, ContinuationToken.Of(partition, entities[^1].RowKey)));
                }

                (partition, from) = (Next(table, partition), null);
            }
        }

        return Task.FromResult(new RowPage([], null));
    }

    private protected override Task<TransactionResult> SubmitCoreAsync(
        IReadOnlyList<RowChange> actions,
        CancellationToken cancellationToken) => Write(new RowsChange(Name, actions), cancellationToken);

    // Once posted, a write is not called back: whoever gave up waiting could not know whether it happened.
    private Task<T> Write<T>(Change<T> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writer.Post(change);
        return change.Done;
    }

    private static string After(string key) => key + '\0';

    private static string? Next(StoredTable table, string? partition) => table.Partitions.Keys
        .Where(key => partition is null || string.CompareOrdinal(key, partition) > 0)
        .Min(StringComparer.Ordinal);
}
