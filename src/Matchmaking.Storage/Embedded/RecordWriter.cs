using System.Buffers.Binary;
using System.Text;

namespace Matchmaking.Storage.Embedded;

/// <summary>A growing buffer that records are written into: numbers of variable length, length-prefixed text and bytes.</summary>
internal sealed class RecordWriter(int capacity = 64 * 1024)
{
    private const int Kept = 1024 * 1024;

    private byte[] _buffer = new byte[capacity];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    internal ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    internal byte[] ToArray() => Written.ToArray();

    /// <summary>Empties the buffer (and gives back what one large write made it grow to).</summary>
    internal void Clear()
    {
        Length = 0;
        if (_buffer.Length > Kept)
            _buffer = new byte[capacity];
    }

    /// <summary>Takes back what was written behind <paramref name="length"/>.</summary>
    internal void TruncateTo(int length) => Length = length;

    internal void Byte(byte value) => Take(1)[0] = value;

    internal void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    internal void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    internal void Count(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));

        Byte((byte)rest);
    }

    internal void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        value.CopyTo(Take(value.Length));
    }

    private Span<byte> Take(int length)
    {
        if (_buffer.Length - Length < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + length));

        Length += length;
        return _buffer.AsSpan(Length - length, length);
    }
}
