using System.Collections.Concurrent;
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
/// <para>The writer stops for good when the file's owner is another, or when a path names another file than at the start: what it
/// writes then would be read by nobody.</para>
/// </remarks>
internal sealed class StoreWriter : IDisposable
{
    private const int MostTogether = 256;

    // Larger than SQLite's own 1,000 pages: the pages that every commit touches are then copied into the database less often.
    private const int CheckpointPages = 4000;

    // Not a Channel: its reader would be woken by way of the thread pool, which may be busy with those who wait for the writer.
    private readonly BlockingCollection<StoreChange> _waiting = [];
    private readonly StoreFolder _folder;
    private readonly StoreMark _mark;
    private readonly SqliteConnection _connection;
    private readonly Tally _tally = new();
    private readonly RowWriting _rows;
    private readonly MessageWriting _messages;
    private readonly Statement _begin;
    private readonly Statement _update;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly (string Path, (long, long)? Identity)[] _files;
    private readonly Thread _thread;
    private StoreMeta _meta;
    private bool _flushes = true;
    private volatile Exception? _stopped;

    /// <summary>Takes the store over, which was looked at and is whole.</summary>
    internal StoreWriter(StoreFolder folder, StoreMark mark, StoreMeta meta, DateTimeOffset now)
    {
        (_folder, _mark, _meta) = (folder, mark, meta);
        _connection = StoreConnection.Open(folder.Database, SqliteOpenMode.ReadWrite);
        try
        {
            _rows = new RowWriting(_connection, _tally);
            _messages = new MessageWriting(_connection, _tally);
            _begin = new Statement(_connection, "BEGIN IMMEDIATE");
            _update = new Statement(_connection, StoreMeta.Update);
            _commit = new Statement(_connection, "COMMIT");
            _rollback = new Statement(_connection, "ROLLBACK");
            TakeOver(now);
            _files = [.. ((string[])[folder.Database, folder.Log, folder.Mark]).Select(path => (path, NativeFile.Identity(path)))];
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "Storage writer" };
        _thread.Start();
    }

    /// <summary>Does some work in one of the next commits. Cancelling ends only work that has not been taken in yet.</summary>
    internal Task<T> RunAsync<T>(Func<RowWriting, MessageWriting, T> work, CancellationToken cancellationToken, bool durable = true)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfStopped();
        var change = new StoreChange<T>(work, durable);
        try
        {
            _waiting.Add(change, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteStorageAccount));
        }

        return change.Done;
    }

    /// <summary>A commit of nothing, to see whether one can be made.</summary>
    internal Task TouchAsync(CancellationToken cancellationToken) => RunAsync((rows, _) => rows.Touch(), cancellationToken);

    internal void ThrowIfStopped()
    {
        if (_stopped is { } stopped)
            throw new StorageUnavailableException(stopped.Message, stopped);
    }

    /// <summary>Writes what has been taken in, notes that all is in order, and ends.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        try
        {
            if (_stopped is null)
                Commit(() => { }, durable: true, next => next with { Closed = true });
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            // A full disk, perhaps: the next start finds the store as a kill would have left it.
        }

        _connection.Dispose();
        _waiting.Dispose();
    }

    private void TakeOver(DateTimeOffset now)
    {
        _connection.Run($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {CheckpointPages}; PRAGMA journal_size_limit = 67108864");

        // A store without a mark, closed in order or a backup: from here on a kill leaves one.
        _mark.Write(_meta.Owner, _meta.Sequence);
        _mark.Flush();
        NativeFile.FlushDirectory(_folder.Path);
        Commit(
            () => _messages.ShowReceived(now.UtcTicks),
            durable: true,
            next => next with { Owner = StoreMeta.NewOwner(), Previous = next.Owner, Closed = false });

        // So that the database itself, should the log be lost, does not look as if it were closed in order.
        _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        _mark.Flush();
    }

    private void Run()
    {
        var group = new List<StoreChange>(MostTogether);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < MostTogether && _waiting.TryTake(out var next))
                group.Add(next);

            if (TryCommit(group, out _))
                continue;

            foreach (var one in group)
            {
                if (!TryCommit([one], out var failure))
                    one.Fail(failure);
            }
        }
    }

    private bool TryCommit(List<StoreChange> group, out Exception failure)
    {
        try
        {
            ThrowIfStopped();
            Commit(
                () =>
                {
                    foreach (var change in group)
                        change.Apply(_rows, _messages);
                },
                group.Exists(change => change.IsDurable));
        }
        catch (Exception e)
        {
            failure = StoreConnection.Translate(e, _folder.Database);
            return false;
        }

        foreach (var change in group)
            change.Complete();

        failure = null!;
        return true;
    }

    private void Commit(Action work, bool durable, Func<StoreMeta, StoreMeta>? adjust = null)
    {
        if (_flushes != durable)
            _connection.Run(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

        _flushes = durable;
        var next = _meta;
        _begin.Execute();
        try
        {
            _tally.Begin(_meta);
            work();
            if (_tally.IsChanged || adjust is not null)
            {
                next = adjust is null ? _tally.Next : adjust(_tally.Next);
                if (_update.Execute([.. next.Values(), _meta.Owner, _meta.Sequence]) == 0)
                    throw Stop($"Another process has taken over '{_folder.Database}', or has changed it. This one writes no more; what it acknowledged before is there.");
            }

            _commit.Execute();
        }
        catch
        {
            Undo();
            throw;
        }

        _meta = next;
        if (durable)
            _mark.Write(_meta.Owner, _meta.Sequence);

        RequireSameFiles();
    }

    // SQLite may have rolled back by itself.
    private void Undo()
    {
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
        }
    }

    private void RequireSameFiles()
    {
        foreach (var (path, identity) in _files ?? [])
        {
            if (NativeFile.Identity(path) == identity)
                continue;

            var stop = Stop($"'{path}' was moved, deleted or replaced while it was in use. Nothing more is written. End the program, and restore the file or a backup.");
            if (NativeFile.Identity(_folder.Database) == _files![0].Identity)
            {
                // The database itself is in its place: what is only in a lost log is brought there, and nothing is lost.
                _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            throw stop;
        }
    }

    private StorageCorruptedException Stop(string why)
    {
        var stopped = new StorageCorruptedException(why);
        _stopped = stopped;
        return stopped;
    }
}
