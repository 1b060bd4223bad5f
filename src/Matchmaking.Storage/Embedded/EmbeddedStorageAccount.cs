namespace Matchmaking.Storage.Embedded;

/// <summary>
/// Tables and queues in a directory on this machine: an append-only journal on disk, everything in memory.
/// </summary>
/// <remarks>
/// <para>What is acknowledged has been flushed to the disk and survives a kill and a loss of power; a transaction is there as a whole or
/// not at all. Nobody reads a row before it is durable. All tables and queues share one journal, so what was acknowledged first is
/// never lost where something later was kept. Writes that come at the same time share one flush.</para>
/// <para>Of messages, sending and deleting are durable; being received is written down without waiting, so that a kill shows the
/// message again at worst, as "at least once" allows, and its dequeue count survives all but the last instant before it.</para>
/// <para>Limits: one process and one machine at a time (<see cref="StorageInUseException"/>); all rows must fit in memory (about their
/// text in UTF-8 and 120 bytes each; a million small rows are fine) and are read at every start (100,000 rows in about a
/// second); one disk, no copies: back the directory up while the service is stopped, or use <see cref="StorageTransfer"/>. Beyond them, move to Azure Storage.</para>
/// <para>When a write fails (a full disk), that request and all later writes throw <see cref="StorageUnavailableException"/> until the
/// store is opened anew; reads go on.</para>
/// </remarks>
public sealed class EmbeddedStorageAccount : StorageAccount
{
    /// <summary>Less garbage than this is left alone.</summary>
    internal const long DefaultCompactionFloor = 16 * 1024 * 1024;

    private readonly FileStream _lock;
    private readonly Compactor _compactor;
    private readonly StoreWriter _writer;
    private readonly StoreState _state;
    private readonly TimeProvider _time;
    private int _disposed;

    private EmbeddedStorageAccount(FileStream directoryLock, StoreState state, Compactor compactor, TimeProvider time)
    {
        _lock = directoryLock;
        _state = state;
        _compactor = compactor;
        _time = time;
        _writer = new StoreWriter(state, compactor);
    }

    /// <summary>Opens the store in a directory, which is created if it is missing.</summary>
    /// <param name="directory">Where the files are. Nothing else should be in it.</param>
    /// <param name="time">Tells when messages show.</param>
    /// <param name="cancellationToken">Gives up before anything is opened.</param>
    /// <exception cref="StorageInUseException">Another process has it open.</exception>
    /// <exception cref="StorageCorruptedException">A file is damaged; nothing was changed.</exception>
    public static Task<EmbeddedStorageAccount> OpenAsync(string directory, TimeProvider time, CancellationToken cancellationToken = default) =>
        OpenAsync(directory, time, DefaultCompactionFloor, cancellationToken);

    internal static Task<EmbeddedStorageAccount> OpenAsync(
        string directory,
        TimeProvider time,
        long compactionFloor,
        CancellationToken cancellationToken = default) => Task.Run(() => Open(Path.GetFullPath(directory), time, compactionFloor), cancellationToken);

    /// <inheritdoc/>
    public override bool IsExclusive => true;

    /// <inheritdoc/>
    public override StorageTable Table(string tableName) => new EmbeddedTable(tableName, _state, _writer);

    /// <inheritdoc/>
    public override StorageQueue Queue(string queueName) => new EmbeddedQueue(queueName, _state, _writer, _time);

    /// <inheritdoc/>
    public override Task CheckAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        _writer.ThrowIfFailed();
        return Task.CompletedTask;
    }

    /// <summary>Writes what is under way and closes the files.</summary>
    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _writer.Stop();
            _compactor.Dispose();
            _lock.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static EmbeddedStorageAccount Open(string directory, TimeProvider time, long compactionFloor)
    {
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            DurableDirectory.Flush(Path.GetDirectoryName(directory) ?? directory);
        }

        var directoryLock = DirectoryLock.Take(directory);
        try
        {
            var files = new Generations(directory);
            var state = new StoreState();
            var journal = StoreLoader.Load(files, state);
            return new EmbeddedStorageAccount(directoryLock, state, new Compactor(files, state, journal, compactionFloor), time);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }
}
