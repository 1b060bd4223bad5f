using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>What a store holds, all of it read and found whole.</summary>
internal sealed record StoreContents(StoreMeta Meta, IReadOnlySet<(string Kind, string Name)> Names, long Rows, long Messages);

/// <summary>
/// Reads all of a store and compares it with what the store knows of itself, changing nothing.
/// </summary>
/// <remarks>
/// SQLite's own check looks at how its pages hang together, but has no checksums: a changed letter of a key or a page of yesterday is
/// well-formed. So every row and message is read the way that queries find it, its checksum is compared, and their count and sum are those
/// that the last commit left: then exactly that commit's state is there. Reading 100,000 rows takes a few tenths of a second.
/// </remarks>
internal static class StoreVerifier
{
    internal static StoreContents Verify(SqliteConnection connection, string file, bool thorough, CancellationToken cancellationToken)
    {
        connection.Run("BEGIN");
        try
        {
            if (connection.Ask("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid)") != string.Join(';', StoreSchema.Tables))
                throw Damaged(file, "its tables are not those of a store");

            if (connection.Ask(thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)") is not "ok" and var wrong)
                throw Damaged(file, wrong.ReplaceLineEndings(" "));

            if (Meta(connection) is not { } meta)
                throw Damaged(file, "what it says of itself is missing or has another checksum");

            var tally = new Tally();
            tally.Begin(meta with { Count = 0, Sum = 0 });
            var names = Names(connection, tally);
            var rows = Rows(connection, tally, names, cancellationToken);
            var messages = Messages(connection, tally, names, cancellationToken);
            return tally.Next.Count == meta.Count && tally.Next.Sum == meta.Sum
                ? new StoreContents(meta, names, rows, messages)
                : throw Damaged(file, $"it holds {tally.Next.Count} entries and should hold {meta.Count}, or some of them are older than they should be");
        }
        finally
        {
            connection.Run("ROLLBACK");
        }
    }

    private static StoreMeta? Meta(SqliteConnection connection)
    {
        using var statement = new Statement(connection, StoreMeta.Select);
        using var reader = statement.Read();
        return StoreMeta.Read(reader);
    }

    private static HashSet<(string Kind, string Name)> Names(SqliteConnection connection, Tally tally)
    {
        var names = new HashSet<(string, string)>();
        using var statement = new Statement(connection, "SELECT kind, name FROM names");
        using var reader = statement.Read();
        while (reader.Read())
        {
            var (kind, name) = (reader.GetString(0), reader.GetString(1));
            names.Add((kind, name));
            tally.Add(Checksum.OfName(kind, name));
        }

        return names;
    }

    private static long Rows(SqliteConnection connection, Tally tally, HashSet<(string, string)> names, CancellationToken cancellationToken)
    {
        long count = 0;
        using var statement = new Statement(connection, $"SELECT {StoredRow.Columns}, tbl FROM rows INDEXED BY keys ORDER BY tbl, partition, row");
        using var reader = statement.Read();
        for (; reader.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var table = reader.GetString(5);
            StoredRow.Read(reader, table);
            tally.Add(reader.GetInt64(4));
            Require(names, (StorageTelemetry.Table, table));
        }

        return count;
    }

    private static long Messages(SqliteConnection connection, Tally tally, HashSet<(string, string)> names, CancellationToken cancellationToken)
    {
        long count = 0;
        using var statement = new Statement(connection, $"SELECT {StoredMessage.Columns}, queue FROM messages INDEXED BY visible ORDER BY queue, visible, id");
        using var reader = statement.Read();
        for (; reader.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var queue = reader.GetString(7);
            StoredMessage.Read(reader, queue);
            tally.Add(reader.GetInt64(6));
            Require(names, (StorageTelemetry.Queue, queue));
        }

        return count;
    }

    private static void Require(HashSet<(string Kind, string Name)> names, (string Kind, string Name) name)
    {
        if (!names.Contains(name))
            throw new StorageCorruptedException($"The {name.Kind} '{name.Name}' is not in the list of tables and queues. Restore a backup.");
    }

    private static StorageCorruptedException Damaged(string file, string what) =>
        new($"'{file}' is damaged: {what}. Nothing was changed. Restore a backup into an empty folder.");
}
