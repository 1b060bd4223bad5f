using System.Globalization;

namespace Matchmaking.Functions.Hosting;

/// <summary>How the program runs: under the Functions host, which gives it a port, or on its own.</summary>
/// <param name="HostPort">The loopback port on which the Functions host expects the program; null on its own.</param>
internal sealed record RunMode(int? HostPort)
{
    /// <summary>The variable by which the Functions host names the port.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Whether the Functions host started this process.</summary>
    public bool UnderHost => HostPort is not null;

    /// <summary>The exit code of a server that stopped by itself or by a signal.</summary>
    /// <remarks>
    /// The Functions host never restarts a handler that ended with 0 and counts other codes as errors, three of which stop it; 200 it restarts
    /// without counting. On its own a stop is what the user asked for.
    /// </remarks>
    public int ExitCodeAfterStop => UnderHost ? 200 : 0;

    /// <summary>Reads the mode from the environment.</summary>
    public static RunMode Detect() => Parse(Environment.GetEnvironmentVariable(PortVariable));

    /// <summary>Reads the mode from the variable's value.</summary>
    /// <exception cref="StartException">The value is no port.</exception>
    public static RunMode Parse(string? port) => port switch
    {
        null or "" => new(HostPort: null),
        _ when ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => new(number),
        _ => throw new StartException($"{PortVariable} is \"{port}\", which is no port (1 to 65535)."),
    };
}
