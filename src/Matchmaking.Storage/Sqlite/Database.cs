using System.Globalization;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A connection to a store's file; each statement is prepared once. Parameters are <c>$1</c>, <c>$2</c>….</summary>
internal sealed class Database : IDisposable
{
    // How long somebody else's lock is waited for.
    private const int PatienceSeconds = 5;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;

    internal Database(string file, SqliteOpenMode mode)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = PatienceSeconds }.ToString());
        try
        {
            _connection.Open();

            // On macOS only the "full" kind of flush reaches the disk; elsewhere it is the usual one.
            Execute($"PRAGMA busy_timeout = {PatienceSeconds}000; PRAGMA cell_size_check = ON; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    internal int Execute(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteNonQuery();

    internal void Each(string sql, Action<SqliteDataReader> read, params ReadOnlySpan<object> values)
    {
        using var reader = Prepared(sql, values).ExecuteReader();
        while (reader.Read())
            read(reader);
    }

    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        var found = new List<T>();
        Each(sql, reader => found.Add(read(reader)), values);
        return found;
    }

    internal string Ask(string sql) => Query(sql, reader => reader.GetValue(0).ToString()).FirstOrDefault() ?? "";

    /// <summary>All in one step, so in one reading transaction: a writer goes on meanwhile.</summary>
    internal void CopyTo(Database copy) => _connection.BackupDatabase(copy._connection);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();

        _connection.Dispose();
    }

    /// <summary>One of storage's own exceptions for what SQLite, or reading what it gave, threw; its sentence names the file.</summary>
    internal static Exception Translate(Exception e, string file) => e switch
    {
        StorageLimitException or ObjectDisposedException or StorageCorruptedException or StorageInUseException => e,
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED } =>
            new StorageUnavailableException($"'{file}' is locked by another program. Nothing of this was written.", e),
        SqliteException { SqliteErrorCode: SQLITE_FULL } =>
            new StorageUnavailableException($"The disk of '{file}' is full. Nothing of this was written; writes go on once there is space.", e),
        SqliteException { SqliteErrorCode: SQLITE_READONLY or SQLITE_PERM } =>
            new StorageUnavailableException($"'{file}' cannot be written: it, or its folder, is read-only for this program.", e),
        SqliteException { SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_IOERR or SQLITE_NOMEM or SQLITE_INTERRUPT } sqlite =>
            new StorageUnavailableException($"'{file}' could not be read or written (SQLite {sqlite.SqliteExtendedErrorCode}). What was acknowledged before is safe.", e),

        // Whatever else SQLite finds in a file that we alone write, or gives in place of what we wrote, is damage.
        SqliteException or InvalidCastException or InvalidOperationException or FormatException or OverflowException or ArgumentException =>
            new StorageCorruptedException($"'{file}' is damaged ({e.Message.TrimEnd('.')}). Nothing was changed. Restore a backup.", e),
        UnauthorizedAccessException or IOException => new StorageUnavailableException($"'{file}' cannot be used: {e.Message}", e),
        _ => e,
    };

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared[sql] = command = new SqliteCommand(sql, _connection);

        for (var i = 0; i < values.Length; i++)
        {
            if (command.Parameters.Count == i)
                command.Parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i]);
            else
                command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
