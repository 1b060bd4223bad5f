using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Mail;

namespace Matchmaking.Local.Mail;

/// <summary>The mail folder of a service on its own.</summary>
internal static class MailFolderServices
{
    /// <summary>Adds the folder and its pages. Unless the settings say otherwise, mails lie beside the store that they tell of: two stores on one machine do not mix theirs.</summary>
    public static IServiceCollection AddMailFolder(this IServiceCollection services)
    {
        services.AddSingleton(new MoreEndpoints(app => app.MapMail()));
        services.AddOptions<MailOptions>().Configure<IConfiguration, ServeOptions>((options, configuration, serve) =>
        {
            if (LocalStorage.Directory(configuration, serve) is { } directory)
            {
                options.Folder = Path.Combine(directory, "mail");
            }
        });
        return services;
    }
}
