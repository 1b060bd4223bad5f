using System.Diagnostics;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// The one ASP.NET Core pipeline that answers every request, under the Functions host and without it. Built on the first request, so that a
/// process that was woken for a message does not pay for it; an area's endpoints on the first request to one of them, since making
/// the code that calls a handler takes longer than most answers.
/// </summary>
internal sealed class ServicePipeline
{
    private readonly Lazy<RequestDelegate> pipeline;
    private readonly (PathString Path, Lazy<RequestDelegate> Answer)[] areas;
    private readonly Lock mapping = new();

    public ServicePipeline(IServiceProvider services, IEnumerable<MappedArea> more)
    {
        pipeline = new(() => BuildPipeline(services));
        areas = [.. more.Concat(Areas.All).Select(area => (new PathString(area.Path), new Lazy<RequestDelegate>(() => BuildArea(services, area))))];
    }

    /// <summary>Answers a request that reached one of the HTTP functions; the answer is in its own response when the task ends.</summary>
    public Task AnswerAsync(HttpRequest request)
    {
        // The worker's routing has matched the function's own endpoint, and ours would look no further.
        request.HttpContext.SetEndpoint(null);
        request.RouteValues.Clear();
        return pipeline.Value(request.HttpContext);
    }

    /// <summary>Maps what has not been mapped yet, for who wants to see all of it.</summary>
    public void MapAll()
    {
        foreach (var (_, answer) in areas)
        {
            _ = answer.Value;
        }
    }

    // An exception is answered here: one that left the function would be 500 without a body, and one rethrown is logged by the host again.
    private RequestDelegate BuildPipeline(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.Use(HeadAsGet);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseBodyLimit();
        app.UseMiddleware<RefusedMiddleware>();
        app.Run(context => areas.First(area => context.Request.Path.StartsWithSegments(area.Path)).Answer.Value(context));
        return app.Build();
    }

    // One after the other: they all add to the list of endpoints that the document is made from.
    private RequestDelegate BuildArea(IServiceProvider services, MappedArea area)
    {
        lock (mapping)
        {
            var app = new ApplicationBuilder(services);
            app.UseRouting();
            app.Use(NameTrace);
            app.UseMiddleware<AccessMiddleware>();
            app.UseEndpoints(area.Map);
            return app.Build();
        }
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
