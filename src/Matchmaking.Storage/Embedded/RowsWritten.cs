namespace Matchmaking.Storage.Embedded;

/// <summary>A row as a write leaves it; none if it was deleted.</summary>
internal readonly record struct HeldChange(string Key, HeldRow? HeldRow);

/// <summary>A committed transaction (or, in a snapshot, a run of rows of one partition).</summary>
internal sealed record RowsWritten(string Table, string PartitionKey, IReadOnlyList<HeldChange> Changes) : JournalRecord
{
    private const byte Deleted = 0;
    private const byte Put = 1;

    internal override void Write(RecordWriter writer)
    {
        writer.Byte(RowsWrittenKind);
        writer.Text(Table);
        writer.Text(PartitionKey);
        writer.Count(Changes.Count);
        foreach (var (key, row) in Changes)
        {
            writer.Byte(row is null ? Deleted : Put);
            writer.Text(key);
            if (row is null)
                continue;

            writer.Count(row.Version);
            writer.Bytes(row.Values);
        }
    }

    internal override void ApplyTo(StoreState state)
    {
        state.Table(Table).Apply(PartitionKey, Changes);
        foreach (var (_, row) in Changes)
            state.Sequence = Math.Max(state.Sequence, row?.Version ?? 0);
    }

    internal static RowsWritten ReadBody(ref RecordReader reader)
    {
        var table = reader.Text();
        var partition = reader.Text();
        var changes = new HeldChange[reader.Count()];
        for (var i = 0; i < changes.Length; i++)
        {
            var put = reader.Byte() == Put;
            var key = reader.Text();
            changes[i] = new HeldChange(key, put ? new HeldRow(key, reader.Count(), reader.Bytes().ToArray()) : null);
        }

        return new RowsWritten(table, partition, changes);
    }
}
