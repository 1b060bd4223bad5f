namespace Matchmaking.Storage.Embedded;

/// <summary>
/// The whole state at one moment. Rows do not change, so only references to them are copied; what changes of messages is copied by value.
/// </summary>
internal sealed class SnapshotCopy
{
    private const int MaxRunBytes = 256 * 1024;

    private readonly List<(string Table, List<(string Key, List<HeldRow> Rows)> Partitions)> _tables = [];
    private readonly List<(string Queue, List<(MessageSent Sent, MessageHidden Hidden)> Messages)> _queues = [];
    private long _sequence;

    internal static SnapshotCopy Of(StoreState state)
    {
        var copy = new SnapshotCopy();
        lock (state.Gate)
        {
            copy._sequence = state.Sequence;
            foreach (var (name, table) in state.Tables)
                copy._tables.Add((name, [.. table.Partitions.Select(p => (p.Key, p.Value.Range(null, null, int.MaxValue)))]));

            foreach (var (name, queue) in state.Queues)
                copy._queues.Add((name, [.. queue.Messages.Select(message => Records(name, message))]));
        }

        return copy;
    }

    internal IEnumerable<JournalRecord> Records()
    {
        foreach (var (table, partitions) in _tables)
        {
            yield return new TableCreated(table);
            foreach (var (partition, rows) in partitions)
            {
                foreach (var some in Runs(rows))
                    yield return new RowsWritten(table, partition, some);
            }
        }

        foreach (var (queue, messages) in _queues)
        {
            yield return new QueueCreated(queue);
            foreach (var (sent, hidden) in messages)
            {
                yield return sent;
                yield return hidden;
            }
        }

        yield return new SnapshotEnded(_sequence);
    }

    private static IEnumerable<List<HeldChange>> Runs(List<HeldRow> rows)
    {
        var run = new List<HeldChange>();
        long bytes = 0;
        foreach (var row in rows)
        {
            run.Add(new HeldChange(row.Key, row));
            bytes += row.Size;
            if (bytes < MaxRunBytes)
                continue;

            yield return run;
            (run, bytes) = ([], 0);
        }

        if (run.Count > 0)
            yield return run;
    }

    private static (MessageSent Sent, MessageHidden Hidden) Records(string queue, StoredMessage message) => (
        new MessageSent(queue, message.Id, message.InsertedTicks, message.VisibleTicks, message.Text),
        new MessageHidden(queue, message.Id, message.VisibleTicks, message.Receipt, message.DequeueCount));
}
