using Matchmaking.Functions.Hosting;
using Matchmaking.Local.Mail;
using Matchmaking.Local.Triggers;

namespace Matchmaking.Local;

/// <summary>The service on its own: the function app's own pipeline behind Kestrel, and its own functions in a loop.</summary>
internal static class LocalService
{
    /// <summary>A builder with every service.</summary>
    public static WebApplicationBuilder CreateBuilder(ServeOptions serve)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(serve.Urls ?? builder.Configuration["urls"] ?? ServeOptions.DefaultUrl);
        builder.AddConsoleLog(serve.Demo);
        builder.Services.AddMatchmaking(new RunMode(UnderHost: false, serve.Demo));
        builder.Services.AddSingleton(serve).AddLocalStorage().AddMailFolder().AddTriggerLoop();
        return builder;
    }

    /// <summary>Answers every request by the service's pipeline.</summary>
    public static WebApplication UseMatchmaking(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<ServicePipeline>();
        app.Run(context => pipeline.AnswerAsync(context.Request));
        return app;
    }
}
