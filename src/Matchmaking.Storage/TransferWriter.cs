using System.Buffers;
using System.Text.Json;

namespace Matchmaking.Storage;

/// <summary>Writes the lines of an export.</summary>
internal sealed class TransferWriter(Stream destination)
{
    private const int FlushBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _lines = new();

    internal async Task WriteAsync(TransferLine line, CancellationToken cancellationToken)
    {
        _lines.Write(JsonSerializer.SerializeToUtf8Bytes(line, TransferLine.Options));
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= FlushBytes)
            await FlushAsync(cancellationToken);
    }

    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_lines.WrittenMemory, cancellationToken);
        _lines.ResetWrittenCount();
        await destination.FlushAsync(cancellationToken);
    }
}
