namespace Matchmaking.Benchmarks.Allocating;

/// <summary>Writes numbers as text into large blocks: a stream and a string for each would take most of the time.</summary>
internal sealed class DigitBuffer(Stream stream) : IDisposable
{
    private readonly byte[] block = new byte[1 << 20];
    private int used;

    /// <summary>One character.</summary>
    public void Put(char character)
    {
        if (used == block.Length)
            Flush();
        block[used++] = (byte)character;
    }

    /// <summary>A number, 0 or more, with a character after it.</summary>
    public void Put(long number, char after)
    {
        if (used > block.Length - 32)
            Flush();
        if (!number.TryFormat(block.AsSpan(used), out var written, provider: System.Globalization.CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A number did not fit into the block.");
        used += written;
        block[used++] = (byte)after;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private void Flush()
    {
        stream.Write(block, 0, used);
        used = 0;
    }
}
