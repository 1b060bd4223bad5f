namespace Matchmaking.Storage.Embedded;

/// <summary>
/// Everything that is durable, in memory. Changed by the writer thread only (but for receipts of messages), always under
/// <see cref="Gate"/>; read under it too.
/// </summary>
internal sealed class StoreState
{
    internal readonly Lock Gate = new();

    // Azure tells tables apart without regard to case.
    internal readonly Dictionary<string, StoredTable> Tables = new(StringComparer.OrdinalIgnoreCase);

    internal readonly Dictionary<string, StoredQueue> Queues = new(StringComparer.Ordinal);

    /// <summary>The number of the last write; ETags and message ids come from it, so it never goes back.</summary>
    internal long Sequence { get; set; }

    /// <summary>About what the live rows and messages would take in a fresh file.</summary>
    internal long LiveBytes => Tables.Values.Sum(table => table.Bytes) + Queues.Values.Sum(queue => queue.Bytes);

    internal StoredTable Table(string name) =>
        Tables.TryGetValue(name, out var table) ? table : throw StorageNotFoundException.Of("table", name);

    internal StoredQueue Queue(string name) =>
        Queues.TryGetValue(name, out var queue) ? queue : throw StorageNotFoundException.Of("queue", name);
}

/// <summary>A table in memory: its partitions, each sorted.</summary>
internal sealed class StoredTable
{
    internal readonly Dictionary<string, SortedRows> Partitions = new(StringComparer.Ordinal);

    internal long Bytes { get; private set; }

    internal HeldRow? Find(string partitionKey, string rowKey) =>
        Partitions.TryGetValue(partitionKey, out var rows) ? rows.Find(rowKey) : null;

    internal List<HeldRow> Range(string partitionKey, string? from, string? to, int max) =>
        Partitions.TryGetValue(partitionKey, out var rows) ? rows.Range(from, to, max) : [];

    internal void Apply(string partitionKey, IReadOnlyList<HeldChange> changes)
    {
        if (!Partitions.TryGetValue(partitionKey, out var rows))
            Partitions.Add(partitionKey, rows = new SortedRows());

        foreach (var (key, row) in changes)
        {
            var old = row is null ? rows.Remove(key) : rows.Set(row);
            Bytes += (row?.Size ?? 0) - (old?.Size ?? 0);
        }

        if (rows.IsEmpty)
            Partitions.Remove(partitionKey);
    }
}
