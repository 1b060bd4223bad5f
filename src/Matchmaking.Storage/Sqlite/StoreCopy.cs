using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>What a store holds that was read and is whole.</summary>
/// <param name="Tables">How many tables.</param>
/// <param name="Queues">How many queues.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Messages">How many messages.</param>
public sealed record StoreSummary(int Tables, int Queues, long Rows, long Messages);

/// <summary>What can be done to a store from beside it, whether a service has it open or not.</summary>
internal static class StoreCopy
{
    /// <summary>
    /// Reads all of a store and compares every checksum, count and index, as it stands at one moment; whether a service has it open or
    /// not. Changes nothing.
    /// </summary>
    /// <exception cref="StorageCorruptedException">It is damaged, incomplete or an older state.</exception>
    internal static StoreSummary Check(StoreFolder folder, CancellationToken cancellationToken) => Reading(folder, mark =>
    {
        using var connection = StoreConnection.Open(folder.Database, SqliteOpenMode.ReadOnly);
        return Summary(StoreVerifier.Verify(connection, folder.Database, thorough: true, cancellationToken), folder, mark);
    });

    /// <summary>
    /// Writes a copy of a store as it stands at one moment, whether a service has it open or not; checked, and under its name only
    /// once it is whole. To go back to it, put it as <c>store.db</c> into an empty folder.
    /// </summary>
    /// <exception cref="StorageCorruptedException">The store is damaged, incomplete or an older state: there is no copy.</exception>
    /// <exception cref="StorageUnavailableException">The file is there already, or cannot be written.</exception>
    internal static StoreSummary Backup(StoreFolder folder, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new StorageUnavailableException($"'{file}' is there already. Name a new file.");

        var partial = file + ".partial";
        return Reading(folder, mark =>
        {
            try
            {
                Copy(folder.Database, partial);
                var summary = Summary(Finish(partial, cancellationToken), folder, mark);
                File.Move(partial, file);
                NativeFile.FlushDirectory(Path.GetDirectoryName(file)!);
                return summary;
            }
            finally
            {
                File.Delete(partial);
            }
        });
    }

    private static void Copy(string from, string to)
    {
        File.Delete(to);
        using var source = StoreConnection.Open(from, SqliteOpenMode.ReadOnly);
        using var copy = StoreConnection.Open(to, SqliteOpenMode.ReadWriteCreate);

        // All in one step, so in one reading transaction: the writer goes on meanwhile.
        source.BackupDatabase(copy);
    }

    // An opening of its own, closed in order: it needs no mark to be opened, and the store's own mark does not take it for the store.
    private static StoreContents Finish(string copy, CancellationToken cancellationToken)
    {
        using var connection = StoreConnection.Open(copy, SqliteOpenMode.ReadWrite);
        var contents = StoreVerifier.Verify(connection, copy, thorough: true, cancellationToken);
        var owner = StoreMeta.NewOwner();
        using var update = new Statement(connection, StoreMeta.Update);
        update.Execute([.. (contents.Meta with { Owner = owner, Previous = owner, Closed = true }).Values(), contents.Meta.Owner, contents.Meta.Sequence]);
        return contents;
    }

    private static StoreSummary Summary(StoreContents contents, StoreFolder folder, (string Owner, long Sequence)? mark)
    {
        // Without a mark the store is as good as anybody can tell.
        if (mark is not null)
            contents.Meta.RequireNewest(mark, folder);

        return new StoreSummary(
            contents.Names.Count(name => name.Kind == StorageTelemetry.Table),
            contents.Names.Count(name => name.Kind == StorageTelemetry.Queue),
            contents.Rows,
            contents.Messages);
    }

    private static StoreSummary Reading(StoreFolder folder, Func<(string Owner, long Sequence)?, StoreSummary> read)
    {
        try
        {
            return folder.Exists() ? read(StoreMark.Peek(folder)) : throw new StorageUnavailableException($"There is no store in '{folder.Path}'.");
        }
        catch (Exception e)
        {
            throw StoreConnection.Translate(e, folder.Database);
        }
    }
}
