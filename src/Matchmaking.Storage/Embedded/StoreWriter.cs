using System.Collections.Concurrent;

namespace Matchmaking.Storage.Embedded;

/// <summary>
/// The one thread that writes. It takes whatever has gathered while the last batch was on its way to the disk, checks it in order,
/// writes it as one frame, flushes once for all of it, and only then makes it visible and answers: nobody reads, and no conflict is
/// reported for, what a loss of power could still undo.
/// </summary>
internal sealed class StoreWriter
{
    // A batch ends once it is this long, so that the first in it does not wait for too many others.
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    // Not a Channel: its reader would be woken by way of the thread pool, which may be busy with those who wait for the writer.
    private readonly BlockingCollection<Change> _changes = [];
    private readonly StoreState _state;
    private readonly Staging _staging;
    private readonly Compactor _compactor;
    private readonly RecordWriter _frame = new();
    private readonly List<(Change Change, JournalRecord? Record)> _batch = [];
    private readonly Thread _thread;
    private volatile Exception? _failure;

    internal StoreWriter(StoreState state, Compactor compactor)
    {
        _state = state;
        _staging = new Staging(state);
        _compactor = compactor;
        _thread = new Thread(Run) { IsBackground = true, Name = "Storage writer" };
        _thread.Start();
    }

    /// <summary>Set once a write has failed: from then on the store only reads, until it is opened anew.</summary>
    internal Exception? Failure => _failure;

    internal void Post(Change change)
    {
        ThrowIfFailed();
        try
        {
            _changes.Add(change);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(EmbeddedStorageAccount));
        }
    }

    internal void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw Unavailable(failure);
    }

    /// <summary>Writes what has been posted, then ends.</summary>
    internal void Stop()
    {
        _changes.CompleteAdding();
        _thread.Join();
    }

    private static StorageUnavailableException Unavailable(Exception failure) => new(
        $"The store could not write to its disk ({failure.Message}), so it takes no more writes until it is started again. What was acknowledged is safe.",
        failure);

    private void Run()
    {
        while (_changes.TryTake(out var change, Timeout.Infinite))
        {
            do
                Stage(change);
            while (_frame.Length < MaxBatchBytes && _changes.TryTake(out change));

            Commit();
            _batch.Clear();
            _staging.Clear();
            _frame.Clear();
        }
    }

    private void Stage(Change change)
    {
        if (_failure is { } failure)
        {
            change.Fail(Unavailable(failure));
            return;
        }

        var before = _frame.Length;
        try
        {
            var record = change.Stage(_staging);
            record?.Write(_frame);
            _batch.Add((change, record));
        }
        catch (StorageNotFoundException e)
        {
            _frame.TruncateTo(before);
            change.Fail(e);
        }
    }

    private void Commit()
    {
        try
        {
            if (_frame.Length > 0)
                _compactor.Append(_frame.Memory);
        }
        catch (Exception e)
        {
            // Part of the frame may be on the disk; the next start cuts it off or, had all of it arrived, keeps it.
            _failure = e;
            foreach (var (change, _) in _batch)
                change.Fail(Unavailable(e));

            return;
        }

        lock (_state.Gate)
        {
            foreach (var (change, record) in _batch)
            {
                if (record is not null)
                    change.Apply(_state, record);
            }
        }

        foreach (var (change, _) in _batch)
            change.Complete();
    }
}
