using Matchmaking.Functions.Mail.Letters;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Mail;

/// <summary>Puts mail together: settings checked on start, the composer, and the sender that the settings ask for.</summary>
internal static class MailServices
{
    /// <summary>Adds mail. A <see cref="TimeProvider"/> must be there.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DigestOptions>().BindConfiguration(DigestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LetterComposer>();
        // The sender keeps its client for life, so connections are renewed here; a redirect would carry the key elsewhere.
        services.AddHttpClient(nameof(SendGridSender)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        services.TryAddSingleton<MailSender>(provider => SendGrid(provider) ?? (MailSender)ActivatorUtilities.CreateInstance<NoMailSender>(provider));
        return services;
    }

    /// <summary>The sender through SendGrid; null while its key is not set.</summary>
    public static SendGridSender? SendGrid(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<MailOptions>>().Value.SendGrid.IsConfigured
            ? ActivatorUtilities.CreateInstance<SendGridSender>(
                provider,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SendGridSender)))
            : null;
}
