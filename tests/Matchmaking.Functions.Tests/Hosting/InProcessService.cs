using System.Collections.Concurrent;
using Azure.Storage.Queues.Models;
using Matchmaking.Functions.Hosting;
using Matchmaking.Local;
using Matchmaking.Local.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>The service on its own on a real port of this process, with functions that note what they were given.</summary>
internal sealed class InProcessService : IAsyncDisposable
{
    private readonly WebApplication app;

    private InProcessService(WebApplication app, int port)
    {
        this.app = app;
        Port = port;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(60) };
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

    /// <summary>Starts it.</summary>
    public static async Task<InProcessService> StartAsync(
        string? data = null,
        QueueRules? rules = null,
        Action<IEndpointRouteBuilder>? map = null,
        params IEnumerable<(string Name, string? Value)> settings)
    {
        var port = ServiceProcess.FreePort();
        var builder = LocalService.CreateBuilder(new ServeOptions(DataDirectory: data ?? Places.NewFolder(), Urls: $"http://127.0.0.1:{port}"));
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        InProcessService? service = null;
        builder.Services.AddSingleton(FunctionTriggers.Of<NotingFunctions>()).AddSingleton(_ => service!);
        if (rules is not null)
        {
            builder.Services.AddSingleton(rules);
        }

        if (map is not null)
        {
            builder.Services.AddSingleton(new MappedArea("/api/test", map));
        }

        var app = builder.Build().UseMatchmaking();
        service = new InProcessService(app, port);
        await app.StartAsync();
        return service;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task NoteAsync(string function, string? text, CancellationToken stopping)
    {
        Calls.Enqueue((function, text));
        return Work(function, text, stopping);
    }

    /// <summary>Functions with the service's triggers.</summary>
    private sealed class NotingFunctions(InProcessService service, Matchmaking.Functions.Hosting.Triggers triggers)
    {
        [Function("match")]
        public Task Match([QueueTrigger("declared")] QueueMessage message, CancellationToken stopping) => NoteAsync("match", "declared", message, stopping);

        [Function("notify")]
        public Task Notify([QueueTrigger("notice")] QueueMessage message, CancellationToken stopping) => NoteAsync("notify", "notice", message, stopping);

        [Function("tick")]
        public Task Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken stopping) =>
            triggers.RunAsync("tick", (_, token) => service.NoteAsync("tick", null, token), stopping);

        private Task NoteAsync(string function, string queue, QueueMessage message, CancellationToken stopping) =>
            triggers.RunAsync(function, queue, message.Body.ToString(), (_, text, token) => service.NoteAsync(function, text, token), stopping);
    }
}
