using System.Diagnostics;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// The one ASP.NET Core pipeline that answers every request, under the Functions host and without it. Built on the first request, so that a
/// process that was woken for a message does not pay for it.
/// </summary>
internal sealed class ServicePipeline(IServiceProvider services)
{
    private readonly Lazy<RequestDelegate> pipeline = new(() => Build(services));

    /// <summary>Answers a request that reached one of the HTTP functions; the answer is in its own response when the task ends.</summary>
    public Task AnswerAsync(HttpRequest request)
    {
        // The worker's routing has matched the function's own endpoint, and ours would look no further.
        request.HttpContext.SetEndpoint(null);
        request.RouteValues.Clear();
        return pipeline.Value(request.HttpContext);
    }

    // An exception is answered here: one that left the function would be 500 without a body, and one rethrown is logged by the host again.
    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.Use(HeadAsGet);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseBodyLimit();
        app.UseRouting();
        app.Use(NameTrace);
        app.UseMiddleware<RefusedMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        app.UseEndpoints(endpoints => endpoints.MapAreas());
        return app.Build();
    }

    /// <summary>HEAD asks for what GET would answer, without its body (RFC 9110, 9.3.2).</summary>
    private static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        return next(context);
    }

    /// <summary>A request's span bears its method and route, as in <c>POST /api/needs/{participant}</c>, never an id.</summary>
    private static Task NameTrace(HttpContext context, RequestDelegate next)
    {
        if (Activity.Current is { } activity && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            activity.DisplayName = $"{context.Request.Method} {route}";
        }

        return next(context);
    }
}
