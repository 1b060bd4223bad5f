using System.Runtime.CompilerServices;

namespace Matchmaking.Allocating;

/// <summary>
/// Lots decide between plans of equal points, as they would between people: fairly, and the same way whenever the same
/// two come together. A lot is drawn from what it belongs to by a mixing function that spreads any two inputs evenly.
/// </summary>
internal static class Lots
{
    // 40 bits: sums along the longest path of a tree of four million nodes stay within 63.
    public const int Bits = 40;

    /// <summary>The lot of two that come together: a need, and a capacity or tranche.</summary>
    /// <param name="one">From <see cref="OfOne"/>.</param>
    /// <param name="other">From <see cref="OfOther"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(ulong one, ulong other) => (long)(Mix(one ^ other) >> (64 - Bits));

    /// <summary>A need's part in its lots, in one drawing.</summary>
    public static ulong OfOne(ulong need, int draw) => Mix(need + (0x9E3779B97F4A7C15 * (ulong)(draw + 1)));

    /// <summary>A capacity's or tranche's part in its lots.</summary>
    public static ulong OfOther(ulong other) => Mix(other + 0xD1B54A32D192ED03);

    /// <summary>The number of an identity: FNV-1a over its characters.</summary>
    public static ulong Number(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in id)
            hash = (hash ^ character) * 1099511628211UL;
        return Mix(hash);
    }

    // The finishing steps of SplitMix64 (Steele, Lea, Flood, 2014).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
