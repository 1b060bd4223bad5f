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
    // All but the content goes into the seed of the content's hash, so only a few short texts are copied.
    internal static long Of(ReadOnlySpan<byte> content, ReadOnlySpan<long> numbers, params ReadOnlySpan<string> texts)
    {
        var at = numbers.Length * sizeof(long);
        var length = at;
        foreach (var text in texts)
            length += Encoding.UTF8.GetMaxByteCount(text.Length) + 1;

        var head = length <= 4096 ? stackalloc byte[length] : new byte[length];
        MemoryMarshal.AsBytes(numbers).CopyTo(head);
        foreach (var text in texts)
        {
            at += Encoding.UTF8.GetBytes(text, head[at..]);
            head[at++] = 0;
        }

        return (long)XxHash3.HashToUInt64(content, (long)XxHash3.HashToUInt64(head[..at]));
    }
}
