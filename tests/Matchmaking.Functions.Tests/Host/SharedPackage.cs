using Azure.Storage.Queues;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.Functions.Tests.Durability;
using Matchmaking.FunctionsHost;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>One start of the package on Azurite for all tests that change nothing of each other's, which run one after the other.</summary>
[CollectionDefinition]
public sealed class SharedPackage : IAsyncLifetime, ICollectionFixture<SharedPackage>
{
    private readonly Dictionary<string, string> keys = [];

    internal Home Home { get; private set; } = null!;

    internal PackageService Service { get; private set; } = null!;

    internal StandIn Host => Service.Host;

    /// <summary>The account as seen from outside.</summary>
    internal Store Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await Home.NewAsync("package");
        Store = await Home.OpenAsync();
        foreach (var (name, key) in await Declarer.PrepareAsync(Home))
        {
            keys[name] = key;
        }

        keys["secretariat"] = (await new ApiKeys(Store, TimeProvider.System).CreateAsync(Role.Secretariat, null, "test")).Text;
        Service = (PackageService)await Home.StartAsync(environment:
        [
            ("PublicBaseUrl", "https://matchmaking.example/"),
            ("Digest__Interval", "00:00:02"),
            ("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        // Neither is there where the start failed.
        await (Service?.DisposeAsync() ?? default);
        await (Store?.Account.DisposeAsync() ?? default);
    }

    /// <summary>Sends a request by the key of a State, or of <c>committee</c> or <c>secretariat</c>, or by none.</summary>
    internal async Task<Answer> SendAsync(string method, string path, string key = "", Content? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content?.Make() };
        request.Headers.TransferEncodingChunked = content is { Chunked: true };
        if (key.Length > 0)
        {
            request.Headers.Authorization = new("Bearer", keys[key]);
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var answer = await Host.Http.SendAsync(request);
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    /// <summary>The key of a State, or of <c>committee</c> or <c>secretariat</c>.</summary>
    internal string Key(string name) => keys[name];

    /// <summary>The functions that are called while something is done, those that the clock or a queue wakes left aside.</summary>
    internal async Task<(T Result, IReadOnlyList<Invocation> Calls)> WatchAsync<T>(Func<Task<T>> work)
    {
        var before = Host.Invocations.Count;
        var result = await work();

        // An answer is there before the function has ended.
        return (result, await Task.WhenAll(
            Host.Invocations.Skip(before).Where(call => call.Function is not ("match" or "notify" or "tick")).Select(call => call.Ended)));
    }

    /// <summary>Sends a message as the service would, or with <paramref name="raw"/> as somebody else might.</summary>
    internal async Task SendMessageAsync(string queue, string text, bool raw = false)
    {
        if (!raw)
        {
            await Store.SendAsync(queue, text);
            return;
        }

        var client = new QueueClient(
            Home.Account, queue, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));
        await client.SendMessageAsync(text);
    }

    /// <summary>How many messages a queue holds, hidden ones included.</summary>
    internal Task<int> CountAsync(string queue) => Store.Queue(queue).CountAsync();
}
