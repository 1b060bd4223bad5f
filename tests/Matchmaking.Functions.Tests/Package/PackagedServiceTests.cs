using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.Testing;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>The packaged program, started as the Functions host starts it, with Azurite as its storage.</summary>
public sealed class PackagedServiceTests : IAsyncLifetime
{
    // A declaration that is not there changes nothing; plain text is no message of ours and must fail, loudly, until it is poison.
    private static readonly Dictionary<string, int> Expected = new()
    {
        ["readiness-probe"] = 200,
        ["queue-json-message"] = 200,
        ["queue-text-message"] = 500,
        ["queue-text-message-second-attempt"] = 500,
        ["timer"] = 200,
        ["proxied-get"] = 200,
        ["proxied-post"] = 401,
        ["proxied-chunked-post"] = 404,
        ["proxied-encoded-slash"] = 404,
    };

    private ServiceProcess service = null!;

    public async ValueTask InitializeAsync() =>
        service = await ServiceProcess.StartUnderHostFromAsync(PackageTests.Folder, ("AzureWebJobsStorage", await Azurite.NewAccountAsync()));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task The_packaged_program_answers_every_captured_request_as_the_host_needs_it()
    {
        await Until.TrueAsync(async () => (await service.Http.GetAsync("api/health")).IsSuccessStatusCode, "storage ready");
        foreach (var capture in HostCapture.Names)
        {
            var answer = await ReplayAsync(capture);

            Assert.True(Expected[capture] == answer.Status, $"{capture}: {answer.Status} {answer.Body}");
            if (answer.Status is 200 or 500 && capture != "readiness-probe")
            {
                Assert.StartsWith("application/json", answer["Content-Type"], StringComparison.Ordinal);
                Assert.StartsWith("{", answer.Body, StringComparison.Ordinal);
            }
        }

        Assert.Equal("", service.Errors);
    }

    [Fact]
    public async Task Its_triggers_are_closed_to_the_outside()
    {
        var before = await service.Http.GetStringAsync("api/needs");
        var capture = HostCapture.Read("queue-json-message");
        foreach (var path in (string[])["/on-declared", "/ON-DECLARED", "/on-declared/", "//on-declared", "/api/../on-declared", "/%6fn-declared", "/on-notice", "/on-tick"])
        {
            var answer = await RawHttp.SendAsync(service.Port, capture.WithHead(service.Port, head => head
                .Replace("POST /on-declared ", $"POST {path} ", StringComparison.Ordinal)
                .Replace("\r\n\r\n", "\r\nx-ms-invocation-id: 1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n", StringComparison.Ordinal)));

            Assert.Equal(404, answer.Status);
        }

        Assert.Equal(before, await service.Http.GetStringAsync("api/needs"));
        Assert.DoesNotContain("on-declared done", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("on-declared failed", service.Output, StringComparison.Ordinal);
    }

    private Task<RawAnswer> ReplayAsync(string capture) => RawHttp.SendAsync(service.Port, HostCapture.Read(capture).Bytes(service.Port));
}
