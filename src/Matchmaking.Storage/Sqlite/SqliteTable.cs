using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A table of the store. A row's checksum covers its version, so it serves as ETag.</summary>
internal sealed class SqliteTable(string name, SqliteStorageAccount store) : StorageTable(name)
{
    private const int PageRows = 1000;

    private const string Select = $"SELECT {StoreSchema.Row} FROM rows WHERE tbl = $1";

    // Sorts behind all that a key may begin with.
    private const string End = "\u007f";

    // Case does not tell tables apart.
    private readonly string _key = name.ToLowerInvariant();

    /// <summary>The row at the reader's place, as <see cref="StoreSchema.Row"/> selects it.</summary>
    /// <exception cref="StorageCorruptedException">Its checksum is another.</exception>
    internal static Row RowAt(SqliteDataReader reader, string table)
    {
        var row = new Row(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(3)) { ETag = ETagOf(reader.GetInt64(4)) };
        return Sum(table, row, reader.GetInt64(2)) == reader.GetInt64(4)
            ? row
            : throw new StorageCorruptedException(
                $"Row '{row.RowKey}' of partition '{row.PartitionKey}' in the table '{table}' is damaged: its checksum is another. Restore a backup.");
    }

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        store.CreateAsync(StorageTelemetry.Table, _key, cancellationToken);

    private protected override Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        Task.FromResult(Read($"{Select} AND partition = $2 AND row = $3", partitionKey, rowKey).FirstOrDefault());

    private protected override Task<(IReadOnlyList<Row> Rows, bool More)> QueryCoreAsync(
        string partitionKey, string? fromRowKey, string? toRowKey, int maxRows, CancellationToken cancellationToken)
    {
        var rows = Read(
            $"{Select} AND partition = $2 AND row >= $3 AND row < $4 ORDER BY row LIMIT $5", partitionKey, fromRowKey ?? "", toRowKey ?? End, maxRows + 1);
        return Task.FromResult<(IReadOnlyList<Row>, bool)>(rows.Count > maxRows ? (rows[..maxRows], true) : (rows, false));
    }

    private protected override async IAsyncEnumerable<Row> ScanCoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rows, last) = (new List<Row>(), new Row("", "", []));
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (StorageTelemetry.Start(StorageTelemetry.Table, "scan", Name))
                rows = Read($"{Select} AND (partition, row) > ($2, $3) ORDER BY partition, row LIMIT $4", last.PartitionKey, last.RowKey, PageRows);

            foreach (var row in rows)
                yield return last = row;
        }
        while (rows.Count == PageRows);

        await Task.CompletedTask;
    }

    private protected override Task<TransactionResult> SubmitCoreAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        store.Require(StorageTelemetry.Table, _key, Name);
        return store.Writer.RunAsync(writer => Submit(writer, changes), cancellationToken);
    }

    private static RowConflict? ConflictOf(RowChange change, long? there) => (change.Kind, there) switch
    {
        (RowChangeKind.Add, not null) => RowConflict.AlreadyExists,
        (RowChangeKind.Replace or RowChangeKind.Delete, null) => RowConflict.NotFound,
        (RowChangeKind.Replace or RowChangeKind.Delete, { } checksum) when change.ETag != "*" && change.ETag != ETagOf(checksum) => RowConflict.Changed,
        _ => null,
    };

    private static long Sum(string table, Row row, long version) => Checksum.Of(row.Content, [version], table, row.PartitionKey, row.RowKey);

    private static string ETagOf(long checksum) => checksum.ToString("x16", CultureInfo.InvariantCulture);

    // All conditions are looked at before anything is written: a transaction that cannot be done then has nothing to undo among the
    // others that are committed with it, and needs no savepoint.
    private TransactionResult Submit(StoreWriter writer, IReadOnlyList<RowChange> changes)
    {
        var there = new (long Id, long Checksum)?[changes.Count];
        for (var i = 0; i < there.Length; i++)
        {
            writer.Database.Each(
                "SELECT id, checksum FROM rows WHERE tbl = $1 AND partition = $2 AND row = $3",
                reader => there[i] = (reader.GetInt64(0), reader.GetInt64(1)),
                _key, changes[i].Row.PartitionKey, changes[i].Row.RowKey);
            if (ConflictOf(changes[i], there[i]?.Checksum) is { } conflict)
                return new TransactionResult.Conflicted(i, conflict);
        }

        return new TransactionResult.Committed([.. changes.Zip(there, (change, old) => Write(writer, change, old))]);
    }

    private string? Write(StoreWriter writer, RowChange change, (long Id, long Checksum)? old)
    {
        if (old is not null)
            writer.Remove(old.Value.Checksum);

        if (change.Kind is RowChangeKind.Delete)
        {
            writer.Database.Execute("DELETE FROM rows WHERE id = $1", old!.Value.Id);
            return null;
        }

        var (row, version) = (change.Row, writer.NewNumber());
        var checksum = Sum(_key, row, version);
        writer.Add(checksum);
        if (old is not null)
            writer.Database.Execute("UPDATE rows SET version = $1, content = $2, checksum = $3 WHERE id = $4", version, row.Content, checksum, old.Value.Id);
        else
            writer.Database.Execute(
                "INSERT INTO rows (tbl, partition, row, version, content, checksum) VALUES ($1, $2, $3, $4, $5, $6)",
                _key, row.PartitionKey, row.RowKey, version, row.Content, checksum);

        return ETagOf(checksum);
    }

    private List<Row> Read(string sql, params object[] values)
    {
        store.Require(StorageTelemetry.Table, _key, Name);
        return store.Read(database => database.Query(sql, reader => RowAt(reader, _key), [_key, .. values]));
    }
}
