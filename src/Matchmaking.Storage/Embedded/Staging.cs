namespace Matchmaking.Storage.Embedded;

/// <summary>
/// What the batch being written will have changed, over the durable state: conditions are checked against both, in commit order.
/// Used by the writer thread only.
/// </summary>
internal sealed class Staging(StoreState durable)
{
    private readonly Dictionary<(string Table, string Partition, string HeldRow), HeldRow?> _rows = [];
    private readonly HashSet<string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<(string Queue, long Id)> _deleted = [];
    private long _sequence;

    internal StoreState Durable => durable;

    internal void Clear()
    {
        _rows.Clear();
        _tables.Clear();
        _queues.Clear();
        _deleted.Clear();
    }

    internal long NextSequence() => _sequence = Math.Max(_sequence, durable.Sequence) + 1;

    internal bool HasTable(string table) => durable.Tables.ContainsKey(table) || _tables.Contains(table);

    internal bool HasQueue(string queue) => durable.Queues.ContainsKey(queue) || _queues.Contains(queue);

    internal void AddTable(string table) => _tables.Add(table);

    internal void AddQueue(string queue) => _queues.Add(queue);

    internal HeldRow? Find(string table, string partition, string row)
    {
        if (_rows.TryGetValue((table, partition, row), out var staged))
            return staged;

        return durable.Tables.TryGetValue(table, out var stored) ? stored.Find(partition, row) : null;
    }

    internal void Put(string table, string partition, IReadOnlyList<HeldChange> changes)
    {
        foreach (var (key, row) in changes)
            _rows[(table, partition, key)] = row;
    }

    /// <summary>Whether the message is still there with this receipt; from then on it counts as deleted.</summary>
    internal bool TryDelete(string queue, long id, long receipt)
    {
        lock (durable.Gate)
        {
            return durable.Queue(queue).Find(id) is { } message && message.Receipt == receipt && _deleted.Add((queue, id));
        }
    }
}
