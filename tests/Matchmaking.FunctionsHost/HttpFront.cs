using System.Text.Json;
using Matchmaking.FunctionsHost.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Matchmaking.FunctionsHost;

/// <summary>
/// The side that outsiders see: the first function, in order of names, whose route takes the request gets it, proxied to the worker and
/// announced to it at the same time.
/// </summary>
internal sealed class HttpFront(Workers workers, Invoker invoker, HostLog log, HostSettings settings, IHttpForwarder forwarder)
{
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private RouteCollection routes = new();

    /// <summary>Takes up the functions. The routing is the one of before endpoints, as in the real host: order decides, not precision.</summary>
    public void Serve(IEnumerable<Function> functions, IServiceProvider services)
    {
        var found = new RouteCollection();
        foreach (var function in functions.Where(function => !settings.Disables(function.Name)))
        {
            if (function.Trigger is not HttpTrigger trigger)
                continue;

            if (!trigger.AuthLevel.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
                throw new NotSupportedException($"The stand-in for the host knows no function keys, which {function.Name} asks for.");

            var constraints = new Dictionary<string, object>();
            if (trigger.Methods.Count > 0)
                constraints["httpMethod"] = new HttpMethodRouteConstraint([.. trigger.Methods]);

            found.Add(new Route(
                new RouteHandler(http => ForwardAsync(http, function)),
                function.Name,
                $"{settings.RoutePrefix}/{settings.Resolve(trigger.Route)}".Trim('/'),
                defaults: null,
                constraints,
                dataTokens: null,
                services.GetRequiredService<IInlineConstraintResolver>()));
        }

        routes = found;
    }

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var route = new RouteContext(http);
        await routes.RouteAsync(route);
        if (route.Handler is { } handler)
        {
            await handler(http);
        }
        else if (http.Request.Path == "/")
        {
            await http.Response.WriteAsync("This is the host's own page: no function has the root.");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task ForwardAsync(HttpContext http, Function function)
    {
        Worker worker;
        try
        {
            worker = await workers.ReadyAsync(http.RequestAborted);
        }
        catch (Exception none) when (none is InvalidOperationException or OperationCanceledException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var invocation = log.Begin(function.Name);
        http.Request.Headers["x-ms-invocation-id"] = invocation.Id;
        var calling = invoker.InvokeAsync(
            worker, invocation, function, new TypedData { Http = new RpcHttp() }, Metadata(http.Request), http.Request.Headers.TraceParent, http.RequestAborted);
        var forwarding = await forwarder.SendAsync(http, worker.HttpUri, worker.Http, Patience, HttpTransformer.Default);
        if (forwarding == ForwarderError.None)
            await calling;

        // Whatever went wrong on the way, outsiders see the same.
        if ((forwarding != ForwarderError.None || invocation.Outcome != Outcome.Succeeded) && !http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static IEnumerable<KeyValuePair<string, TypedData>> Metadata(HttpRequest request) =>
    [
        new("Query", new TypedData { Json = JsonSerializer.Serialize(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())) }),
        new("Headers", new TypedData { Json = JsonSerializer.Serialize(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())) }),
    ];
}
