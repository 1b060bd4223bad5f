namespace Matchmaking.Storage.Embedded;

/// <summary>
/// One thing that happened, as it stands in a file. Reading a file back applies its records in order, and so does a running
/// store once they are durable: one path for both. The numbers that mark the kinds are part of the format.
/// </summary>
internal abstract record JournalRecord
{
    internal const byte TableCreatedKind = 1;
    internal const byte QueueCreatedKind = 2;
    internal const byte RowsWrittenKind = 3;
    internal const byte MessageSentKind = 4;
    internal const byte MessageHiddenKind = 5;
    internal const byte MessageDeletedKind = 6;
    internal const byte SnapshotEndedKind = 7;

    internal abstract void Write(RecordWriter writer);

    internal abstract void ApplyTo(StoreState state);

    internal static JournalRecord Read(ref RecordReader reader) => reader.Byte() switch
    {
        TableCreatedKind => new TableCreated(reader.Text()),
        QueueCreatedKind => new QueueCreated(reader.Text()),
        RowsWrittenKind => RowsWritten.ReadBody(ref reader),
        MessageSentKind => new MessageSent(reader.Text(), reader.Count(), reader.Count(), reader.Count(), reader.Bytes().ToArray()),
        MessageHiddenKind => new MessageHidden(reader.Text(), reader.Count(), reader.Count(), reader.Count(), (int)reader.Count()),
        MessageDeletedKind => new MessageDeleted(reader.Text(), reader.Count()),
        SnapshotEndedKind => new SnapshotEnded(reader.Count()),
        var kind => throw new InvalidDataException($"a record of unknown kind {kind}; a later version may have written it"),
    };
}

internal sealed record TableCreated(string Table) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(TableCreatedKind);
        writer.Text(Table);
    }

    internal override void ApplyTo(StoreState state) => state.Tables.TryAdd(Table, new StoredTable());
}

internal sealed record QueueCreated(string Queue) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(QueueCreatedKind);
        writer.Text(Queue);
    }

    internal override void ApplyTo(StoreState state) => state.Queues.TryAdd(Queue, new StoredQueue());
}

/// <summary>The last record of a snapshot: all of it is there.</summary>
/// <param name="Sequence">The number of the last write before it.</param>
internal sealed record SnapshotEnded(long Sequence) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(SnapshotEndedKind);
        writer.Count(Sequence);
    }

    internal override void ApplyTo(StoreState state) => state.Sequence = Sequence;
}
