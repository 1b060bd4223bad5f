namespace Matchmaking.Functions.Hosting;

/// <summary>
/// <c>GET /</c>: the Functions host asks it every 25 ms until the program answers, so it does nothing else: no storage, no redirect, no sign-in.
/// </summary>
internal static class RootEndpoint
{
    private static readonly RootAnswer Answer = new("Matchmaking", "/api", "/api/health");

    /// <summary>Maps it.</summary>
    public static void MapRoot(this IEndpointRouteBuilder app) =>
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], () => TypedResults.Ok(Answer)).ExcludeFromDescription();

    /// <summary>What the service is and where to go on.</summary>
    internal sealed record RootAnswer(string Service, string Api, string Health);
}
