using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// What SQLite does not have: a checksum of everything that a row or message is, kept with it and compared whenever it is read. XXH3 of
/// 64 bits: what a disk changed is missed once in 2⁶⁴ times. It is no seal against people.
/// </summary>
internal static class Checksum
{
    private const int MostOnStack = 4096;

    internal static long OfName(string kind, string name) => Of([], [], [kind, name]);

    internal static long OfRow(string table, string partition, string row, long version, ReadOnlySpan<byte> content) =>
        Of(content, [version], [table, partition, row]);

    internal static long OfMessage(string queue, StoredMessage message) => Of(
        message.Text, [message.Id, message.Receipt, message.Visible, message.Dequeues, message.Inserted], [queue]);

    internal static long OfMeta(ReadOnlySpan<long> numbers, string owner, string previous) => Of([], numbers, [owner, previous]);

    // All but the content goes into the seed of the content's hash, so only a few short texts are copied.
    private static long Of(ReadOnlySpan<byte> content, ReadOnlySpan<long> numbers, ReadOnlySpan<string> texts)
    {
        var length = numbers.Length * sizeof(long);
        foreach (var text in texts)
            length += Encoding.UTF8.GetMaxByteCount(text.Length) + 1;

        var head = length <= MostOnStack ? stackalloc byte[length] : new byte[length];
        MemoryMarshal.AsBytes(numbers).CopyTo(head);
        var at = numbers.Length * sizeof(long);
        foreach (var text in texts)
        {
            at += Encoding.UTF8.GetBytes(text, head[at..]);
            head[at++] = 0;
        }

        return (long)XxHash3.HashToUInt64(content, (long)XxHash3.HashToUInt64(head[..at]));
    }
}
