using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Storage.Embedded;

/// <summary>Reads a file of the store, frame after frame, and tells an unfinished tail from damage.</summary>
internal sealed class StoreFileReader : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly long _length;
    private readonly byte[] _header = new byte[StoreFile.FrameHeaderLength];
    private byte[] _payload = [];

    internal StoreFileReader(string path)
    {
        _path = path;
        _handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        _length = RandomAccess.GetLength(_handle);
        try
        {
            FileId = ReadHeader();
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    internal ulong FileId { get; }

    /// <summary>Up to where whole frames have been read.</summary>
    internal long Position { get; private set; } = StoreFile.HeaderLength;

    /// <summary>Applies every record; leaves <see cref="Position"/> behind the last whole frame.</summary>
    /// <param name="state">What the records are applied to.</param>
    /// <param name="mayBeTorn">Whether a write may have been under way in this file when it was left.</param>
    /// <returns>The last record.</returns>
    /// <exception cref="StorageCorruptedException">A frame is damaged and is not the unfinished end of the file.</exception>
    internal JournalRecord? Replay(StoreState state, bool mayBeTorn)
    {
        JournalRecord? last = null;
        while (Position < _length)
        {
            if (!TryReadFrame(Position, out var payloadLength))
            {
                if (!mayBeTorn)
                    throw Corrupted("is incomplete or damaged");

                if (FindWholeFrame(Position + 1) is { } next)
                    throw Corrupted($"is damaged, and a whole record stands behind it at offset {next}");

                return last;
            }

            last = Apply(state, _payload.AsSpan(0, payloadLength)) ?? last;
            Position += StoreFile.FrameHeaderLength + payloadLength;
        }

        return last;
    }

    public void Dispose() => _handle.Dispose();

    private JournalRecord? Apply(StoreState state, ReadOnlySpan<byte> payload)
    {
        JournalRecord? record = null;
        var reader = new RecordReader(payload);
        try
        {
            while (!reader.AtEnd)
            {
                record = JournalRecord.Read(ref reader);
                record.ApplyTo(state);
            }
        }
        catch (Exception e) when (e is not IOException)
        {
            throw Corrupted($"is whole but cannot be understood ({e.Message})");
        }

        return record;
    }

    private ulong ReadHeader()
    {
        var header = new byte[StoreFile.HeaderLength];
        if (_length < header.Length
            || RandomAccess.Read(_handle, header, 0) != header.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16)) != Checksum.Of(header.AsSpan(0, 16)))
            throw new StorageCorruptedException($"The file '{_path}' is damaged at offset 0: its header does not hold.");

        return BinaryPrimitives.ReadUInt64LittleEndian(header) == StoreFile.Format
            ? BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(8))
            : throw new StorageCorruptedException($"The file '{_path}' is of another format; a later version may have written it.");
    }

    private bool TryReadFrame(long offset, out int payloadLength)
    {
        payloadLength = 0;
        if (_length - offset < StoreFile.FrameHeaderLength || !ReadExactly(_header, StoreFile.FrameHeaderLength, offset))
            return false;

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
        if (BinaryPrimitives.ReadUInt32LittleEndian(_header) != StoreFile.Marker
            || length is < 1 or > StoreFile.MaxPayload
            || length > _length - offset - StoreFile.FrameHeaderLength)
            return false;

        if (_payload.Length < length)
            _payload = new byte[Math.Max(length, 1024 * 1024)];

        payloadLength = length;
        return ReadExactly(_payload, length, offset + StoreFile.FrameHeaderLength)
            && Checksum.OfFrame(FileId, offset, _payload.AsSpan(0, length)) == BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(8));
    }

    private long? FindWholeFrame(long from)
    {
        Span<byte> marker = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(marker, StoreFile.Marker);
        var window = new byte[1024 * 1024];
        while (_length - from >= StoreFile.FrameHeaderLength)
        {
            var read = RandomAccess.Read(_handle, window, from);
            var at = window.AsSpan(0, read).IndexOf(marker);
            if (at >= 0 && TryReadFrame(from + at, out _))
                return from + at;

            // Without a marker, its first three bytes may still end the window.
            from += at >= 0 ? at + 1 : Math.Max(1, read - 3);
        }

        return null;
    }

    private bool ReadExactly(byte[] buffer, int length, long offset)
    {
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_handle, buffer.AsSpan(done, length - done), offset + done);
            if (read == 0)
                return false;

            done += read;
        }

        return true;
    }

    private StorageCorruptedException Corrupted(string what) => new($"The file '{_path}' is damaged: the record at offset {Position} {what}.");
}
