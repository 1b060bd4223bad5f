namespace Matchmaking.Local;

/// <summary>What the command line said.</summary>
/// <param name="Demo">Whether to fill an empty store with the demonstration's data and run the path on it.</param>
/// <param name="DataDirectory">Where the store on this disk is, whatever else is configured; null: as configured, else <c>./data</c>.</param>
/// <param name="Urls">Where to listen, separated by semicolons; null: as configured, else <see cref="DefaultUrl"/>.</param>
internal sealed record ServeOptions(bool Demo = false, string? DataDirectory = null, string? Urls = null)
{
    /// <summary>Where the program listens unless told otherwise: the port that the Functions tools use.</summary>
    public const string DefaultUrl = "http://localhost:7071";
}
