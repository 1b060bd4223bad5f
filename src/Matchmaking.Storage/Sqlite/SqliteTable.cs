using System.Runtime.CompilerServices;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A table of the store.</summary>
internal sealed class SqliteTable(string name, SqliteStorageAccount store) : StorageTable(name)
{
    private const int PageRows = 1000;

    // Sorts behind all that a key may begin with.
    private const string End = "\u007f";

    // Case does not tell tables apart.
    private readonly string _key = name.ToLowerInvariant();

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        store.CreateAsync(StorageTelemetry.Table, _key, cancellationToken);

    private protected override Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        Read(reader => reader.Get(_key, partitionKey, rowKey));

    private protected override Task<(IReadOnlyList<Row> Rows, bool More)> QueryCoreAsync(
        string partitionKey, string? fromRowKey, string? toRowKey, int maxRows, CancellationToken cancellationToken) =>
        Read<(IReadOnlyList<Row>, bool)>(reader =>
        {
            var rows = reader.Range(_key, partitionKey, fromRowKey ?? "", toRowKey ?? End, maxRows + 1);
            return rows.Count > maxRows ? (rows[..maxRows], true) : (rows, false);
        });

    private protected override async IAsyncEnumerable<Row> ScanCoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rows, last) = (new List<Row>(), new Row("", "", []));
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (StorageTelemetry.Start(StorageTelemetry.Table, "scan", Name))
                rows = await Read(reader => reader.Scan(_key, last.PartitionKey, last.RowKey, PageRows));

            foreach (var row in rows)
                yield return last = row;
        }
        while (rows.Count == PageRows);
    }

    private protected override Task<TransactionResult> SubmitCoreAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        store.Require(StorageTelemetry.Table, _key, Name);
        return store.Writer.RunAsync((rows, _) => rows.Submit(_key, changes), cancellationToken);
    }

    private Task<T> Read<T>(Func<StoreReader, T> read)
    {
        store.Require(StorageTelemetry.Table, _key, Name);
        return Task.FromResult(store.Read(read));
    }
}
