using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A message as its columns hold it; times in ticks of UTC.</summary>
internal sealed record StoredMessage(long Id, long Receipt, long Visible, long Dequeues, long Inserted, byte[] Text)
{
    /// <summary>The message at the reader's place, as <see cref="StoreSchema.Message"/> selects it.</summary>
    /// <exception cref="StorageCorruptedException">Its checksum is another.</exception>
    internal static StoredMessage At(SqliteDataReader reader, string queue)
    {
        var message = new StoredMessage(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetFieldValue<byte[]>(5));
        return message.Sum(queue) == reader.GetInt64(6)
            ? message
            : throw new StorageCorruptedException($"Message {message.Id} of the queue '{queue}' is damaged: its checksum is another. Restore a backup.");
    }

    internal long Sum(string queue) => Checksum.Of(Text, [Id, Receipt, Visible, Dequeues, Inserted], queue);

    internal ReceivedMessage ToReceived(bool withReceipt) => new(
        Id.ToString("x16", CultureInfo.InvariantCulture),
        withReceipt ? Receipt.ToString("x", CultureInfo.InvariantCulture) : "",
        Encoding.UTF8.GetString(Text),
        Dequeues,
        new DateTimeOffset(Inserted, TimeSpan.Zero),
        new DateTimeOffset(Visible, TimeSpan.Zero));
}
