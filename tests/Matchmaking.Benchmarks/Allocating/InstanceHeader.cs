using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>The problem line, which comes before all others but comments.</summary>
/// <param name="Needs">How many needs.</param>
/// <param name="Capacities">How many capacities.</param>
/// <param name="Pairs">How many pairs.</param>
/// <param name="Lines">Lines up to and with this one.</param>
/// <param name="Length">Bytes of those lines.</param>
internal sealed record InstanceHeader(int Needs, int Capacities, int Pairs, long Lines, long Length)
{
    /// <summary>Reads the problem line.</summary>
    public static InstanceHeader Read(SafeFileHandle file)
    {
        var text = new InstanceText(file, 0, RandomAccess.GetLength(file));
        var (lines, length) = (0L, 0L);
        for (var block = text.Next(); !block.IsEmpty; block = text.Next())
        {
            var cursor = new LineCursor(block);
            while (cursor.At < block.Length)
            {
                lines++;
                try
                {
                    if (cursor.Peek() is not ((byte)'#' or (byte)'\n'))
                        return Parse(ref cursor, lines, length);
                    cursor.End();
                }
                catch (InstanceException malformed)
                {
                    throw new InstanceException($"Line {lines}: {malformed.Message}.");
                }
            }

            length += block.Length;
        }

        throw new InstanceException("The problem line 'p alloc <needs> <capacities> <pairs>' is missing.");
    }

    private static InstanceHeader Parse(ref LineCursor cursor, long lines, long length)
    {
        cursor.Expect("p"u8);
        cursor.Expect("alloc"u8);
        var (needs, capacities, pairs) = (cursor.Below(Array.MaxLength), cursor.Below(Array.MaxLength), cursor.Below(Array.MaxLength));
        cursor.End();
        return new(needs, capacities, pairs, lines, length + cursor.At);
    }
}
