namespace Matchmaking.Functions.Hosting;

/// <summary>What the command line said about serving.</summary>
/// <param name="Demo">Whether to fill an empty store with the demonstration's data and run the path on it.</param>
/// <param name="DataDirectory">Where the embedded store is; null: as configured, else <c>./data</c>.</param>
/// <param name="Urls">Where to listen on its own, separated by semicolons; null: as configured, else <see cref="DefaultUrl"/>.</param>
internal sealed record ServeOptions(bool Demo = false, string? DataDirectory = null, string? Urls = null)
{
    /// <summary>Where the program listens on its own unless told otherwise: the port that the Functions tools use.</summary>
    public const string DefaultUrl = "http://localhost:7071";
}
