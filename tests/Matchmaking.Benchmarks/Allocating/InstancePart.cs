using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>What one part of an instance file holds. Parts are read at the same time.</summary>
/// <param name="header">The problem line.</param>
/// <param name="text">The part's lines.</param>
internal sealed class InstancePart(InstanceHeader header, InstanceText text)
{
    // Chunks rather than one growing list: nothing is copied, and a chunk can go as soon as its pairs have been placed.
    private const int ChunkSize = 1 << 15;

    private PairLine[] chunk = [];
    private int inChunk;

    /// <summary>Needs, in the order of their lines.</summary>
    public List<NeedLine> Needs { get; } = [];

    /// <summary>Capacities, in the order of their lines.</summary>
    public List<CapacityLine> Capacities { get; } = [];

    /// <summary>Amounts of the tranches.</summary>
    public List<long> TrancheAmounts { get; } = [];

    /// <summary>Priorities of the tranches.</summary>
    public List<int> TranchePriorities { get; } = [];

    /// <summary>How many pairs each need has in this part; while pairs are placed, where its next one goes.</summary>
    public int[] PairsOfNeed { get; } = new int[header.Needs];

    /// <summary>Lines read, the malformed one included.</summary>
    public long Lines { get; private set; }

    /// <summary>Why the last line read is malformed, if it is.</summary>
    public InstanceException? Malformed { get; private set; }

    private List<PairLine[]> Chunks { get; } = [];

    /// <summary>Reads the part up to its end or to a malformed line.</summary>
    public void Read()
    {
        try
        {
            for (var block = text.Next(); !block.IsEmpty; block = text.Next())
                Read(block);
        }
        catch (InstanceException malformed)
        {
            Malformed = malformed;
        }
    }

    /// <summary>Puts the pairs where they belong, and lets go of them here.</summary>
    public void Place(int[] capacity, int[] fit, long[] ceiling)
    {
        var next = PairsOfNeed;
        for (var c = 0; c < Chunks.Count; c++)
        {
            foreach (ref readonly var line in Chunks[c].AsSpan(0, c + 1 < Chunks.Count ? ChunkSize : inChunk))
            {
                var pair = next[line.Need]++;
                capacity[pair] = line.Capacity;
                fit[pair] = line.Fit;
                ceiling[pair] = line.Ceiling;
            }

            Chunks[c] = [];
        }
    }

    private void Read(ReadOnlySpan<byte> block)
    {
        var cursor = new LineCursor(block);
        while (cursor.At < block.Length)
        {
            cursor.At = PlainPairs(block, cursor.At);
            if (cursor.At == block.Length)
                break;
            Lines++;
            switch (cursor.Peek())
            {
                case (byte)'e': Pair(ref cursor); break;
                case (byte)'n': Need(ref cursor); break;
                case (byte)'c': Capacity(ref cursor); break;
                case (byte)'#' or (byte)'\n': break;
                case var other: throw new InstanceException($"'{(char)other}' begins no line");
            }

            cursor.End();
        }
    }

    // Nearly all lines are pairs with single blanks and short numbers. Stops at the first line that is anything else.
    private int PlainPairs(ReadOnlySpan<byte> block, int at)
    {
        ref var text = ref MemoryMarshal.GetReference(block);
        var line = (nuint)at;
        while (line < (nuint)block.Length && Unsafe.Add(ref text, line) == (byte)'e' && Unsafe.Add(ref text, line + 1) == (byte)' ')
        {
            var next = line + 2;
            if (!PlainNumber.TryRead(ref text, ref next, (byte)' ', out var need) || need >= header.Needs
                || !PlainNumber.TryRead(ref text, ref next, (byte)' ', out var capacity) || capacity >= header.Capacities
                || !PlainNumber.TryRead(ref text, ref next, (byte)' ', out var fit) || fit > 1000
                || !TryReadCeiling(ref text, ref next, out var ceiling))
                break;
            Add(new(ceiling, need, capacity, fit));
            Lines++;
            line = next;
        }

        return (int)line;
    }

    private static bool TryReadCeiling(ref byte text, ref nuint at, out long ceiling)
    {
        var begin = at;
        if (PlainNumber.TryRead(ref text, ref at, (byte)'\n', out var small))
        {
            ceiling = small;
            return true;
        }

        (at, ceiling) = (begin, 0);
        for (uint digit; at < begin + 18 && (digit = Unsafe.Add(ref text, at) - (uint)'0') <= 9; at++)
            ceiling = (ceiling * 10) + digit;
        return at > begin && Unsafe.Add(ref text, at++) == (byte)'\n';
    }

    private void Pair(ref LineCursor cursor)
    {
        cursor.At++;
        var (need, capacity, fit, ceiling) = (cursor.Below(header.Needs), cursor.Below(header.Capacities), cursor.Below(1001), cursor.Number());
        Add(new(ceiling, need, capacity, fit));
    }

    private void Add(PairLine line)
    {
        if (inChunk == chunk.Length)
        {
            Chunks.Add(chunk = GC.AllocateUninitializedArray<PairLine>(ChunkSize));
            inChunk = 0;
        }

        chunk[inChunk++] = line;
        PairsOfNeed[line.Need]++;
    }

    private void Need(ref LineCursor cursor)
    {
        cursor.At++;
        var (need, first, before) = (cursor.Below(header.Needs), TrancheAmounts.Count, 1000);
        while (cursor.Peek() is not ((byte)'\n' or (byte)'#'))
        {
            TrancheAmounts.Add(cursor.Number());
            cursor.Expect(":"u8);
            var priority = cursor.Below(1001);
            if (priority > before)
                throw new InstanceException("a tranche has more priority than the one before");
            TranchePriorities.Add(before = priority);
        }

        Needs.Add(new(need, first, TrancheAmounts.Count - first, Lines));
    }

    private void Capacity(ref LineCursor cursor)
    {
        cursor.At++;
        Capacities.Add(new(cursor.Below(header.Capacities), cursor.Number(), Lines));
    }
}
