namespace Matchmaking.Benchmarks.Allocating;

/// <summary>Brings the pairs of each need into ascending order of capacity.</summary>
internal static class PairOrder
{
    /// <summary>Sorts the needs whose pairs are not in order already, as those of a generated file are.</summary>
    public static void Sort(int[] firstPair, int[] capacity, int[] fit, long[] ceiling)
    {
        var needs = firstPair.Length - 1;
        var ranges = capacity.Length < 1 << 16 ? 1 : Environment.ProcessorCount;
        (int From, int To)[] parts = [.. Enumerable.Range(0, ranges)
            .Select(part => ((int)((long)needs * part / ranges), (int)((long)needs * (part + 1) / ranges)))];
        Threads.Each(parts, part =>
        {
            for (var need = part.From; need < part.To; need++)
            {
                var (begin, length) = (firstPair[need], firstPair[need + 1] - firstPair[need]);
                if (!IsAscending(capacity.AsSpan(begin, length)))
                    Sort(capacity.AsSpan(begin, length), fit.AsSpan(begin, length), ceiling.AsSpan(begin, length));
            }
        });
    }

    private static bool IsAscending(ReadOnlySpan<int> capacity)
    {
        for (var i = 1; i < capacity.Length; i++)
        {
            if (capacity[i] < capacity[i - 1])
                return false;
        }

        return true;
    }

    // Capacity and place in one number, which sorts fastest and keeps pairs of the same capacity in the file's order.
    private static void Sort(Span<int> capacity, Span<int> fit, Span<long> ceiling)
    {
        var keys = new long[capacity.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((long)capacity[i] << 32) | (uint)i;
        Array.Sort(keys);
        var (fitBefore, ceilingBefore) = (fit.ToArray(), ceiling.ToArray());
        for (var i = 0; i < keys.Length; i++)
        {
            var from = (int)keys[i];
            capacity[i] = (int)(keys[i] >> 32);
            fit[i] = fitBefore[from];
            ceiling[i] = ceilingBefore[from];
        }
    }
}
