using System.Diagnostics;
using System.Net;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Health;
using Matchmaking.Functions.OpenApi;

namespace Matchmaking.Functions.Hosting;

/// <summary>Puts the service together, in the same way under the Functions host, on its own, in commands and in tests.</summary>
internal static class MatchmakingHost
{
    /// <summary>
    /// A builder that listens where it must. The Functions host's environment reaches this process whole, with variables that name the
    /// host's own port and folder: port and content root are therefore set in code, and Kestrel's endpoints are not read from settings.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(RunMode mode, ServeOptions serve)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.MaxReceivedBytes;
            if (mode.HostPort is { } port)
            {
                kestrel.Configure();
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
        if (!mode.UnderHost)
        {
            builder.WebHost.UseUrls(serve.Urls ?? builder.Configuration["urls"] ?? ServeOptions.DefaultUrl);
        }

        builder.AddConsoleLog(mode, serve.Demo);
        return builder;
    }

    /// <summary>Registers every service.</summary>
    public static WebApplicationBuilder AddMatchmaking(
        this WebApplicationBuilder builder, RunMode mode, ServeOptions serve, Switchboard? switchboard = null)
    {
        var services = builder.Services;
        services.AddSingleton(mode);
        services.AddSingleton(serve);
        services.AddSingleton(switchboard ?? Switchboard.Default);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<QueueSignals>();
        services.AddSingleton<StoreOpener>();
        services.AddSingleton<PoisonReasons>();
        services.AddSingleton<TriggerInvoker>();
        services.AddOptions<TriggerLoopOptions>().BindConfiguration("Triggers").ValidateDataAnnotations().ValidateOnStart();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.ConfigureHttpJsonOptions(options => Json.Apply(options.SerializerOptions));
        services.AddApiDocument();
        services.AddRazorComponents();
        services.AddAreas();
        services.AddHostedService<TelemetryExport>();
        if (!mode.UnderHost)
        {
            services.AddHostedService<TriggerLoop>();
        }

        return builder;
    }

    /// <summary>Builds the pipeline; ends in the list of everything that is mapped.</summary>
    public static WebApplication UseMatchmaking(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<RunMode>();
        app.Use(next => TriggerGuard.Mark(next, mode));
        app.Use(HeadAsGet);
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = Problems.StatusOf });
        app.UseStatusCodePages();
        app.UseBodyLimit();
        if (mode.UnderHost)
        {
            app.UseUnproxiedHostCheck();
            app.UseForwardedRequests();
        }

        app.UseRouting();
        app.Use(NameTrace);
        app.UseMiddleware<RefusedMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        app.MapTriggers();
        app.MapHealth();
        app.MapAreas(mode);
        app.MapOpenApi("/api/openapi.json");
        return app;
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

    /// <summary>A request's span bears its method and route, as in <c>POST /api/states/{participant}/needs</c>, never an id.</summary>
    private static Task NameTrace(HttpContext context, RequestDelegate next)
    {
        if (Activity.Current is { } activity && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            activity.DisplayName = $"{context.Request.Method} {route}";
        }

        return next(context);
    }
}
