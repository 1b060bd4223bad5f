using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Functions.Tests;

/// <summary>
/// The service with an address, however it was started: the local program as a process, or the package under the stand-in for the Functions
/// host. Killed or ended and started again, it has the same address and the same data.
/// </summary>
internal abstract class RunningService(int port) : IAsyncDisposable
{
    /// <summary>The port that it is reached by.</summary>
    public int Port => port;

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What it, or its demonstration, said to its user, over all its lives.</summary>
    public abstract string Output { get; }

    /// <summary>What it complained of, over all its lives.</summary>
    public abstract string Errors { get; }

    /// <summary>Ends it at once, with no chance to tidy up (SIGKILL).</summary>
    public abstract Task KillAsync();

    /// <summary>Asks it to end, and gives the exit code.</summary>
    public abstract Task<int> StopAsync();

    /// <summary>Has it run again after its end, and waits until it answers.</summary>
    public abstract Task RestartAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A port of 127.0.0.1 that is free just now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
