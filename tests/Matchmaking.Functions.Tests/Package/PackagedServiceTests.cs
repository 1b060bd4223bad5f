using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.Testing;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>The packaged program, started as the Functions host starts it, with Azurite as its storage.</summary>
public sealed class PackagedServiceTests : IAsyncLifetime
{
    private ServiceProcess service = null!;

    public async ValueTask InitializeAsync() =>
        service = await ServiceProcess.StartUnderHostFromAsync(PackageTests.Folder, ("AzureWebJobsStorage", await Azurite.NewAccountAsync()));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task The_packaged_program_answers_every_captured_request_as_the_host_needs_it()
    {
        await Until.TrueAsync(async () => (await service.Http.GetAsync("api/health")).IsSuccessStatusCode, "storage ready");
        Assert.Equal(200, (await ReplayAsync("readiness-probe")).Status);

        var tick = await ReplayAsync("timer");
        Assert.Equal(200, tick.Status);
        Assert.StartsWith("application/json", tick["Content-Type"], StringComparison.Ordinal);

        // Its text is no message of ours, so it must fail, loudly and in JSON, until it is poison.
        foreach (var text in (string[])["queue-text-message", "queue-text-message-second-attempt"])
        {
            var refused = await ReplayAsync(text);
            Assert.Equal(500, refused.Status);
            Assert.StartsWith("application/json", refused["Content-Type"], StringComparison.Ordinal);
            Assert.StartsWith("{", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await ReplayAsync("proxied-get")).Status);
        Assert.Equal(401, (await ReplayAsync("proxied-post")).Status);
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
