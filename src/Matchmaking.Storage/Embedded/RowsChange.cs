using static Matchmaking.Storage.RowChangeKind;

namespace Matchmaking.Storage.Embedded;

/// <summary>A transaction on rows, encoded by the caller's thread.</summary>
internal sealed class RowsChange(string table, IReadOnlyList<RowChange> actions) : Change<TransactionResult>
{
    private readonly string _partition = actions[0].Row.PartitionKey;

    private readonly (RowChangeKind Kind, string Key, string? ETag, byte[]? Values)[] _actions =
        [.. actions.Select(a => (a.Kind, a.Row.RowKey, a.ETag, a.Kind is Delete ? null : RowCodec.Encode(a.Row.Values)))];

    internal override JournalRecord? Stage(Staging staging)
    {
        if (!staging.HasTable(table))
            throw StorageNotFoundException.Of("table", table);

        for (var i = 0; i < _actions.Length; i++)
        {
            if (ConflictOf(_actions[i].Kind, _actions[i].ETag, staging.Find(table, _partition, _actions[i].Key)) is { } conflict)
            {
                Answer = new TransactionResult.Conflicted(i, conflict);
                return null;
            }
        }

        var version = staging.NextSequence();
        var changes = Array.ConvertAll(_actions, a => new HeldChange(a.Key, a.Values is null ? null : new HeldRow(a.Key, version, a.Values)));
        staging.Put(table, _partition, changes);
        Answer = new TransactionResult.Committed(Array.ConvertAll(changes, change => change.HeldRow?.ETag));
        return new RowsWritten(table, _partition, changes);
    }

    private static RowConflict? ConflictOf(RowChangeKind type, string? etag, HeldRow? row) => (type, row) switch
    {
        (Upsert, _) or (Add, null) => null,
        (Add, _) => RowConflict.AlreadyExists,
        (_, null) => RowConflict.NotFound,
        _ => etag == "*" || etag == row.ETag ? null : RowConflict.Changed,
    };
}
