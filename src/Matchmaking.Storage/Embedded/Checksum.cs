using System.Buffers.Binary;
using System.Numerics;

namespace Matchmaking.Storage.Embedded;

/// <summary>CRC-32C (Castagnoli; RFC 3720 appendix B.4 has its test values), with the processor's own instruction where it has one.</summary>
internal static class Checksum
{
    /// <summary>
    /// Of a frame: its file, place and length are part of it, so that no frame is taken for one of another file or place,
    /// not even where a stored value holds the bytes of a frame.
    /// </summary>
    internal static uint OfFrame(ulong fileId, long offset, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, fileId);
        crc = BitOperations.Crc32C(crc, (ulong)offset);
        crc = BitOperations.Crc32C(crc, (uint)payload.Length);
        return ~Append(crc, payload);
    }

    internal static uint Of(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));

        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);

        return crc;
    }
}
