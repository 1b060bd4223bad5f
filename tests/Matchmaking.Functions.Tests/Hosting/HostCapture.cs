using System.Text;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>A request that a Functions host really sent.</summary>
internal sealed class HostCapture
{
    private const string CapturedPort = "127.0.0.1:33641";

    private readonly string head;

    private HostCapture(string head, byte[] body)
    {
        this.head = head;
        Body = body;
    }

    /// <summary>Its body, chunks joined.</summary>
    public byte[] Body { get; }

    /// <summary>Every capture's name.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "host-captures"), "*.txt").Select(Path.GetFileNameWithoutExtension).Order()!;

    /// <summary>Reads one.</summary>
    public static HostCapture Read(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host-captures", name + ".txt"));
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return new HostCapture(Encoding.ASCII.GetString(bytes, 0, end + 4), bytes[(end + 4)..]);
    }

    /// <summary>The bytes to send to a port, in chunks of a few bytes where the host sent chunks.</summary>
    public byte[] Bytes(int port, int chunk = 61)
    {
        var text = head.Replace(CapturedPort, $"127.0.0.1:{port}", StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(text), .. head.Contains("chunked", StringComparison.Ordinal) ? Chunked(Body, chunk) : Body];
    }

    /// <summary>The same request with a length instead of chunks.</summary>
    public byte[] BytesWithLength(int port) => WithBody(port, Body, length: true);

    /// <summary>The same request with another body.</summary>
    public byte[] WithBody(int port, string body, bool length = false) => WithBody(port, Encoding.UTF8.GetBytes(body), length);

    /// <summary>The same request with its head changed.</summary>
    public byte[] WithHead(int port, Func<string, string> change) => new HostCapture(change(head), Body).Bytes(port);

    private byte[] WithBody(int port, byte[] body, bool length) => length
        ? new HostCapture(head.Replace("Transfer-Encoding: chunked", $"Content-Length: {body.Length}", StringComparison.Ordinal), body).Bytes(port)
        : new HostCapture(head, body).Bytes(port);

    private static byte[] Chunked(byte[] body, int size)
    {
        using var chunks = new MemoryStream();
        foreach (var part in body.Chunk(size))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
            chunks.Write(part);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
