using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Tells the Functions host's own trigger calls from requests that the host merely passes through, and lets only the former reach a trigger.
/// Anybody can post to a trigger's path through the proxy, so the path proves nothing. What the proxy cannot leave out does:
/// it always sets <c>x-ms-invocation-id</c> and <c>X-Forwarded-*</c>, and the host never sets them on a trigger call. Holds only with
/// <c>enableProxyingHttpRequest</c>, which <see cref="HostJson"/> asserts.
/// </summary>
internal sealed class TriggerGuard : IEndpointFilter
{
    private static readonly string[] ProxyMarkers =
        ["x-ms-invocation-id", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"];

    /// <summary>
    /// Notes on the request whether it is genuine. Must be the first middleware: later ones rewrite the address and headers that count.
    /// Forgetting it closes the triggers.
    /// </summary>
    public static RequestDelegate Mark(RequestDelegate next, RunMode mode) => context =>
    {
        if (mode.HostPort is { } port && IsGenuine(context.Request, port))
        {
            context.Features.Set(Genuine.Instance);
        }

        return next(context);
    };

    /// <summary>Whether the Functions host itself made this call.</summary>
    public static bool IsMarked(HttpContext context) => context.Features.Get<Genuine>() is not null;

    /// <summary>Whether the request came through the host's proxy.</summary>
    public static bool IsProxied(HttpRequest request) => Array.Exists(ProxyMarkers, request.Headers.ContainsKey);

    /// <summary>The check itself; every condition must hold.</summary>
    public static bool IsGenuine(HttpRequest request, int port) =>
        HttpMethods.IsPost(request.Method)
        && request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && request.Headers.Host.ToString() == $"127.0.0.1:{port}"
        && !IsProxied(request)
        && request.Headers["X-Azure-Functions-InvocationId"] is [{ } id] && Guid.TryParse(id, out _)
        && request.Headers["X-Azure-Functions-HostVersion"].Count == 1
        && request.Headers.UserAgent.ToString().StartsWith("Azure-Functions-Host/", StringComparison.Ordinal);

    /// <summary>Lets a genuine call to exactly this trigger pass; everything else sees what an unknown path shows.</summary>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var name = http.GetEndpoint()?.Metadata.GetMetadata<TriggerMetadata>()?.Name;
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return name is not null && target == "/" + name && IsMarked(http)
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.StatusCode(StatusCodes.Status404NotFound));
    }

    private sealed class Genuine
    {
        public static readonly Genuine Instance = new();
    }
}

/// <summary>Marks an endpoint as the trigger of a function.</summary>
/// <param name="Name">The function.</param>
internal sealed record TriggerMetadata(string Name);

/// <summary>Says that an endpoint carries the <see cref="TriggerGuard"/>; set together with it, so that a test can look for it.</summary>
internal sealed record TriggerGuardMetadata;
