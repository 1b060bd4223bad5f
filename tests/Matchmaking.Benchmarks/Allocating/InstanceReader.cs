using Matchmaking.Allocating;
using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Reads instances: large blocks of bytes, numbers parsed by hand, one part of the file for each processor. Lines may come
/// in any order after the problem line; a need without a line has no tranches, a capacity without one has nothing to give.
/// Within a need the pairs come out by ascending capacity, whatever their order in the file.
/// </summary>
internal static class InstanceReader
{
    // Below this, starting a thread costs more than it saves.
    private const long WorthAThread = 1 << 20;

    /// <summary>Reads an instance.</summary>
    /// <exception cref="InstanceException">It is malformed; the message names the line.</exception>
    public static AllocationProblem Read(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var header = InstanceHeader.Read(file);
        var parts = Parts(file, header);
        Threads.Each(parts, part => part.Read());
        Check(header, parts);

        var (firstTranche, trancheAmount, tranchePriority) = Tranches(header, parts);
        var firstPair = FirstPairs(header, parts);
        var capacity = GC.AllocateUninitializedArray<int>(header.Pairs);
        var fit = GC.AllocateUninitializedArray<int>(header.Pairs);
        var ceiling = GC.AllocateUninitializedArray<long>(header.Pairs);
        Threads.Each(parts, part => part.Place(capacity, fit, ceiling));
        PairOrder.Sort(firstPair, capacity, fit, ceiling);
        return new AllocationProblem(
            firstTranche, trancheAmount, tranchePriority, firstPair, capacity, fit, ceiling, Capacities(header, parts));
    }

    private static InstancePart[] Parts(SafeFileHandle file, InstanceHeader header)
    {
        var (from, length) = (header.Length, RandomAccess.GetLength(file) - header.Length);
        var parts = new InstancePart[Math.Clamp(length / WorthAThread, 1, Environment.ProcessorCount)];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new(header, new(file, from + (length * i / parts.Length), from + (length * (i + 1) / parts.Length)));
        return parts;
    }

    private static void Check(InstanceHeader header, InstancePart[] parts)
    {
        foreach (var part in parts)
        {
            if (part.Malformed is { } malformed)
                throw new InstanceException($"Line {Line(header, parts, part, part.Lines)}: {malformed.Message}.");
        }

        var pairs = parts.Sum(part => part.PairsOfNeed.Sum(count => (long)count));
        if (pairs != header.Pairs)
            throw new InstanceException($"The problem line says {header.Pairs} pairs, the file has {pairs}.");
    }

    private static (int[] First, long[] Amount, int[] Priority) Tranches(InstanceHeader header, InstancePart[] parts)
    {
        var first = new int[header.Needs + 1];
        var stands = new bool[header.Needs];
        foreach (var part in parts)
        {
            foreach (var line in part.Needs)
            {
                if (stands[line.Need])
                    throw new InstanceException($"Line {Line(header, parts, part, line.Line)}: need {line.Need} stands twice.");
                stands[line.Need] = true;
                first[line.Need + 1] = line.Tranches;
            }
        }

        for (var i = 0; i < header.Needs; i++)
            first[i + 1] += first[i];
        var (amount, priority) = (new long[first[^1]], new int[first[^1]]);
        foreach (var part in parts)
        {
            foreach (var line in part.Needs)
            {
                part.TrancheAmounts.CopyTo(line.FirstTranche, amount, first[line.Need], line.Tranches);
                part.TranchePriorities.CopyTo(line.FirstTranche, priority, first[line.Need], line.Tranches);
            }
        }

        return (first, amount, priority);
    }

    private static long[] Capacities(InstanceHeader header, InstancePart[] parts)
    {
        var amount = new long[header.Capacities];
        var stands = new bool[header.Capacities];
        foreach (var part in parts)
        {
            foreach (var line in part.Capacities)
            {
                if (stands[line.Capacity])
                    throw new InstanceException($"Line {Line(header, parts, part, line.Line)}: capacity {line.Capacity} stands twice.");
                stands[line.Capacity] = true;
                amount[line.Capacity] = line.Amount;
            }
        }

        return amount;
    }

    // Counts become positions: the pairs of a need in the first part come before those in the second.
    private static int[] FirstPairs(InstanceHeader header, InstancePart[] parts)
    {
        var first = new int[header.Needs + 1];
        var next = 0;
        for (var i = 0; i < header.Needs; i++)
        {
            foreach (var part in parts)
                (part.PairsOfNeed[i], next) = (next, next + part.PairsOfNeed[i]);
            first[i + 1] = next;
        }

        return first;
    }

    private static long Line(InstanceHeader header, InstancePart[] parts, InstancePart part, long line) =>
        header.Lines + parts.TakeWhile(before => before != part).Sum(before => before.Lines) + line;
}
