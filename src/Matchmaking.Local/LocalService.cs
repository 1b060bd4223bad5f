using System.Net;
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
        builder.WebHost.UseUrls([.. (serve.Urls ?? builder.Configuration["urls"] ?? ServeOptions.DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Checked)]);
        builder.AddConsoleLog(serve.Demo);
        builder.Services.AddMatchmaking(new RunMode(UnderHost: false, serve.Demo));
        builder.Services.AddSingleton(serve).AddLocalStorage().AddMailFolderBesideStore().AddTriggerLoop();
        return builder;
    }

    private static string Checked(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", Port: <= IPEndPoint.MaxPort } ? url : throw new FormatException("it is not http, or its port is above 65535");
        }
        catch (FormatException e)
        {
            throw new StartException($"'{url}' is no address to listen at ({e.Message.TrimEnd('.')}). Give one such as --urls http://localhost:7072; what encrypts stands before it.", e);
        }
    }

    /// <summary>Unless the settings say otherwise, mails lie beside the store that they tell of: two stores on one machine do not mix theirs.</summary>
    private static IServiceCollection AddMailFolderBesideStore(this IServiceCollection services)
    {
        services.AddOptions<MailFolderOptions>().Configure<IConfiguration, ServeOptions>((options, configuration, serve) =>
        {
            if (LocalStorage.Directory(configuration, serve) is { } directory)
            {
                options.Folder = Path.Combine(directory, "mail");
            }
        });
        return services.AddMailFolder();
    }

    /// <summary>Answers every request by the service's pipeline.</summary>
    public static WebApplication UseMatchmaking(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<ServicePipeline>();
        app.Run(context => pipeline.AnswerAsync(context.Request));
        return app;
    }
}
