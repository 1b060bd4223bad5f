using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Storage.Embedded;

/// <summary>
/// A file of the store being written: a header (format, random id, checksum), then frames. A frame is a marker, the length of its
/// payload, a checksum (<see cref="Checksum.OfFrame"/>) and the payload: the records that were made durable together.
/// </summary>
/// <remarks>
/// A frame is begun only when all before it are durable. So whatever a crash leaves unfinished is the last frame, and a damaged
/// frame with a good one behind it means that the disk lost what it had promised to keep.
/// </remarks>
internal sealed class StoreFile : IDisposable
{
    internal const int HeaderLength = 20;
    internal const int FrameHeaderLength = 12;

    /// <summary>Longer than any batch plus any one record; a length above it is damage.</summary>
    internal const int MaxPayload = 64 * 1024 * 1024;

    internal const uint Marker = 0x4D52464D; // "MFRM"
    internal const ulong Format = 0x31304C4E524A4D4D; // "MMJRNL01"

    private readonly SafeFileHandle _handle;
    private readonly ulong _fileId;
    private readonly byte[] _frameHeader = new byte[FrameHeaderLength];

    private StoreFile(SafeFileHandle handle, ulong fileId, long length)
    {
        _handle = handle;
        _fileId = fileId;
        Length = length;
    }

    internal long Length { get; private set; }

    /// <summary>Creates a file that appears under its name with its header complete and durable.</summary>
    internal static StoreFile Create(string path)
    {
        var file = CreateUnnamed(path);
        file.NameAs(path);
        return file;
    }

    /// <summary>Creates a file under a provisional name; <see cref="NameAs"/> gives it its own once all is written.</summary>
    internal static StoreFile CreateUnnamed(string path)
    {
        var handle = File.OpenHandle(ProvisionalName(path), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            var fileId = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray());
            var header = new byte[HeaderLength];
            BinaryPrimitives.WriteUInt64LittleEndian(header, Format);
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), fileId);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), Checksum.Of(header.AsSpan(0, 16)));
            RandomAccess.Write(handle, header, 0);
            return new StoreFile(handle, fileId, HeaderLength);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal static string ProvisionalName(string path) => path + ".tmp";

    /// <summary>Makes all that was written durable, and then the name.</summary>
    internal void NameAs(string path)
    {
        Flush();
        File.Move(ProvisionalName(path), path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Goes on with a file that was read up to <paramref name="length"/>; what lies behind is cut off.</summary>
    internal static StoreFile Continue(string path, ulong fileId, long length)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        if (RandomAccess.GetLength(handle) != length)
        {
            RandomAccess.SetLength(handle, length);
            RandomAccess.FlushToDisk(handle);
        }

        return new StoreFile(handle, fileId, length);
    }

    internal void Append(ReadOnlyMemory<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_frameHeader, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(_frameHeader.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_frameHeader.AsSpan(8), Checksum.OfFrame(_fileId, Length, payload.Span));
        RandomAccess.Write(_handle, [_frameHeader, payload], Length);
        Length += FrameHeaderLength + payload.Length;
    }

    internal void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
