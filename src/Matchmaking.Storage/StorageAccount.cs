namespace Matchmaking.Storage;

/// <summary>
/// Where tables and queues live: Azure Storage (or Azurite), or a SQLite file on this machine's disk.
/// Tables and queues may be kept and shared between threads.
/// </summary>
public abstract class StorageAccount : IAsyncDisposable
{
    /// <summary>Whether other processes may be at work on it at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>A table. Nothing is sent.</summary>
    public abstract StorageTable Table(string tableName);

    /// <summary>A queue. Nothing is sent.</summary>
    public abstract StorageQueue Queue(string queueName);

    /// <summary>Asks whether storage answers; throws if it does not. For health checks.</summary>
    public abstract Task CheckAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
