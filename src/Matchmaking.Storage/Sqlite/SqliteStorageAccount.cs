using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// Tables and queues in one SQLite file, <c>store.db</c>, in a folder on this machine. It offers what Azure Tables and Queues offer and
/// no more: code that works here works there.
/// </summary>
/// <remarks>
/// <para>What is acknowledged has been flushed to the disk (WAL, <c>synchronous=FULL</c>) and survives a kill and a loss of power; a
/// transaction is there as a whole or not at all. Writes that come at the same time share one flush. Of messages, sending and deleting
/// are so durable; being received is not waited for, since it may come twice anyway.</para>
/// <para>SQLite recovers from kills and power cuts, but it does not notice what disks, copies and people do to its files: it has no
/// checksums, and with its log lost or damaged it opens an earlier state without a word. So each row carries a checksum
/// (<see cref="Checksum"/>), the store knows how many there are and their sum (<see cref="StoreMeta"/>), and a small file beside it
/// (<see cref="StoreMark"/>) knows the last commit. All of it is compared when the store is opened, read-only, before SQLite may change
/// anything; what is not exactly the last state is refused with a sentence and left as it is.</para>
/// <para>One process at a time, on one machine (<see cref="StorageInUseException"/>); beyond that, move to Azure Storage by
/// <see cref="StorageTransfer"/>. Nothing is held in memory but SQLite's cache. A full disk fails what is written meanwhile, and writes go on
/// by themselves when it has space again.</para>
/// </remarks>
public sealed class SqliteStorageAccount : StorageAccount
{
    private readonly StoreMark _mark;
    private readonly StoreReaders _readers;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Kind, string Name), bool> _names;
    private int _disposed;

    private SqliteStorageAccount(StoreFolder folder, StoreMark mark, StoreContents contents, TimeProvider time)
    {
        (_mark, _time) = (mark, time);
        _names = new(contents.Names.Select(name => KeyValuePair.Create(name, true)));
        _readers = new StoreReaders(folder);
        Writer = new StoreWriter(folder, mark, contents.Meta, time.GetUtcNow());
    }

    /// <summary>False: the folder is this process's alone.</summary>
    public override bool IsShared => false;

    internal StoreWriter Writer { get; }

    /// <summary>Opens the store in a folder, which is created if it is missing; reads all of it, to know that it is whole.</summary>
    /// <param name="directory">Where the file is. Nothing else should be in it.</param>
    /// <param name="time">Tells when messages show.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="StorageInUseException">Another process has it open.</exception>
    /// <exception cref="StorageCorruptedException">It is damaged, incomplete, foreign or an older state; nothing was changed.</exception>
    /// <exception cref="StorageUnavailableException">The folder cannot be used, or the file is of another version.</exception>
    public static Task<SqliteStorageAccount> OpenAsync(string directory, TimeProvider time, CancellationToken cancellationToken = default) =>
        Task.Run(() => Open(new StoreFolder(directory), time, cancellationToken), cancellationToken);

    /// <inheritdoc cref="StoreCopy.Check"/>
    public static Task<StoreSummary> CheckAsync(string directory, CancellationToken cancellationToken = default) =>
        Task.Run(() => StoreCopy.Check(new StoreFolder(directory), cancellationToken), cancellationToken);

    /// <inheritdoc cref="StoreCopy.Backup"/>
    public static Task<StoreSummary> BackupAsync(string directory, string file, CancellationToken cancellationToken = default) =>
        Task.Run(() => StoreCopy.Backup(new StoreFolder(directory), Path.GetFullPath(file), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override StorageTable Table(string tableName) => new SqliteTable(StorageNames.CheckTable(tableName), this);

    /// <inheritdoc/>
    public override StorageQueue Queue(string queueName) => new SqliteQueue(StorageNames.CheckQueue(queueName), this, _time);

    /// <summary>Asks whether the store can be written: writes nothing but its own commit number.</summary>
    public override Task CheckAsync(CancellationToken cancellationToken = default) => Writer.TouchAsync(cancellationToken);

    /// <summary>Writes what is under way and closes the file.</summary>
    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _readers.Dispose();
            Writer.Dispose();
            _mark.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    internal T Read<T>(Func<StoreReader, T> read)
    {
        Writer.ThrowIfStopped();
        return _readers.Read(read);
    }

    internal void Require(string kind, string key, string name)
    {
        if (!_names.ContainsKey((kind, key)))
            throw StorageNotFoundException.Of(kind, name);
    }

    internal async Task CreateAsync(string kind, string key, CancellationToken cancellationToken)
    {
        if (_names.ContainsKey((kind, key)))
            return;

        await Writer.RunAsync((_, messages) => messages.Create(kind, key), cancellationToken);
        _names[(kind, key)] = true;
    }

    private static SqliteStorageAccount Open(StoreFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        StoreMark? mark = null;
        try
        {
            folder.Create();
            mark = StoreMark.Take(folder);
            if (!folder.Exists())
                StoreSchema.Create(folder);

            return new SqliteStorageAccount(folder, mark, Look(folder, mark, cancellationToken), time);
        }
        catch (Exception e)
        {
            mark?.Release();
            throw e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
                ? new StorageInUseException($"'{folder.Database}' is locked by another program. End it, or wait until it is done.", e)
                : StoreConnection.Translate(e, folder.Database);
        }
    }

    // Read-only, so that SQLite leaves the log as it is.
    private static StoreContents Look(StoreFolder folder, StoreMark mark, CancellationToken cancellationToken)
    {
        using var connection = StoreConnection.Open(folder.Database, SqliteOpenMode.ReadOnly);
        var contents = StoreVerifier.Verify(connection, folder.Database, thorough: false, cancellationToken);
        contents.Meta.RequireNewest(mark.Read(), folder);
        return contents;
    }
}
