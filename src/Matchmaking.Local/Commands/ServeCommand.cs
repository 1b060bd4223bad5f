using System.CommandLine;
using Matchmaking.Functions.Hosting;
using Matchmaking.Local.Demo;
using Microsoft.AspNetCore.Connections;

namespace Matchmaking.Local.Commands;

/// <summary>Starts the service.</summary>
internal static class ServeCommand
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
        await using var app = LocalService.CreateBuilder(serve).Build().UseMatchmaking();

        // Storage that is far away is opened when it is first needed, so that the port opens first. A folder on this machine can be opened at
        // once, and if another process holds it the user should hear that now.
        if (LocalStorage.Directory(app.Configuration, serve) is not null)
        {
            await app.Services.GetRequiredService<StoreOpener>().OpenAsync(cancellationToken);
        }

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
            try
            {
                await Demonstration.RunAsync(app, Console.Out, app.Lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Stopped in the middle: the next start goes on.
            }
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
