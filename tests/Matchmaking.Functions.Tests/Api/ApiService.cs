using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>
/// The whole service on a real port of this process, with the embedded store in a new folder and its own trigger loop, and a key for
/// every role. A key's name is the State or organisation that it acts for, or the role (<c>committee</c>, <c>chair</c> …), "" for none.
/// </summary>
public sealed class ApiService : IAsyncLifetime
{
    private readonly Dictionary<string, string> _keys = [];
    private WebApplication? _app;
    private string _data = "";

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    internal IServiceProvider Services => _app!.Services;

    internal string Key(string name) => _keys[name];

    /// <summary>Everything that it maps.</summary>
    internal IReadOnlyList<Endpoint> Endpoints
    {
        get
        {
            Services.GetRequiredService<ServicePipeline>().MapAll();
            return Services.GetRequiredService<EndpointDataSource>().Endpoints;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StoreOpener>().OpenAsync();
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeys>();
        foreach (var state in new[] { "SDN", "COL", "KHM", "JPN", "NOR", "ETH", "MOZ" })
        {
            await MakeAsync(state, Role.FocalPoint, state);
        }

        await MakeAsync("org-one", Role.Partner, "org-one");
        await MakeAsync("org-two", Role.Partner, "org-two");
        await MakeAsync("committee", Role.Committee, "NOR");
        await MakeAsync("committee-SDN", Role.Committee, "SDN");
        await MakeAsync("gender", Role.GenderFocalPoint, "JPN");
        await MakeAsync("chair", Role.Chair, "NOR");
        await MakeAsync("secretariat", Role.Secretariat, null);
        await MakeAsync("observer", Role.Observer, null);
        var (revoked, text) = await keys.CreateAsync(Role.FocalPoint, ParticipantId.Parse("SDN", CultureInfo.InvariantCulture), "revoked");
        await keys.RevokeAsync(revoked.Id);
        _keys["revoked"] = text;
        _keys["unknown"] = ApiKey.Create(Role.FocalPoint, ParticipantId.Parse("SDN", CultureInfo.InvariantCulture), "unknown", DateTimeOffset.UnixEpoch).Text;
        _keys["wrong-secret"] = _keys["SDN"][..^4] + "AAAA";
        _keys["garbage"] = "not a key";
        foreach (var id in new[] { "org-one", "org-two" })
        {
            var answer = await SendAsync("PUT", $"participants/{id}", "secretariat", """{"name":{"en":"Organisation","fr":"Organisation"}}""");
            Assert.Equal(200, answer.Status);
        }

        async Task MakeAsync(string name, Role role, string? participant)
        {
            ParticipantId? id = participant is null ? null : ParticipantId.Parse(participant, CultureInfo.InvariantCulture);
            _keys[name] = (await keys.CreateAsync(role, id, name)).Text;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    internal async Task StartAsync()
    {
        Port = ServiceProcess.FreePort();
        _data = Places.NewFolder();
        var builder = LocalService.CreateBuilder(new ServeOptions(DataDirectory: _data, Urls: $"http://127.0.0.1:{Port}"));
        builder.Logging.ClearProviders();
        _app = builder.Build().UseMatchmaking();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}/"), Timeout = TimeSpan.FromSeconds(60) };
        await _app.StartAsync();
    }

    internal Task<Store> StoreAsync() => Services.GetRequiredService<StoreOpener>().OpenAsync().AsTask();

    /// <summary>Sends JSON (or nothing) to a path under <c>/api</c>; headers as <c>Name: value</c>, one a line.</summary>
    public Task<Answer> SendAsync(string method, string path, string key, string? json = null, string headers = "") =>
        SendAsync(method, path, key, json is null ? null : Content.Json(json), headers);

    public async Task<Answer> SendAsync(string method, string path, string key, Content? content, string headers = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? path : "/api/" + path);
        if (_keys.TryGetValue(key, out var text))
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + text);
        }
        else
        {
            Assert.True(key.Length == 0, $"No key is called {key}.");
        }

        foreach (var header in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':')], header[(header.IndexOf(':') + 1)..].Trim()));
        }

        request.Content = content?.Make();
        request.Headers.TransferEncodingChunked = content is { Chunked: true };
        using var response = await Http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<Answer> GetAsync(string path, string key) => SendAsync("GET", path, key);

    /// <summary>Declares and returns the id.</summary>
    public async Task<string> DeclareAsync(string path, string key, string json)
    {
        var answer = await SendAsync("POST", path, key, json);
        Assert.True(answer.Status == 201, answer.Text);
        return (string)answer.Json["id"]!;
    }

    /// <summary>Waits until all messages are handled and no round is due or running.</summary>
    public async Task QuietAsync()
    {
        var store = await StoreAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var (declared, notice) = (await store.Declared.CountAsync(), await store.Notice.CountAsync());
            var turn = (await store.Market.FindAsync<RoundTurn>(Keys.Rounds, Keys.Round, default))?.Value;
            if (declared == 0 && notice == 0 && turn is not ({ IsDue: true } or { Holder: not null }))
            {
                return;
            }

            // A first round on a busy machine is slow, and the next one waits for four times as long.
            Assert.True(
                watch.Elapsed < TimeSpan.FromSeconds(150),
                $"Not quiet: {declared} messages of declarations, {notice} of notices, {turn}; put aside: "
                + $"{await store.PoisonQueue("declared").CountAsync()}, {await store.PoisonQueue("notice").CountAsync()}");
            await Task.Delay(20);
        }
    }

    /// <summary>The one proposal of a State, as the committee sees it, once there is one with a partner.</summary>
    public async Task<JsonNode> ProposalOfAsync(string state)
    {
        JsonNode? found = null;
        await Until.TrueAsync(
            async () => (found = (await GetAsync($"proposals/{state}", "secretariat")).Json["items"]!.AsArray()
                .LastOrDefault(proposal => proposal!["partners"]!.AsArray().Count > 0)) is not null,
            $"a proposal for {state}");
        await QuietAsync();
        return (await GetAsync($"proposals/{state}/{found!["id"]}", "secretariat")).Json;
    }

    /// <summary>The ETag of a proposal as it is now.</summary>
    public async Task<string> ETagOfAsync(JsonNode proposal) => (await GetAsync($"proposals/{proposal["state"]}/{proposal["id"]}", "secretariat")).ETag;

    /// <summary>The committee approves a State's proposal.</summary>
    public async Task<string> ApproveAsync(string state)
    {
        var proposal = await ProposalOfAsync(state);
        var answer = await SendAsync(
            "POST", $"proposals/{state}/{proposal["id"]}/review", "committee", """{"verdict":"approve"}""", $"If-Match: {await ETagOfAsync(proposal)}");
        Assert.True(answer.Status == 200, answer.Text);
        await QuietAsync();
        return (string)proposal["id"]!;
    }

    /// <summary>A digest of every row of every table and the count of every queue.</summary>
    public async Task<string> DigestAsync()
    {
        var store = await StoreAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        foreach (var (name, table) in store.Tables)
        {
            await foreach (var entity in table.ScanAsync())
            {
                rows++;
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}|{entity.PartitionKey}|{entity.RowKey}|{entity.ETag}|{Encoding.UTF8.GetString(entity.Content)}\n"));
            }
        }

        var queues = new List<string>();
        foreach (var name in store.QueueNames)
        {
            queues.Add($"{name}:{await store.Account.Queue(name).CountAsync()}");
        }

        return $"{rows} rows, {Convert.ToHexStringLower(hash.GetHashAndReset())}, {string.Join(' ', queues)}";
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Text, HttpResponseMessage Response)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string ETag => Response.Headers.ETag!.ToString();

    public string? Code => Text.StartsWith('{') ? (string?)Json["code"] : null;

    public T As<T>() => JsonSerializer.Deserialize<T>(Text, Matchmaking.Json.Options)!;
}

/// <summary>A body to send.</summary>
public sealed record Content(byte[] Bytes, string? Type, bool Chunked = false)
{
    public static Content Json(string json) => new(Encoding.UTF8.GetBytes(json), "application/json");

    public static Content Csv(params IEnumerable<string> lines) => new(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"), "text/csv");

    public static Content Form(string form) => new(Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded");

    public HttpContent Make()
    {
        HttpContent content = Chunked ? new StreamContent(new MemoryStream(Bytes)) : new ByteArrayContent(Bytes);
        if (Type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }

        return content;
    }
}
