using System.CommandLine;
using Matchmaking.Functions.Demo;
using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Connections;

namespace Matchmaking.Functions.Commands;

/// <summary>Starts the service.</summary>
internal static partial class ServeCommand
{
    private static readonly Option<bool> Demo = new("--demo") { Description = "Fill an empty store with demonstration data and run the whole path on it." };

    private static readonly Option<string?> Urls = new("--urls") { Description = $"Where to listen (default {ServeOptions.DefaultUrl})." };

    /// <summary>The root command.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Links mine-affected States that need help with those able to give it.") { Demo, Urls, Shared.Data };
        command.SetAction((parsed, cancellationToken) => Shared.GuardAsync(
            () => ServeAsync(new ServeOptions(parsed.GetValue(Demo), parsed.GetValue(Shared.Data), parsed.GetValue(Urls)), cancellationToken)));
        return command;
    }

    private static async Task<int> ServeAsync(ServeOptions serve, CancellationToken cancellationToken)
    {
        var mode = RunMode.Detect();
        if (mode.UnderHost)
        {
            HostJson.Check(AppContext.BaseDirectory);
        }

        await using var app = MatchmakingHost.CreateBuilder(mode, serve).AddMatchmaking(mode, serve).Build().UseMatchmaking();
        await OpenStorageAsync(app, mode, serve, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartException(
                $"{exception.Message} Another program, perhaps this one, listens there: stop it, or choose another address with --urls http://localhost:7072", exception);
        }

        if (serve.Demo)
        {
            await Demonstration.RunAsync(app, Console.Out, cancellationToken);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return mode.ExitCodeAfterStop;
    }

    // Storage that is far away is opened when it is first needed, so that the port opens first. A folder on this machine can be opened at once,
    // and if another process holds it the user should hear that now.
    private static async Task OpenStorageAsync(WebApplication app, RunMode mode, ServeOptions serve, CancellationToken cancellationToken)
    {
        try
        {
            if (StorageOptions.Read(app.Configuration, mode, serve) is StorageOptions.Embedded)
            {
                await app.Services.GetRequiredService<StoreOpener>().OpenAsync(cancellationToken);
            }
        }
        catch (StorageNotConfiguredException exception)
        {
            // Ending here would make the host try three times and stop itself; answering lets it say what is missing.
            Log.NoStorage(app.Logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1061, LogLevel.Critical, "{Reason}")]
        public static partial void NoStorage(ILogger logger, string reason);
    }
}
