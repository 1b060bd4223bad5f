using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Health;

/// <summary>Whether the service lives and can work. Tells no addresses, versions or settings: anybody may ask.</summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Maps <c>/api/health</c> (same as ready), <c>/live</c> and <c>/ready</c>.</summary>
    public static RouteGroupBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/health").WithTags("health");
        group.MapGet("", ReadyAsync).WithSummary("Whether the service can work.").Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/ready", ReadyAsync).WithSummary("Whether the service can work.").Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/live", () => TypedResults.Ok(new HealthReport("ok", []))).WithSummary("Whether the process answers.");
        return group;
    }

    private static async Task<IResult> ReadyAsync(StoreOpener opener, ILoggerFactory loggers, HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            // An engine that overlooks the token must not make the answer late.
            await CheckAsync(opener, patience.Token).WaitAsync(patience.Token);
            return TypedResults.Ok(new HealthReport("ok", [new HealthCheck("storage", "ok", null)]));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            var code = exception is OperationCanceledException ? "timeout" : CodedException.CodeOf(exception);
            Log.NotReady(loggers.CreateLogger(typeof(HealthEndpoints).FullName!), exception, code);
            return TypedResults.Json(
                new HealthReport("unavailable", [new HealthCheck("storage", "unavailable", code)]),
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task CheckAsync(StoreOpener opener, CancellationToken cancellationToken)
    {
        var store = await opener.OpenAsync(cancellationToken);
        await store.Account.CheckAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1051, LogLevel.Warning, "Not ready: storage says {Code}")]
        public static partial void NotReady(ILogger logger, Exception exception, string code);
    }
}

/// <summary>The health of the service.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record HealthReport(string Status, IReadOnlyList<HealthCheck> Checks);

/// <summary>The health of one thing that the service needs.</summary>
/// <param name="Name">What.</param>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Code">A stable code where it is not ok.</param>
internal sealed record HealthCheck(string Name, string Status, string? Code);
