using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>Connections that read beside the writer, each with its own prepared statements; as many as read at the same time.</summary>
internal sealed class StoreReaders(StoreFolder folder) : IDisposable
{
    private readonly ConcurrentBag<StoreReader> _idle = [];
    private volatile bool _disposed;

    internal T Read<T>(Func<StoreReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteStorageAccount));
        StoreReader? reader = null;
        try
        {
            if (!_idle.TryTake(out reader))
                reader = new StoreReader(StoreConnection.Open(folder.Database, SqliteOpenMode.ReadOnly));

            var result = read(reader);
            _idle.Add(reader);
            if (_disposed)
                Dispose();

            return result;
        }
        catch (Exception e)
        {
            // Whatever state it is in, nobody uses it again.
            reader?.Dispose();
            throw StoreConnection.Translate(e, folder.Database);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }
}

/// <summary>One connection that reads.</summary>
internal sealed class StoreReader(SqliteConnection connection) : IDisposable
{
    private readonly Statement _get = new(connection, $"SELECT {StoredRow.Columns} FROM rows WHERE tbl = $1 AND partition = $2 AND row = $3");
    private readonly Statement _range = new(connection, $"SELECT {StoredRow.Columns} FROM rows WHERE tbl = $1 AND partition = $2 AND row >= $3 AND row < $4 ORDER BY row LIMIT $5");
    private readonly Statement _scan = new(connection, $"SELECT {StoredRow.Columns} FROM rows WHERE tbl = $1 AND (partition, row) > ($2, $3) ORDER BY partition, row LIMIT $4");
    private readonly Statement _messages = new(connection, $"SELECT {StoredMessage.Columns} FROM messages WHERE queue = $1 AND visible <= $2 AND (visible, id) > ($3, $4) ORDER BY visible, id LIMIT $5");
    private readonly Statement _count = new(connection, "SELECT COUNT(*) FROM messages WHERE queue = $1");

    internal Row? Get(string table, string partition, string row)
    {
        using var reader = _get.Read(table, partition, row);
        return reader.Read() ? StoredRow.Read(reader, table) : null;
    }

    internal List<Row> Range(string table, string partition, string from, string to, int limit) =>
        Rows(_range.Read(table, partition, from, to, limit), table);

    /// <summary>Rows of all partitions that come behind a row, in order.</summary>
    internal List<Row> Scan(string table, string afterPartition, string afterRow, int limit) => Rows(_scan.Read(table, afterPartition, afterRow, limit), table);

    /// <summary>Messages that show at a time, in the order in which they came to; behind one of them.</summary>
    internal List<StoredMessage> Messages(string queue, long now, long afterVisible, long afterId, int limit)
    {
        var messages = new List<StoredMessage>();
        using var reader = _messages.Read(queue, now, afterVisible, afterId, limit);
        while (reader.Read())
            messages.Add(StoredMessage.Read(reader, queue));

        return messages;
    }

    internal int Count(string queue)
    {
        using var reader = _count.Read(queue);
        return reader.Read() ? reader.GetInt32(0) : 0;
    }

    public void Dispose() => connection.Dispose();

    private static List<Row> Rows(SqliteDataReader reader, string table)
    {
        var rows = new List<Row>();
        using (reader)
        {
            while (reader.Read())
                rows.Add(StoredRow.Read(reader, table));
        }

        return rows;
    }
}
