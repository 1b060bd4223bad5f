using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Mail;

namespace Matchmaking.Local.Mail;

/// <summary>Puts the mail folder in the place of a sender, for a service that runs on its own.</summary>
internal static class MailFolderServices
{
    /// <summary>
    /// Adds the folder, which takes every mail unless SendGrid's key is set, and its pages. Before or after <see cref="MailServices.AddMail"/>.
    /// </summary>
    public static IServiceCollection AddMailFolder(this IServiceCollection services)
    {
        services.AddOptions<MailFolderOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MailFolder>();
        services.AddSingleton(new MappedArea("/mail", app => app.MapMail()));
        services.AddSingleton<MailSender>(provider => MailServices.SendGrid(provider) ?? (MailSender)provider.GetRequiredService<MailFolder>());
        return services;
    }
}
