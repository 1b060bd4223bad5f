using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>A caller who says what they please and leaves without waiting for an answer.</summary>
internal sealed class Leaver(int port) : IDisposable
{
    private readonly TcpClient client = new() { LingerState = new LingerOption(enable: true, seconds: 0) };

    /// <summary>Sends some of a request.</summary>
    public async Task SendAsync(string text)
    {
        if (!client.Connected)
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
        }

        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
    }

    /// <summary>The answer, of one who has stayed after all.</summary>
    public async Task<string> AnswerAsync()
    {
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync() ?? "";
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
