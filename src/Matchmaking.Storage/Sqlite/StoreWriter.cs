using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It commits together whatever has gathered while the commit before was on its way to the disk, and only
/// then answers: nobody reads, and no conflict is reported for, what a loss of power could still undo.
/// </summary>
/// <remarks>
/// <para>What fails together is tried again alone, so that only the guilty fails. After a failure nothing is held against the store: a
/// disk that has space again takes the next write.</para>
/// <para>A commit of nothing but receipts of messages is not flushed: what a loss of power takes from it shows those messages again,
/// which "at least once" allows; a kill takes nothing.</para>
/// <para>The writer stops for good when the store's owner is another, or when a path names another file than at the start: what it
/// wrote then would be read by nobody.</para>
/// </remarks>
internal sealed class StoreWriter : IDisposable
{
    private const int MostTogether = 256;

    // More than SQLite's own 1,000 pages: what every commit touches is then copied into the database less often.
    private const int CheckpointPages = 4000;

    // How long those are waited for who are likely to write again, having just been answered: without it two halves of them would
    // take turns, with twice as many flushes.
    private static readonly long Patience = Stopwatch.Frequency / 1000;

    // Not a Channel: its reader would be woken by way of the thread pool, which may be busy with those who wait for the writer.
    private readonly BlockingCollection<Work> _waiting = [];
    private readonly StoreFiles _files;
    private readonly Thread _thread;
    private StoreMeta _meta;
    private StoreMeta _next;
    private bool _flushes = true;
    private volatile string? _stopped;

    /// <summary>Takes over a store that was looked at and is whole.</summary>
    internal StoreWriter(StoreFiles files, StoreMeta meta, DateTimeOffset now)
    {
        (_files, _meta, _next) = (files, meta, meta);
        Database = new Database(files.Database, SqliteOpenMode.ReadWrite);
        try
        {
            Database.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {CheckpointPages}; PRAGMA journal_size_limit = 67108864");

            // A store without a mark is closed in order or a copy. From here on a kill leaves one that has begun.
            files.WriteMark(meta, flush: true);
            Commit(writer => SqliteQueue.ShowReceived(writer, now.UtcTicks), durable: true, meta => meta.TakenOver());

            // So that the database itself, should its log be lost, does not look as if it were closed in order.
            Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            files.Remember();
        }
        catch
        {
            Database.Dispose();
            throw;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "Storage writer" };
        _thread.Start();
    }

    /// <summary>For work that this thread does.</summary>
    internal Database Database { get; }

    /// <summary>Does some work in one of the next commits, again if that fails. Cancelling ends only what has not been taken in yet.</summary>
    internal Task<T> RunAsync<T>(Func<StoreWriter, T> work, CancellationToken cancellationToken, bool durable = true)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfStopped();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        try
        {
            _waiting.Add(new Work(durable, writer => result = work(writer), () => done.SetResult(result), done.SetException), CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteStorageAccount));
        }

        return done.Task;
    }

    internal void ThrowIfStopped()
    {
        if (_stopped is { } why)
            throw new StorageUnavailableException(why);
    }

    /// <summary>A number that was never given out before.</summary>
    internal long NewNumber() => (_next = _next with { Counter = _next.Counter + 1 }).Counter;

    /// <summary>Counts what is written.</summary>
    internal void Add(long checksum) => _next = _next with { Count = _next.Count + 1, Sum = unchecked(_next.Sum + checksum) };

    /// <summary>Counts what is deleted or replaced.</summary>
    internal void Remove(long checksum) => _next = _next with { Count = _next.Count - 1, Sum = unchecked(_next.Sum - checksum) };

    /// <summary>Writes what has been taken in, notes that all is in order, and ends.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        try
        {
            if (_stopped is null)
                Commit(_ => { }, durable: true, meta => meta with { Closed = 1 });
        }
        catch (Exception e) when (e is SqliteException or IOException or StorageUnavailableException)
        {
            // A full disk, perhaps: the next start finds the store as a kill would have left it.
        }

        Database.Dispose();
        _waiting.Dispose();
    }

    private void Run()
    {
        var (group, expected) = (new List<Work>(MostTogether), 0);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            var until = Stopwatch.GetTimestamp() + Patience;
            while (group.Count < MostTogether && _waiting.TryTake(out var next, group.Count < expected && Stopwatch.GetTimestamp() < until ? 1 : 0))
                group.Add(next);

            if (!TryCommit(group, out _))
            {
                group.ForEach(CommitAlone);
                continue;
            }

            // Whoever is answered now is likely to come back at once.
            expected = group.Count + _waiting.Count;
            group.ForEach(one => one.Succeed());
        }
    }

    private void CommitAlone(Work one)
    {
        if (TryCommit([one], out var failure))
            one.Succeed();
        else
            one.Fail(failure!);
    }

    private bool TryCommit(List<Work> group, out Exception? failure)
    {
        try
        {
            ThrowIfStopped();
            Commit(writer => group.ForEach(one => one.Do(writer)), group.Exists(one => one.IsDurable));
            failure = null;
            return true;
        }
        catch (Exception e)
        {
            failure = Database.Translate(e, _files.Database);
            return false;
        }
    }

    private void Commit(Action<StoreWriter> work, bool durable, Func<StoreMeta, StoreMeta>? change = null)
    {
        if (_flushes != durable)
            Database.Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

        _flushes = durable;
        _next = _meta;
        Database.Execute("BEGIN IMMEDIATE");
        try
        {
            work(this);
            _next = change?.Invoke(_next) ?? _next;
            if (_next != _meta && !(_next = _next with { Sequence = _meta.Sequence + 1 }).Replace(_meta, Database))
                throw Stop($"Another process has taken over '{_files.Database}', or has changed it. This one writes no more; what it acknowledged before is there.");

            Database.Execute("COMMIT");
        }
        catch
        {
            Undo();
            throw;
        }

        _meta = _next;
        if (durable)
            WriteMark();

        if (_files.FindReplaced() is { } path)
        {
            // Where the database itself is in its place, what is only in a lost log is brought there, and nothing is lost.
            if (path != _files.Database)
                Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

            throw Stop($"'{path}' was moved, deleted or replaced while it was in use. Nothing more is written. End the program, and restore the file or a backup.");
        }
    }

    // What is committed stays so: where the mark cannot be written, it is behind until the next commit writes it.
    private void WriteMark()
    {
        try
        {
            _files.WriteMark(_meta);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // SQLite may have rolled back by itself.
    private void Undo()
    {
        try
        {
            Database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private StorageUnavailableException Stop(string why) => new(_stopped = why);

    private sealed record Work(bool IsDurable, Action<StoreWriter> Do, Action Succeed, Action<Exception> Fail);
}
