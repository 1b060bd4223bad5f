using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>The tables of a store, and how a new one is made.</summary>
internal static class StoreSchema
{
    /// <summary>What tells our files from other people's SQLite files: "Mmat" in ASCII.</summary>
    internal const int ApplicationId = 0x4D6D6174;

    /// <summary>Which tables: a program opens what is of its own version.</summary>
    internal const int Version = 1;

    // Rows and what finds them by key are apart: rows are written one behind the other, and what a commit of many rows touches
    // in the index is small. With both in one tree (WITHOUT ROWID) a commit writes about twice as many pages.
    internal static readonly IReadOnlyList<string> Tables =
    [
        "CREATE TABLE meta (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, previous TEXT NOT NULL, closed INTEGER NOT NULL, sequence INTEGER NOT NULL, counter INTEGER NOT NULL, count INTEGER NOT NULL, sum INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE TABLE names (kind TEXT NOT NULL, name TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID",
        "CREATE TABLE rows (id INTEGER PRIMARY KEY, tbl TEXT NOT NULL, partition TEXT NOT NULL, row TEXT NOT NULL, version INTEGER NOT NULL, content BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE UNIQUE INDEX keys ON rows (tbl, partition, row)",
        "CREATE TABLE messages (id INTEGER PRIMARY KEY, queue TEXT NOT NULL, receipt INTEGER NOT NULL, visible INTEGER NOT NULL, dequeues INTEGER NOT NULL, inserted INTEGER NOT NULL, text BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE INDEX visible ON messages (queue, visible, id)",
    ];

    /// <summary>Makes an empty store under another name and renames it: a file of its name is a whole one.</summary>
    internal static void Create(StoreFolder folder)
    {
        File.Delete(folder.NewDatabase);
        using (var connection = StoreConnection.Open(folder.NewDatabase, SqliteOpenMode.ReadWriteCreate))
        {
            var owner = StoreMeta.NewOwner();
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; PRAGMA journal_mode = WAL; BEGIN"));
            foreach (var table in Tables)
                connection.Run(table);

            using var insert = new Statement(connection, StoreMeta.Insert);
            insert.Execute(new StoreMeta(owner, owner, Closed: true, 0, 0, 0, 0).Values());
            connection.Run("COMMIT");
        }

        File.Move(folder.NewDatabase, folder.Database);
        NativeFile.FlushDirectory(folder.Path);
    }
}
