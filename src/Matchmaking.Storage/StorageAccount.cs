namespace Matchmaking.Storage;

/// <summary>
/// Where tables and queues live: Azure Storage (or Azurite), or a journal on this machine's disk.
/// Clients may be kept and shared between threads.
/// </summary>
public abstract class StorageAccount : IAsyncDisposable
{
    /// <summary>Whether no other process can be at work on it while it is open, as on this machine's disk.</summary>
    public abstract bool IsExclusive { get; }

    /// <summary>A client for a table. Nothing is sent.</summary>
    public abstract StorageTable Table(string tableName);

    /// <summary>A client for a queue. Nothing is sent.</summary>
    public abstract StorageQueue Queue(string queueName);

    /// <summary>Asks whether storage answers; throws if it does not. For health checks.</summary>
    public abstract Task CheckAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
