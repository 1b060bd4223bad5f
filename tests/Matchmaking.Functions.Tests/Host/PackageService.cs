using Matchmaking.Functions.Tests.Mail;
using Matchmaking.Functions.Tests.Package;
using Matchmaking.FunctionsHost;
using Matchmaking.Local;
using Matchmaking.Local.Demo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>
/// The package for Azure, started by the stand-in for the Functions host. Its mails go to a SendGrid of this process, which lays them into
/// a folder as the local program does.
/// </summary>
internal sealed class PackageService : RunningService
{
    private readonly StringWriter demonstration = new();
    private readonly FunctionsHostOptions options;
    private readonly FakeSendGrid sendGrid;
    private bool ended;

    private PackageService(int port, FunctionsHostOptions options, FakeSendGrid sendGrid, MailsInFolder mails) : base(port) =>
        (this.options, this.sendGrid, Mails) = (options, sendGrid, mails);

    /// <summary>The host; another one after a restart that followed a stop.</summary>
    public StandIn Host { get; private set; } = null!;

    /// <summary>The mails that it sent.</summary>
    public MailsInFolder Mails { get; }

    /// <inheritdoc/>
    public override string Output => demonstration.ToString();

    /// <inheritdoc/>
    public override string Errors => string.Join('\n', Host.Errors) + Host.Output;

    /// <summary>Starts it on an account, or on none.</summary>
    /// <param name="account">The connection string.</param>
    /// <param name="mailFolder">Where its mails are laid.</param>
    /// <param name="settings">More app settings; those of the host begin with <c>AzureFunctionsJobHost__</c>. Null takes one away.</param>
    public static async Task<PackageService> StartAsync(string? account, string mailFolder, params IEnumerable<(string Name, string? Value)> settings)
    {
        var (port, mails) = (FreePort(), new MailsInFolder(mailFolder));
        var sendGrid = await FakeSendGrid.StartAsync(mails.TakeAsync);
        var options = new FunctionsHostOptions
        {
            Port = port,
            // Five minutes are long for a test; how often the clock ticks must not matter.
            Schedules = { ["tick"] = "*/10 * * * * *" },
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = account,
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.2",
                ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:02",
                ["Mail__From"] = "committee@demo.example",
                ["Mail__Production"] = "true",
                ["Mail__SendGrid__ApiKey"] = "SG.not-a-real-key",
                ["Mail__SendGrid__BaseUrl"] = sendGrid.Address.AbsoluteUri,
                // A mail whose worker is killed is sent again once no send can still be running: sooner with these.
                ["Mail__SendGrid__Retries"] = "0",
                ["Mail__SendGrid__Timeout"] = "00:00:05",
            },
        };
        foreach (var (name, value) in settings)
        {
            options.Settings[name] = value;
        }

        var service = new PackageService(port, options, sendGrid, mails);
        try
        {
            await service.StartHostAsync();
            return service;
        }
        catch
        {
            await sendGrid.DisposeAsync();
            throw;
        }
    }

    /// <summary>The local program's demonstration, told here and done by the package: this process declares, and has no triggers.</summary>
    public async Task DemonstrateAsync()
    {
        var builder = LocalService.CreateBuilder(new ServeOptions(Demo: true));
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("AzureWebJobsStorage", options.Settings["AzureWebJobsStorage"]),
            KeyValuePair.Create("PublicBaseUrl", (string?)Http.BaseAddress!.AbsoluteUri),
        ]);
        await using var app = builder.Build();
        await Demonstration.RunAsync(app, demonstration, default);
    }

    /// <inheritdoc/>
    public override Task KillAsync() => Host.KillWorkerAsync();

    /// <summary>Ends host and worker. The host must not have had to kill the worker.</summary>
    public override async Task<int> StopAsync()
    {
        var end = await Host.StopAsync();
        Assert.False(end.Killed, "The worker did not end by itself within its grace.");
        await Host.DisposeAsync();
        ended = true;
        return end.ExitCode;
    }

    /// <summary>A killed worker is started again by the host anyway; after a stop another host is started.</summary>
    public override async Task RestartAsync()
    {
        if (ended)
        {
            await StartHostAsync();
            ended = false;
        }

        await Host.WorkerProcessAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        await sendGrid.DisposeAsync();
        await demonstration.DisposeAsync();
    }

    private async Task StartHostAsync() => Host = await StandIn.StartAsync(PackageTests.Folder, options);
}
