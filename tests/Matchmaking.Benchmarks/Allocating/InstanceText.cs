using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Hands out the lines that begin in one part of a file, in large blocks of whole lines. Every block ends with a line
/// end, also where the file does not.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="from">First byte of the part. A line that began before it belongs to the part before.</param>
/// <param name="to">The part's end, excluded.</param>
internal sealed class InstanceText(SafeFileHandle file, long from, long to)
{
    // Free at the end of the block: for a line end, and for what is read eight bytes at a time.
    private const int Spare = 1 + PlainNumber.Reach;

    private byte[] block = GC.AllocateUninitializedArray<byte>(1 << 18);
    private long offset = from == 0 ? 0 : from - 1;
    private int begin;
    private int filled;
    private bool first = from > 0;
    private bool over;

    /// <summary>The next block; empty when the part is over. Behind it, <see cref="PlainNumber.Reach"/> more bytes may be read.</summary>
    public ReadOnlySpan<byte> Next()
    {
        while (!over)
        {
            // What is left of a line goes to the front; a line longer than the block makes it grow.
            block.AsSpan(begin, filled - begin).CopyTo(block);
            (filled, begin) = (filled - begin, 0);
            if (filled >= block.Length - Spare)
                Array.Resize(ref block, block.Length * 2);
            var read = RandomAccess.Read(file, block.AsSpan(filled, block.Length - Spare - filled), offset);
            offset += read;
            filled += read;
            if (read == 0)
            {
                over = true;
                if (filled > 0)
                    block[filled++] = (byte)'\n';
            }

            if (first && !SkipLine())
                continue;
            var end = WholeLines();
            if (end > begin)
            {
                var lines = block.AsSpan(begin, end - begin);
                begin = end;
                return lines;
            }
        }

        return [];
    }

    private bool SkipLine()
    {
        var end = block.AsSpan(0, filled).IndexOf((byte)'\n');
        begin = end < 0 ? filled : end + 1;
        first = end < 0;
        return !first;
    }

    // The end of the lines that belong to this part; the last of them may reach into the next.
    private int WholeLines()
    {
        var end = block.AsSpan(begin, filled - begin).LastIndexOf((byte)'\n') + 1 + begin;
        var limit = to - (offset - filled);
        if (over || limit > end)
            return end;
        over = true;
        if (limit <= begin)
            return begin;
        return block.AsSpan((int)limit - 1, filled - (int)limit + 1).IndexOf((byte)'\n') + (int)limit;
    }
}
