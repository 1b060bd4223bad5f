using static Matchmaking.Storage.TableTransactionActionType;

namespace Matchmaking.Storage.Embedded;

/// <summary>A transaction on rows, encoded by the caller's thread.</summary>
internal sealed class RowsChange(string table, IReadOnlyList<TableTransactionAction> actions) : Change<TableTransactionResult>
{
    private readonly string _partition = actions[0].Entity.PartitionKey;

    private readonly (TableTransactionActionType Type, string Key, string? ETag, byte[]? Values)[] _actions =
        [.. actions.Select(a => (a.Type, a.Entity.RowKey, a.ETag, a.Type is Delete ? null : RowCodec.Encode(a.Entity.Values)))];

    internal override JournalRecord? Stage(Staging staging)
    {
        if (!staging.HasTable(table))
            throw StorageNotFoundException.Of("table", table);

        for (var i = 0; i < _actions.Length; i++)
        {
            if (ConflictOf(_actions[i].Type, _actions[i].ETag, staging.Find(table, _partition, _actions[i].Key)) is { } conflict)
            {
                Answer = new TableTransactionResult.Conflicted(i, conflict);
                return null;
            }
        }

        var version = staging.NextSequence();
        var changes = Array.ConvertAll(_actions, a => new RowChange(a.Key, a.Values is null ? null : new Row(a.Key, version, a.Values)));
        staging.Put(table, _partition, changes);
        Answer = new TableTransactionResult.Committed(Array.ConvertAll(changes, change => change.Row?.ETag));
        return new RowsWritten(table, _partition, changes);
    }

    private static TableConflict? ConflictOf(TableTransactionActionType type, string? etag, Row? row) => (type, row) switch
    {
        (Upsert, _) or (Add, null) => null,
        (Add, _) => TableConflict.AlreadyExists,
        (_, null) => TableConflict.NotFound,
        _ => etag == "*" || etag == row.ETag ? null : TableConflict.Changed,
    };
}
