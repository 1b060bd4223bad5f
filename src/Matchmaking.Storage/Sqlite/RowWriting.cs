using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>What the writer does to rows.</summary>
/// <remarks>
/// A transaction's conditions are all looked at before anything of it is written. So one that cannot be done has nothing to undo, among
/// the others that are committed with it, and needs no savepoint.
/// </remarks>
internal sealed class RowWriting(SqliteConnection connection, Tally tally) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT id, checksum FROM rows WHERE tbl = $1 AND partition = $2 AND row = $3");
    private readonly Statement _insert = new(connection, "INSERT INTO rows (tbl, partition, row, version, content, checksum) VALUES ($1, $2, $3, $4, $5, $6)");
    private readonly Statement _update = new(connection, "UPDATE rows SET version = $1, content = $2, checksum = $3 WHERE id = $4");
    private readonly Statement _delete = new(connection, "DELETE FROM rows WHERE id = $1");

    internal TransactionResult Submit(string table, IReadOnlyList<RowChange> changes)
    {
        var there = new (long Id, long Checksum)?[changes.Count];
        for (var i = 0; i < changes.Count; i++)
        {
            there[i] = Find(table, changes[i].Row);
            if (ConflictOf(changes[i], there[i]?.Checksum) is { } conflict)
                return new TransactionResult.Conflicted(i, conflict);
        }

        var etags = new string?[changes.Count];
        for (var i = 0; i < changes.Count; i++)
            etags[i] = Write(table, changes[i], there[i]);

        return new TransactionResult.Committed(etags);
    }

    /// <summary>Uses a number up, so that there is something to commit.</summary>
    internal bool Touch() => tally.NewNumber() > 0;

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
    }

    private static RowConflict? ConflictOf(RowChange change, long? checksum) => (change.Kind, checksum) switch
    {
        (RowChangeKind.Add, not null) => RowConflict.AlreadyExists,
        (RowChangeKind.Replace or RowChangeKind.Delete, null) => RowConflict.NotFound,
        (RowChangeKind.Replace or RowChangeKind.Delete, { } current) when change.ETag != "*" && change.ETag != StoredRow.ETagOf(current) => RowConflict.Changed,
        _ => null,
    };

    private (long Id, long Checksum)? Find(string table, Row row)
    {
        using var reader = _find.Read(table, row.PartitionKey, row.RowKey);
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    private string? Write(string table, RowChange change, (long Id, long Checksum)? there)
    {
        if (there is { } old)
            tally.Remove(old.Checksum);

        if (change.Kind is RowChangeKind.Delete)
        {
            _delete.Execute(there!.Value.Id);
            return null;
        }

        var (row, version) = (change.Row, tally.NewNumber());
        var checksum = Checksum.OfRow(table, row.PartitionKey, row.RowKey, version, row.Content);
        tally.Add(checksum);
        if (there is { } replaced)
            _update.Execute(version, row.Content, checksum, replaced.Id);
        else
            _insert.Execute(table, row.PartitionKey, row.RowKey, version, row.Content, checksum);

        return StoredRow.ETagOf(checksum);
    }
}
