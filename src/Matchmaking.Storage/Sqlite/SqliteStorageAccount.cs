using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>What a store holds, all of it read and found whole.</summary>
public sealed record StoreSummary(int Tables, int Queues, long Rows, long Messages);

/// <summary>
/// Tables and queues in one SQLite file, <c>store.db</c>, in a folder on this machine. It offers what Azure Tables and Queues offer and
/// no more: code that works here works there.
/// </summary>
/// <remarks>
/// <para>What is acknowledged has been flushed to the disk (WAL, <c>synchronous=FULL</c>) and survives a kill and a loss of power; a
/// transaction is there as a whole or not at all. Writes that come at the same time share one flush. Of messages, sending and deleting
/// are so durable; being received is not waited for, since it may come twice anyway.</para>
/// <para>SQLite recovers from kills and power cuts, but does not notice what disks, copies and people do to its files: it has no
/// checksums, and with its log lost or damaged it opens an earlier state without a word. So each row carries a checksum
/// (<see cref="Checksum"/>), the store knows how many there are and their sum (<see cref="StoreMeta"/>), and a small file beside it
/// knows the last commit (<see cref="StoreFiles"/>). All of it is compared when the store is opened, read-only, before SQLite may change
/// anything; what is not exactly the last state is refused with a sentence and left as it is.</para>
/// <para>One process at a time, on one machine; beyond that, move to Azure Storage by <see cref="StorageTransfer"/>. Nothing is held in
/// memory but SQLite's cache. A full disk fails what is written meanwhile, and writes go on by themselves when it has space again.</para>
/// </remarks>
public sealed class SqliteStorageAccount : StorageAccount
{
    // As many connections as read at the same time.
    private readonly ConcurrentBag<Database> _readers = [];
    private readonly ConcurrentDictionary<(string Kind, string Name), bool> _names;
    private readonly StoreFiles _files;
    private readonly TimeProvider _time;
    private int _disposed;

    private SqliteStorageAccount(StoreFiles files, StoreContents contents, TimeProvider time)
    {
        (_files, _time) = (files, time);
        _names = new(contents.Names.Select(name => KeyValuePair.Create(name, true)));
        Writer = new StoreWriter(files, contents.Meta, time.GetUtcNow());
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
        Task.Run(() => Open(new StoreFiles(directory), time, cancellationToken), cancellationToken);

    /// <summary>
    /// Reads all of a store and compares every checksum, count and index, as of one moment, whether a service has it open or not.
    /// Changes nothing.
    /// </summary>
    /// <exception cref="StorageCorruptedException">It is damaged, incomplete or an older state.</exception>
    public static Task<StoreSummary> CheckAsync(string directory, CancellationToken cancellationToken = default) =>
        Task.Run(() => Beside(new StoreFiles(directory), (file, check) => Verify(file, check, cancellationToken)), cancellationToken);

    /// <summary>
    /// Writes a copy of a store as of one moment, whether a service has it open or not; under its name only once it is found whole. To go
    /// back to it, put it as <c>store.db</c> into an empty folder.
    /// </summary>
    /// <exception cref="StorageCorruptedException">The store is damaged, incomplete or an older state: there is no copy.</exception>
    /// <exception cref="StorageUnavailableException">The file is there already, or cannot be written.</exception>
    public static Task<StoreSummary> BackupAsync(string directory, string file, CancellationToken cancellationToken = default) =>
        Task.Run(() => Beside(new StoreFiles(directory), (from, check) => Copy(from, Path.GetFullPath(file), check, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public override StorageTable Table(string tableName) => new SqliteTable(tableName, this);

    /// <inheritdoc/>
    public override StorageQueue Queue(string queueName) => new SqliteQueue(queueName, this, _time);

    /// <summary>Asks whether the store can be written, by a commit of nothing.</summary>
    public override Task CheckAsync(CancellationToken cancellationToken = default) => Writer.RunAsync(writer => writer.NewNumber(), cancellationToken);

    /// <summary>Writes what is under way and closes the file.</summary>
    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            CloseReaders();
            Writer.Dispose();
            _files.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    internal T Read<T>(Func<Database, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        Writer.ThrowIfStopped();
        Database? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = new Database(_files.Database, SqliteOpenMode.ReadOnly);

            var result = read(reader);
            _readers.Add(reader);
            if (_disposed != 0)
                CloseReaders();

            return result;
        }
        catch (Exception e)
        {
            // Whatever state it is in, nobody uses it again.
            reader?.Dispose();
            throw Database.Translate(e, _files.Database);
        }
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

        await Writer.RunAsync(
            writer =>
            {
                if (writer.Database.Execute("INSERT INTO names VALUES ($1, $2) ON CONFLICT DO NOTHING", kind, key) == 1)
                    writer.Add(StoreSchema.SumOf(kind, key));

                return true;
            },
            cancellationToken);
        _names[(kind, key)] = true;
    }

    private static SqliteStorageAccount Open(StoreFiles files, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            files.Lock();
            if (!files.Exists())
                StoreSchema.Create(files);

            StoreContents contents;

            // Read-only, so that SQLite leaves the log as it is.
            using (var database = new Database(files.Database, SqliteOpenMode.ReadOnly))
                contents = StoreSchema.Verify(database, files.Database, thorough: false, cancellationToken);

            files.RequireNewest(contents.Meta, files.ReadMark(), mayLack: false);
            return new SqliteStorageAccount(files, contents, time);
        }
        catch (Exception e)
        {
            files.Dispose();
            throw e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
                ? new StorageInUseException($"'{files.Database}' is locked by another program. End it, or wait until it is done.", e)
                : Database.Translate(e, files.Database);
        }
    }

    // Without a mark the store is as good as anybody can tell.
    private static StoreSummary Beside(StoreFiles files, Func<string, Action<StoreMeta>, StoreContents> read)
    {
        try
        {
            var mark = files.Exists() ? files.ReadMark() : throw new StorageUnavailableException($"There is no store in '{files.Directory}'.");
            var contents = read(files.Database, meta => files.RequireNewest(meta, mark, mayLack: true));
            var tables = contents.Names.Count(name => name.Kind == StorageTelemetry.Table);
            return new StoreSummary(tables, contents.Names.Count - tables, contents.Rows, contents.Messages);
        }
        catch (Exception e)
        {
            throw Database.Translate(e, files.Database);
        }
    }

    private static StoreContents Verify(string file, Action<StoreMeta> check, CancellationToken cancellationToken)
    {
        using var database = new Database(file, SqliteOpenMode.ReadOnly);
        var contents = StoreSchema.Verify(database, file, thorough: true, cancellationToken);
        check(contents.Meta);
        return contents;
    }

    private static StoreContents Copy(string from, string to, Action<StoreMeta> check, CancellationToken cancellationToken)
    {
        if (File.Exists(to))
            throw new StorageUnavailableException($"'{to}' is there already. Name a new file.");

        var partial = to + ".partial";
        try
        {
            File.Delete(partial);
            using (var source = new Database(from, SqliteOpenMode.ReadOnly))
            using (var copy = new Database(partial, SqliteOpenMode.ReadWriteCreate))
                source.CopyTo(copy);

            StoreContents contents;
            using (var copy = new Database(partial, SqliteOpenMode.ReadWrite))
            {
                contents = StoreSchema.Verify(copy, partial, thorough: true, cancellationToken);
                check(contents.Meta);
                contents.Meta.AsNew().Replace(contents.Meta, copy);
            }

            File.Move(partial, to);
            return contents;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }
}
