using Matchmaking.Functions.Errors;
using Matchmaking.Functions.OpenApi;
using Matchmaking.Functions.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Matchmaking.Functions.Hosting;

/// <summary>Puts the service together, in the same way under the Functions host, on its own, in commands and in tests.</summary>
internal static class MatchmakingService
{
    /// <summary>The service under the Functions host. The host writes the log, of which <c>host.json</c> says how much.</summary>
    public static IHostApplicationBuilder AddMatchmaking(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddMatchmaking(new RunMode(UnderHost: true));
        return builder;
    }

    /// <summary>Registers every service.</summary>
    public static IServiceCollection AddMatchmaking(this IServiceCollection services, RunMode mode) => services
        .AddSingleton(mode)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<PublicAddress>()
        .AddSingleton<QueueSignals>()
        .AddSingleton<OpenStorage>(provider => _ => Task.FromResult(StorageSetup.Open(provider.GetRequiredService<IConfiguration>())))
        .AddSingleton<StoreOpener>()
        .AddSingleton<PoisonReasons>()
        .AddSingleton<ServicePipeline>()
        .AddSingleton<Triggers>()
        .AddRouting()
        .AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete)
        .ConfigureHttpJsonOptions(options => Json.Apply(options.SerializerOptions))
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.MaxReceivedBytes;
        })
        .AddApiDocument()
        .AddSingleton<IComponentActivator, ComponentActivator>()
        .AddAreas()
        .AddHostedService<SettingsCheck>()
        .AddHostedService<TelemetryExport>();
}
