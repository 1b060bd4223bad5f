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

    private void Pair(ref LineCursor cursor)
    {
        cursor.At++;
        var (need, capacity, fit, ceiling) = (cursor.Below(header.Needs), cursor.Below(header.Capacities), cursor.Below(1001), cursor.Number());
        if (inChunk == chunk.Length)
        {
            Chunks.Add(chunk = GC.AllocateUninitializedArray<PairLine>(ChunkSize));
            inChunk = 0;
        }

        chunk[inChunk++] = new(ceiling, need, capacity, fit);
        PairsOfNeed[need]++;
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
