namespace Matchmaking.Storage.Embedded;

/// <summary>Reads a store back: the newest snapshot, then the journals behind it.</summary>
internal static class StoreLoader
{
    /// <summary>Fills <paramref name="state"/> and returns the journal to go on with, and its number.</summary>
    internal static (StoreFile Journal, int Generation) Load(Generations files, StoreState state)
    {
        files.Tidy();
        var first = files.NewestSnapshot ?? 1;
        if (files.NewestSnapshot is { } newest)
            LoadSnapshot(files.Snapshot(newest), state);

        var journals = files.Journals;
        for (var i = 0; i < journals.Count; i++)
        {
            if (journals[i] != first + i)
                throw new StorageCorruptedException($"The file '{files.Journal(first + i)}' is missing.");
        }

        // A snapshot is named only after its journal was.
        if (journals.Count == 0)
        {
            return files.NewestSnapshot is null
                ? (StoreFile.Create(files.Journal(first)), first)
                : throw new StorageCorruptedException($"The file '{files.Journal(first)}' is missing.");
        }

        foreach (var generation in journals.SkipLast(1))
        {
            using var older = new StoreFileReader(files.Journal(generation));
            older.Replay(state, mayBeTorn: false);
        }

        var last = files.Journal(journals[^1]);
        ulong fileId;
        long length;
        using (var reader = new StoreFileReader(last))
        {
            reader.Replay(state, mayBeTorn: true);
            (fileId, length) = (reader.FileId, reader.Position);
        }

        return (StoreFile.Continue(last, fileId, length), journals[^1]);
    }

    private static void LoadSnapshot(string path, StoreState state)
    {
        using var reader = new StoreFileReader(path);
        if (reader.Replay(state, mayBeTorn: false) is not SnapshotEnded)
            throw new StorageCorruptedException($"The file '{path}' is damaged: its end is missing.");
    }
}
