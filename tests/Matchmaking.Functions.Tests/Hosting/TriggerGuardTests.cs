using System.Text.RegularExpressions;
using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed partial class TriggerGuardTests : IAsyncLifetime
{
    private const string Body = """{"Data":{"message":"\"{}\"","timer":{}},"Metadata":{}}""";

    private static readonly string[] Genuine =
    [
        "Host: 127.0.0.1:{port}",
        "X-Azure-Functions-HostVersion: 4.1037.0.0",
        "X-Azure-Functions-InvocationId: 3052e467-c047-4041-927b-309a06263d4e",
        "User-Agent: Azure-Functions-Host/4.1037.0.0",
    ];

    private static readonly string[] Proxied =
    [
        "x-ms-invocation-id: 3052e467-c047-4041-927b-309a06263d4e",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Host: 127.0.0.1:7099",
        "X-Forwarded-Proto: http",
    ];

    private static readonly (string What, string[] Headers)[] Forgeries =
    [
        ("no headers", ["Host: 127.0.0.1:{port}"]),
        ("all headers of the host, through the proxy", [.. Genuine, .. Proxied]),
        .. Proxied.Select(header => ($"all headers of the host and {header}", (string[])[.. Genuine, header])),
        ("all headers of the host and an empty marker", [.. Genuine, "X-Forwarded-For:"]),
        ("all headers of the host and Forwarded", [.. Genuine, "Forwarded: for=127.0.0.1"]),
        ("markers named in Connection", [.. Genuine, .. Proxied, "Connection: x-ms-invocation-id, X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto"]),
        ("two invocation ids", [.. Genuine, Genuine[2]]),
        ("two host versions", [.. Genuine, Genuine[1]]),
        ("two invocation ids in one line", [.. Replace(2, Genuine[2] + ", 3052e467-c047-4041-927b-309a06263d4e")]),
        ("no invocation id", Replace(2)),
        ("an invocation id that is none", Replace(2, "X-Azure-Functions-InvocationId: 1")),
        ("no host version", Replace(1)),
        ("no user agent", Replace(3)),
        ("another user agent", Replace(3, "User-Agent: curl/7.88.1 Azure-Functions-Host/4.1037.0.0")),
        ("another host", Replace(0, "Host: matchmaking.example")),
        ("another port", Replace(0, "Host: 127.0.0.1:7071")),
        ("another name of the host", Replace(0, "Host: localhost:{port}")),
    ];

    private InProcessService service = null!;

    public static TheoryData<string> TriggerNames => [.. Switchboard.Default.Triggers.Select(trigger => trigger.Name)];

    public async ValueTask InitializeAsync() => service = await InProcessService.UnderHostAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [MemberData(nameof(TriggerNames))]
    public async Task Only_the_hosts_own_call_reaches_a_trigger(string trigger)
    {
        Assert.Equal(200, (await SendAsync("POST", $"/{trigger}", Genuine)).Status);
        Assert.Single(service.Calls);
        service.Calls.Clear();

        foreach (var (what, headers) in Forgeries)
        {
            foreach (var method in new[] { "GET", "POST", "PUT" })
            {
                var forged = await SendAsync(method, $"/{trigger}", headers);
                Assert.True(forged.Status == 404, $"{method} with {what} was answered {forged.Status}.");
                AssertSameAsUnknown(await SendAsync(method, "/no-such-path", headers), forged);
            }
        }

        foreach (var method in new[] { "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND" })
        {
            Assert.Equal(404, (await SendAsync(method, $"/{trigger}", Genuine)).Status);
        }

        Assert.Empty(service.Calls);
    }

    [Theory]
    [MemberData(nameof(TriggerNames))]
    public async Task No_spelling_of_the_path_reaches_a_trigger_from_outside(string trigger)
    {
        foreach (var path in Spellings(trigger))
        {
            var proxied = await SendAsync("POST", path, [.. Genuine, .. Proxied]);
            Assert.True(proxied.Status is 404 or 400, $"{path} was answered {proxied.Status}.");

            // Nor does any but the exact path for the host itself.
            Assert.True((await SendAsync("POST", path, Genuine)).Status is 404 or 400, $"{path} was taken for the host's.");
        }

        Assert.Empty(service.Calls);
    }

    [Theory]
    [MemberData(nameof(TriggerNames))]
    public async Task Through_the_proxy_no_trigger_is_reached_whatever_the_caller_claims(string trigger)
    {
        await using var proxy = await HostProxy.StartAsync(service.Port);
        foreach (var path in Spellings(trigger).Append($"/{trigger}").Append($"/api/..%2f{trigger}").Append($"/api/%252e%252e/{trigger}"))
        {
            var answer = await RawHttp.SendAsync(proxy.Port, Head("POST", path, Genuine, proxy.Port), Body);
            Assert.True(answer.Status is 404 or 400 or 405, $"{path} was answered {answer.Status}.");
        }

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task The_captured_attempt_from_outside_reaches_nothing()
    {
        Assert.Equal(404, (await RawHttp.SendAsync(service.Port, HostCapture.Read("proxied-encoded-slash").Bytes(service.Port))).Status);
        Assert.Empty(service.Calls);
    }

    [Fact]
    public void Every_trigger_endpoint_carries_the_guard()
    {
        var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.Contains("on-", StringComparison.Ordinal) == true).ToList();

        Assert.Equal(Switchboard.Default.Triggers.Select(trigger => trigger.Name).Order(),
            endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<TriggerMetadata>()?.Name).Order());
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<TriggerGuardMetadata>()));
    }

    [Fact]
    public async Task On_its_own_the_program_has_no_trigger_paths_even_for_the_hosts_headers()
    {
        await using var alone = await InProcessService.AloneAsync();
        await Until.TrueAsync(() => !alone.Calls.IsEmpty, "the first tick");
        alone.Calls.Clear();
        foreach (var trigger in Switchboard.Default.Triggers)
        {
            Assert.Equal(404, (await RawHttp.SendAsync(alone.Port, Head("POST", $"/{trigger.Name}", Genuine, alone.Port), Body)).Status);
        }

        Assert.Empty(alone.Calls);
    }

    [Fact]
    public async Task An_identity_that_the_caller_claims_in_headers_changes_nothing()
    {
        string[] claimed = ["Host: 127.0.0.1:{port}", .. Proxied, "X-MS-CLIENT-PRINCIPAL: eyJjbGFpbXMiOltdfQ==", "X-MS-CLIENT-PRINCIPAL-ID: admin"];

        AssertSameAsUnknown(
            await SendAsync("GET", "/api/no-such-path", ["Host: 127.0.0.1:{port}", .. Proxied]),
            await SendAsync("GET", "/api/no-such-path", claimed));
    }

    private static string[] Replace(int index, params string[] with) => [.. Genuine[..index], .. with, .. Genuine[(index + 1)..]];

    private static IEnumerable<string> Spellings(string trigger) =>
    [
        "/" + trigger.ToUpperInvariant(),
        $"/{trigger}/",
        $"/%6f{trigger[1..]}",
        $"//{trigger}",
        $"/x/../{trigger}",
        $"/./{trigger}",
        $"/api/../{trigger}",
        $"/api/%2e%2e/{trigger}",
        $"/api/..%2f{trigger}",
        $"/api/%252e%252e/{trigger}",
        $"/api/..\\{trigger}",
        $"/api/..%5c{trigger}",
        $"/api/..;/{trigger}",
        $"/{trigger}?x=1",
        $"/{trigger}%3Fx",
        $"/{trigger}%00",
        $"/{trigger};x",
    ];

    private static string Head(string method, string path, IEnumerable<string> headers, int port) =>
        $"{method} {path} HTTP/1.1\n"
        + string.Join('\n', headers.Append($"Content-Length: {Body.Length}").Append("Content-Type: application/json; charset=utf-8"))
            .Replace("{port}", $"{port}", StringComparison.Ordinal);

    private static void AssertSameAsUnknown(RawAnswer unknown, RawAnswer answer)
    {
        Assert.Equal(unknown.Status, answer.Status);
        Assert.Equal(unknown.Headers.Select(header => header.Key), answer.Headers.Select(header => header.Key));
        Assert.Equal(unknown["Content-Type"], answer["Content-Type"]);
        Assert.Equal(TraceId().Replace(unknown.Body, ""), TraceId().Replace(answer.Body, ""));
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    private Task<RawAnswer> SendAsync(string method, string path, IEnumerable<string> headers) =>
        RawHttp.SendAsync(service.Port, Head(method, path, headers, service.Port), Body);
}
