using System.Numerics;
using System.Runtime.CompilerServices;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Parses short numbers eight bytes at a time, without a branch for each digit: how many digits a number has cannot be
/// predicted, and a wrong guess costs more than the whole number does this way.
/// </summary>
internal static class PlainNumber
{
    /// <summary>Bytes that must be readable from the first digit on.</summary>
    public const int Reach = 8;

    /// <summary>Reads a number of one to seven digits and the byte after it; false where there is something else.</summary>
    /// <param name="text">The first digit.</param>
    /// <param name="at">Where that is; moved behind the byte that ends the number.</param>
    /// <param name="end">The byte that must end the number.</param>
    /// <param name="number">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref byte text, ref nuint at, byte end, out int number)
    {
        var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, at));
        if (!BitConverter.IsLittleEndian)
            bytes = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes);

        // Digits become 0 to 9; every other byte has its highest bit set in `others`. The lowest of them ends the number.
        var digits = bytes ^ 0x3030303030303030;
        var others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
        var bits = BitOperations.TrailingZeroCount(others) & ~7;

        // Digits move to the top, zeros in front of them; then pairs, fours and the eight are added up in parallel.
        digits <<= -bits;
        digits = (digits * 10) + (digits >> 8);
        digits = (((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        number = (int)digits;
        at += (nuint)(bits >> 3) + 1;
        return bits is > 0 and < 64 && (byte)(bytes >> bits) == end;
    }
}
