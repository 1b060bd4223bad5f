using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Storage;

/// <summary>Writes the lines of an export, and at the end what proves that none is missing or changed.</summary>
internal sealed class TransferWriter(Stream destination) : IDisposable
{
    private readonly BufferedStream _lines = new(destination, 64 * 1024);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal async Task WriteAsync(TransferLine line, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(line.Write() + "\n");
        _hash.AppendData(bytes);
        await _lines.WriteAsync(bytes, cancellationToken);
    }

    internal async Task EndAsync(long rows, long messages, CancellationToken cancellationToken)
    {
        await WriteAsync(new TransferLine { Rows = rows, Messages = messages, Sha256 = Convert.ToHexStringLower(_hash.GetCurrentHash()) }, cancellationToken);
        await _lines.FlushAsync(cancellationToken);
    }

    // The destination stays open.
    public void Dispose() => _hash.Dispose();
}
