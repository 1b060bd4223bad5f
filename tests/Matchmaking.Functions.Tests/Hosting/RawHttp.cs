using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>One header, or null.</summary>
    public string? this[string header] => Headers[header].FirstOrDefault();
}

/// <summary>Sends bytes exactly as given: an HTTP client would tidy the very things that are tested.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request and reads its answer.</summary>
    public static async Task<RawAnswer> SendAsync(int port, byte[] request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(request, patience.Token);
        return await ReadAsync(stream, patience.Token);
    }

    /// <summary>Sends a request given as text with line ends of any kind in its head.</summary>
    public static Task<RawAnswer> SendAsync(int port, string head, string body = "") =>
        SendAsync(port, Encoding.UTF8.GetBytes(head.ReplaceLineEndings("\r\n").TrimEnd() + "\r\n\r\n" + body));

    private static async Task<RawAnswer> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var status = int.Parse((await LineAsync(stream, cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new List<(string Name, string Value)>();
        while (await LineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        var lookup = headers.ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        var body = lookup["Transfer-Encoding"].Contains("chunked")
            ? await ChunksAsync(stream, cancellationToken)
            : await BytesAsync(stream, int.Parse(lookup["Content-Length"].SingleOrDefault() ?? "0", CultureInfo.InvariantCulture), cancellationToken);
        return new RawAnswer(status, lookup, Encoding.UTF8.GetString(body));
    }

    private static async Task<byte[]> ChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (int.Parse(await LineAsync(stream, cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
        {
            body.Write(await BytesAsync(stream, length, cancellationToken));
            await LineAsync(stream, cancellationToken);
        }

        await LineAsync(stream, cancellationToken);
        return body.ToArray();
    }

    private static async Task<byte[]> BytesAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }
    }
}
