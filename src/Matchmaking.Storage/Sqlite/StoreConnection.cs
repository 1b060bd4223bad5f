using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>Connections to a store's file, and what SQLite's errors mean to whoever asked.</summary>
internal static class StoreConnection
{
    // How long somebody else's lock is waited for.
    private const int PatienceSeconds = 5;

    internal static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = PatienceSeconds }.ToString());
        try
        {
            connection.Open();

            // On macOS only the "full" kind of flush reaches the disk; elsewhere it is the usual one.
            connection.Run($"PRAGMA busy_timeout = {PatienceSeconds}000; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Run(this SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    internal static string Ask(this SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar()?.ToString() ?? "";
    }

    /// <summary>One of storage's own exceptions for what SQLite, or reading what it gave, threw; its sentence names the file.</summary>
    internal static Exception Translate(Exception e, string file) => e switch
    {
        StorageLimitException or ObjectDisposedException or StorageCorruptedException or StorageInUseException => e,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED } =>
            new StorageUnavailableException($"'{file}' is locked by another program. Nothing of this was written.", e),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } =>
            new StorageUnavailableException($"The disk of '{file}' is full. Nothing of this was written; writes go on once there is space.", e),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM } =>
            new StorageUnavailableException($"'{file}' cannot be written: it, or its folder, is read-only for this program.", e),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_INTERRUPT } sqlite =>
            new StorageUnavailableException($"'{file}' could not be read or written (SQLite {sqlite.SqliteExtendedErrorCode}). What was acknowledged before is safe.", e),

        // Whatever else SQLite finds in a file that we alone write, or gives in place of what we wrote, is damage.
        SqliteException or InvalidCastException or InvalidOperationException or FormatException or OverflowException or ArgumentException =>
            new StorageCorruptedException($"'{file}' is damaged ({e.Message.TrimEnd('.')}). Nothing was changed. Restore a backup.", e),
        UnauthorizedAccessException or IOException =>
            new StorageUnavailableException($"'{file}' cannot be used: {e.Message}", e),
        _ => e,
    };
}
