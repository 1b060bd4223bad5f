namespace Matchmaking.Storage.Embedded;

/// <summary>
/// Owns the files: appends to the newest journal and, when more than half of what the files hold is garbage, writes the live rows and
/// messages into a snapshot while writing goes on in the next journal.
/// </summary>
/// <remarks>
/// Crash-safe at every step: the next journal is durable before anything goes into it; the snapshot gets its name only when all of
/// it is durable; old files are deleted only after that. If writing a snapshot fails, the old files are all still there and count; it is
/// tried again when they have grown by half.
/// </remarks>
internal sealed class Compactor : IDisposable
{
    private const int FrameBytes = 1024 * 1024;

    private readonly Generations _files;
    private readonly StoreState _state;
    private readonly long _floor;
    private StoreFile _journal;
    private int _generation;
    private long _olderBytes;
    private long _threshold;
    private Task<long?> _running = Task.FromResult<long?>(null);

    internal Compactor(Generations files, StoreState state, (StoreFile File, int Generation) journal, long floor)
    {
        _files = files;
        _state = state;
        _floor = floor;
        (_journal, _generation) = journal;
        _olderBytes = files.Journals.Where(number => number < _generation).Sum(number => new FileInfo(files.Journal(number)).Length)
            + (files.NewestSnapshot is { } newest ? new FileInfo(files.Snapshot(newest)).Length : 0);
        _threshold = floor;
    }

    /// <summary>Writes one frame and returns once it is durable. Called by the writer thread, with the state as it was before.</summary>
    internal void Append(ReadOnlyMemory<byte> frame)
    {
        StartIfDue();
        _journal.Append(frame);
        _journal.Flush();
    }

    public void Dispose()
    {
        _running.Wait();
        _journal.Dispose();
    }

    private void StartIfDue()
    {
        if (!_running.IsCompleted)
            return;

        if (_running.Result is { } written)
        {
            _olderBytes = written;
            _threshold = 0;
            _running = Task.FromResult<long?>(null);
        }

        var total = _olderBytes + _journal.Length;
        if (total < _threshold)
            return;

        var live = _state.LiveBytes;
        var allowed = Math.Max(live, _floor);
        if (total - live <= allowed)
            _threshold = live + allowed;
        else if (TryBeginNextJournal())
            (_olderBytes, _threshold, _running) = (total, total + (total / 2), StartSnapshot());
        else
            _threshold = total + (total / 2);
    }

    private bool TryBeginNextJournal()
    {
        var path = _files.Journal(_generation + 1);
        try
        {
            var next = StoreFile.Create(path);
            _journal.Dispose();
            (_journal, _generation) = (next, _generation + 1);
            return true;
        }
        catch (IOException e)
        {
            // It may have got its name: with a younger journal beside it, the one that is written on could not end unfinished.
            StorageTelemetry.SnapshotFailed(e);
            File.Delete(path);
            return false;
        }
    }

    private Task<long?> StartSnapshot()
    {
        var copy = SnapshotCopy.Of(_state);
        var generation = _generation;
        return Task.Run(() => WriteSnapshot(copy, generation));
    }

    // The snapshot's size; null if it could not be written.
    private long? WriteSnapshot(SnapshotCopy copy, int generation)
    {
        try
        {
            using var file = StoreFile.CreateUnnamed(_files.Snapshot(generation));
            var frame = new RecordWriter();
            foreach (var record in copy.Records())
            {
                record.Write(frame);
                if (frame.Length >= FrameBytes || record is SnapshotEnded)
                {
                    file.Append(frame.Memory);
                    frame.Clear();
                }
            }

            file.NameAs(_files.Snapshot(generation));
            _files.Tidy();
            StorageTelemetry.SnapshotWritten();
            return file.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StorageTelemetry.SnapshotFailed(e);
            return null;
        }
    }
}
