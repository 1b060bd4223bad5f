using Matchmaking.Functions.Hosting;
using Matchmaking.Local;
using Matchmaking.Local.Triggers;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>The service's parts on an embedded store, with no server and no loop: what runs, and when, is for the test to say.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Workshop(WebApplication app, Store store) => (_app, Store) = (app, store);

    public Store Store { get; }

    /// <summary>An empty one.</summary>
    public static async Task<Workshop> OpenAsync(params IEnumerable<(string Name, string? Value)> settings)
    {
        var builder = LocalService.CreateBuilder(new ServeOptions(DataDirectory: Places.NewFolder(), Urls: "http://127.0.0.1:1"));
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Mail:Folder", Places.NewFolder())).Append(("PublicBaseUrl", "http://localhost/"))
            .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        var app = builder.Build();
        return new Workshop(app, await app.Services.GetRequiredService<StoreOpener>().OpenAsync());
    }

    /// <summary>Does something with the services of one request or invocation.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs a function on a message, as a trigger does.</summary>
    public Task RunAsync(string function, string text) =>
        FunctionTriggers.Of<Functions>().All.OfType<QueueFunction>().Single(queue => queue.Name == function)
            .RunAsync(_app.Services, new ReceivedMessage("id", "receipt", text, 1, default, default), default);

    /// <summary>Takes every message out of a queue.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(StorageQueue queue)
    {
        List<string> texts = [];
        while (await queue.ReceiveAsync(32, TimeSpan.FromMinutes(1)) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                texts.Add(message.MessageText);
                await queue.DeleteAsync(message);
            }
        }

        return texts;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
