namespace Matchmaking.Functions.Hosting;

/// <summary>How the service runs: under the Functions host, or on its own.</summary>
/// <param name="UnderHost">Whether the Functions host started this process, and may freeze or kill it once an invocation has ended.</param>
/// <param name="Demo">Whether it shows demonstration data, which its home page then says.</param>
internal sealed record RunMode(bool UnderHost, bool Demo = false);
