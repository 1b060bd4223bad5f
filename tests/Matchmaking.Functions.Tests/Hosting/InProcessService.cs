using System.Collections.Concurrent;
using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>The service on a real port of this process, with functions that note what they were given.</summary>
internal sealed class InProcessService : IAsyncDisposable
{
    private readonly WebApplication app;

    private InProcessService(WebApplication app, int port)
    {
        this.app = app;
        Port = port;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; }

    /// <summary>What its functions were called with, in order.</summary>
    public ConcurrentQueue<(string Function, string? Text)> Calls { get; } = [];

    /// <summary>What a function does after its call was noted.</summary>
    public Func<string, string?, CancellationToken, Task> Work { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Its tables and queues.</summary>
    public Task<Store> StoreAsync() => Services.GetRequiredService<StoreOpener>().OpenAsync().AsTask();

    /// <summary>Starts it as under the Functions host, on the embedded store in a new folder.</summary>
    public static Task<InProcessService> UnderHostAsync(
        Action<WebApplication>? map = null, params IEnumerable<(string Name, string? Value)> settings) =>
        StartAsync(underHost: true, Places.NewFolder(), map, settings);

    /// <summary>Starts it on its own.</summary>
    public static Task<InProcessService> AloneAsync(
        string? data = null, params IEnumerable<(string Name, string? Value)> settings) =>
        StartAsync(underHost: false, data ?? Places.NewFolder(), map: null, settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task<InProcessService> StartAsync(
        bool underHost, string data, Action<WebApplication>? map, IEnumerable<(string Name, string? Value)> settings)
    {
        var port = ServiceProcess.FreePort();
        var mode = new RunMode(underHost ? port : null);
        var serve = new ServeOptions(DataDirectory: data, Urls: $"http://127.0.0.1:{port}");
        InProcessService? service = null;
        Task Note(string name, TriggerInvocation invocation, CancellationToken cancellationToken)
        {
            service!.Calls.Enqueue((name, invocation.MessageText));
            return service.Work(name, invocation.MessageText, cancellationToken);
        }

        var switchboard = new Switchboard([.. Switchboard.Default.Functions.Select(function => function switch
        {
            Function.Queue queue => queue with { Run = (_, invocation, cancelled) => Note(queue.Name, invocation, cancelled) },
            Function.Timer timer => timer with { Run = (_, invocation, cancelled) => Note(timer.Name, invocation, cancelled) },
            _ => function,
        })]);
        var builder = MatchmakingHost.CreateBuilder(mode, serve);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var app = builder.AddMatchmaking(mode, serve, switchboard).Build().UseMatchmaking();
        service = new InProcessService(app, port);
        map?.Invoke(app);
        await app.StartAsync();
        return service;
    }
}
