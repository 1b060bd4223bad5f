using System.Buffers;
using System.Text.Json;

namespace Matchmaking.Storage.Azure;

/// <summary>How large a transaction is as it is sent: what the service's limit of 4 MiB counts.</summary>
internal static class TransactionSize
{
    // Headers and the address of one action in a multipart body.
    private const int Overhead = 1024;

    /// <summary>No row of this many bytes is sent in more: a two-byte unit of text becomes six bytes of JSON at most, in a key nine more of a URL.</summary>
    internal static long UpperBound(int rowBytes) => Overhead + 64 + (8L * rowBytes);

    internal static long Of(IReadOnlyList<RowChange> actions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        long size = 0;
        foreach (var action in actions)
        {
            size += Overhead + UrlLength(action.Row.PartitionKey) + UrlLength(action.Row.RowKey);
            if (action.Kind is RowChangeKind.Delete)
                continue;

            buffer.ResetWrittenCount();
            using var writer = new Utf8JsonWriter(buffer, EntityJson.Options);
            EntityJson.Write(writer, action.Row, Guid.Empty.ToString("N"));
            writer.Flush();
            size += buffer.WrittenCount;
        }

        return size;
    }

    private static int UrlLength(string key) => Uri.EscapeDataString(KeyEscape.Escape(key)).Length;
}
