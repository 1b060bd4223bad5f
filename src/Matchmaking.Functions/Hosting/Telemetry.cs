using System.Diagnostics;

namespace Matchmaking.Functions.Hosting;

/// <summary>The service's own trace source.</summary>
internal static class Telemetry
{
    /// <summary>The name of the service in traces and metrics.</summary>
    public const string ServiceName = "Matchmaking";

    /// <summary>Where the service's activities come from.</summary>
    public static ActivitySource Source { get; } = new(ServiceName);
}
