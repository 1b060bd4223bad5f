using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>The tables of a store, how a new one is made, and how it is known to be whole.</summary>
internal static class StoreSchema
{
    /// <summary>What tells our files from other people's SQLite files: "Mmat" in ASCII.</summary>
    internal const int ApplicationId = 0x4D6D6174;

    /// <summary>A program opens what is of its own version.</summary>
    internal const int Version = 1;

    internal const string Row = "partition, row, version, content, checksum";

    internal const string Message = "id, receipt, visible, dequeues, inserted, text, checksum";

    // Rows and what finds them by key are apart: rows are written one behind the other, and what many rows touch in the index is small.
    // With both in one tree (WITHOUT ROWID) a commit writes about twice as many pages.
    private static readonly string[] Tables =
    [
        "CREATE TABLE meta (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, previous TEXT NOT NULL, closed INTEGER NOT NULL, sequence INTEGER NOT NULL, counter INTEGER NOT NULL, count INTEGER NOT NULL, sum INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE TABLE names (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID",
        "CREATE TABLE rows (id INTEGER PRIMARY KEY, tbl TEXT NOT NULL, partition TEXT NOT NULL, row TEXT NOT NULL, version INTEGER NOT NULL, content BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE UNIQUE INDEX keys ON rows (tbl, partition, row)",
        "CREATE TABLE messages (id INTEGER PRIMARY KEY, queue TEXT NOT NULL, receipt INTEGER NOT NULL, visible INTEGER NOT NULL, dequeues INTEGER NOT NULL, inserted INTEGER NOT NULL, text BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE INDEX visible ON messages (queue, visible, id)",
    ];

    /// <summary>Makes an empty store under another name and renames it: a file of its name is a whole one.</summary>
    internal static void Create(StoreFiles files)
    {
        var provisional = files.Database + ".new";
        File.Delete(provisional);
        using (var database = new Database(provisional, SqliteOpenMode.ReadWriteCreate))
        {
            database.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; PRAGMA journal_mode = WAL; BEGIN");
            foreach (var table in Tables)
                database.Execute(table);

            new StoreMeta("", "", 0, 0, 0, 0, 0).AsNew().Insert(database);
            database.Execute("COMMIT");
        }

        File.Move(provisional, files.Database);
    }

    /// <summary>Reads all of a store and compares it with what the store knows of itself, as of one moment; changes nothing.</summary>
    /// <remarks>
    /// SQLite's own check looks at how its pages hang together, but has no checksums: a changed letter of a key, or a page of yesterday, is
    /// well-formed. So every row and message is read the way that queries find it, its checksum is compared, and their count and sum are
    /// those that the last commit left: then exactly that commit's state is there. 100,000 rows take a few tenths of a second.
    /// </remarks>
    internal static StoreContents Verify(Database database, string file, bool thorough, CancellationToken cancellationToken)
    {
        database.Execute("BEGIN");
        try
        {
            if (database.Ask("PRAGMA application_id") != $"{ApplicationId}")
                throw StoreFiles.Refused($"'{file}' is not a store of this program, or its beginning is damaged");

            if (database.Ask("PRAGMA user_version") is var version && version != $"{Version}")
                throw new StorageUnavailableException($"'{file}' is of version {version} and this program knows version {Version}. Nothing was changed.");

            if (database.Ask("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid)") != string.Join(';', Tables))
                throw Damaged("its tables are not those of a store");

            if (database.Ask(thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)") is not "ok" and var wrong)
                throw Damaged(wrong.ReplaceLineEndings(" "));

            if (StoreMeta.Read(database) is not { } meta)
                throw Damaged("what it says of itself is missing or has another checksum");

            var names = database.Query("SELECT kind, name FROM names", reader => (reader.GetString(0), reader.GetString(1))).ToHashSet();
            var (rows, messages, sum) = (0L, 0L, 0L);
            foreach (var (kind, name) in names)
                sum += SumOf(kind, name);

            database.Each($"SELECT {Row}, tbl FROM rows INDEXED BY keys ORDER BY tbl, partition, row", reader =>
            {
                SqliteTable.RowAt(reader, Named(StorageTelemetry.Table, reader.GetString(5)));
                sum += reader.GetInt64(4);
                rows++;
            });
            database.Each($"SELECT {Message}, queue FROM messages INDEXED BY visible ORDER BY queue, visible, id", reader =>
            {
                StoredMessage.At(reader, Named(StorageTelemetry.Queue, reader.GetString(7)));
                sum += reader.GetInt64(6);
                messages++;
            });
            return names.Count + rows + messages == meta.Count && sum == meta.Sum
                ? new StoreContents(meta, names, rows, messages)
                : throw Damaged($"it holds {names.Count + rows + messages} entries and should hold {meta.Count}, or some are older than they should be");

            string Named(string kind, string name)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return names.Contains((kind, name)) ? name : throw Damaged($"the {kind} '{name}' is not in its list");
            }
        }
        finally
        {
            database.Execute("ROLLBACK");
        }

        StorageCorruptedException Damaged(string what) => StoreFiles.Refused($"'{file}' is damaged: {what}");
    }

    /// <summary>What a table or queue itself adds to the sum.</summary>
    internal static long SumOf(string kind, string name) => Checksum.Of([], [], kind, name);
}

/// <summary>What a store holds, all of it read and found whole.</summary>
internal sealed record StoreContents(StoreMeta Meta, HashSet<(string Kind, string Name)> Names, long Rows, long Messages);
