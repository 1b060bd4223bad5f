using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>Rows as their columns hold them. A row's checksum covers its version, so it serves as ETag.</summary>
internal static class StoredRow
{
    internal const string Columns = "partition, row, version, content, checksum";

    /// <summary>The row at the reader's place, as <see cref="Columns"/> selects it.</summary>
    /// <exception cref="StorageCorruptedException">Its checksum is another.</exception>
    internal static Row Read(SqliteDataReader reader, string table)
    {
        var (partition, row, content, checksum) = (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(3), reader.GetInt64(4));
        return Checksum.OfRow(table, partition, row, reader.GetInt64(2), content) == checksum
            ? new Row(partition, row, content) { ETag = ETagOf(checksum) }
            : throw new StorageCorruptedException(
                $"Row '{row}' of partition '{partition}' in the table '{table}' is damaged: its checksum is another. Restore a backup.");
    }

    internal static string ETagOf(long checksum) => checksum.ToString("x16", CultureInfo.InvariantCulture);
}
