using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Market;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Local;
using Matchmaking.Local.Demo;
using Matchmaking.Local.Triggers;
using Matchmaking.Matching;

namespace Matchmaking.Benchmarks;

/// <summary>The service in this process: real Kestrel on loopback, real storage, real keys.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _directory;

    private Service(WebApplication app, string? directory)
    {
        (_app, _directory) = (app, directory);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public Store Store => _app.Services.GetRequiredService<StoreOpener>().Opened;

    /// <summary>Starts it on an empty store, or on the one in <paramref name="data"/>.</summary>
    /// <param name="works">False where messages are to stay in their queues: nothing then runs beside the requests.</param>
    /// <param name="connectionString">Azure Storage's connection string; null for the embedded engine.</param>
    /// <param name="data">A folder that is kept; null for one of its own.</param>
    public static async Task<Service> StartAsync(bool works = true, string? connectionString = null, string? data = null)
    {
        var own = connectionString is null && data is null ? Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName : null;
        var serve = new ServeOptions(DataDirectory: data ?? own, Urls: "http://127.0.0.1:0");
        var builder = LocalService.CreateBuilder(serve);
        builder.Logging.ClearProviders();
        builder.Configuration["AzureWebJobsStorage"] = connectionString;
        builder.Configuration["Mail:Folder"] = Path.Combine(Path.GetTempPath(), "matchmaking-benchmark-mail");
        if (!works)
        {
            builder.Services.AddSingleton(new FunctionTriggers([]));
        }

        // The baseline of declaring: the same key, participant, body and reader, and no write.
        builder.Services.AddSingleton(new MappedArea("/api/benchmark", app => app.MapPost("/api/benchmark/needs/{participant}", ReadOnlyAsync).AllowRoles(Role.FocalPoint)));
        var app = builder.Build().UseMatchmaking();
        var store = await app.Services.GetRequiredService<StoreOpener>().OpenAsync();
        foreach (var queue in new[] { "declared", "notice" })
        {
            await store.Queue(queue).CreateIfNotExistsAsync();
        }

        await app.StartAsync();
        return new Service(app, own);
    }

    public async Task<string> KeyAsync(Role role, ParticipantId? participant)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ApiKeys>().CreateAsync(role, participant, "benchmark")).Text;
    }

    /// <summary>Loads the demonstration's data, waits until all of it is on the market, and reads that as a round would.</summary>
    public async Task<MarketInput> DemoMarketAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DemoLoader>(scope.ServiceProvider).LoadAsync(CancellationToken.None);
        var input = scope.ServiceProvider.GetRequiredService<RoundInput>();
        for (var last = -1; ;)
        {
            var market = (await input.LoadAsync(SampleMarket.Today, CancellationToken.None)).Market;
            if (market.Needs.Count + market.Capacities.Count is > 0 and var count && count == last)
                return market;
            last = market.Needs.Count + market.Capacities.Count;
            await Task.Delay(TimeSpan.FromSeconds(3));
        }
    }

    /// <summary>Sends a body and throws unless it is answered with success.</summary>
    public async Task PostAsync(string path, string key, byte[] body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await Http.SendAsync(request);
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
        {
            throw new InvalidOperationException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<string> GetAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public static byte[] NeedBody(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "conventions": ["apmbc"], "pillar": "survey_clearance", "kinds": ["funding"], "amountUsd": {{1_000_000 + number}},
          "title": {"en": "Survey and clearance, district {{number}}", "fr": "Levé et dépollution, district {{number}}"},
          "description": {"en": "Forty confirmed hazardous areas close to schools and wells remain; two teams are trained and lack funds."},
          "period": {"from": "2027-01-01", "to": "2028-12-31"}, "languages": ["en", "fr"], "visibility": "public"
        }
        """));

    public static byte[] CapacityBody() => """
        {
          "pillars": ["survey_clearance"], "kind": "funding", "amountUsd": 90000000000, "places": {"anywhere": true},
          "title": {"en": "Clearance fund"}, "period": {"from": "2027-01-01", "to": "2028-12-31"}, "visibility": "public"
        }
        """u8.ToArray();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static async Task<IResult> ReadOnlyAsync(string participant, HttpRequest request, Caller caller, ParticipantRegister participants, CancellationToken ct)
    {
        var owner = await participants.RequireOwnAsync(participant, caller.Actor, ct);
        var (json, _) = await RequestBody.ReadJsonAsync(request, ct);
        var read = MarketTable.Needs.Read(json, new NewDeclaration(Guid.NewGuid().ToString("N"), owner, DateTimeOffset.UnixEpoch, new HashSet<ParticipantId>()));
        return TypedResults.Ok(MarketTable.Needs.View(read.Require(), caller.Actor));
    }
}
