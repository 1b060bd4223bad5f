using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class TelemetryTests
{
    private const string TraceId = "835fdbe8e3a8f63c2aa1048dd566aed3";

    [Fact]
    public async Task Traces_and_metrics_reach_a_collector()
    {
        var posts = new ConcurrentQueue<(string Path, byte[] Body)>();
        var port = ServiceProcess.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            posts.Enqueue((context.Request.Path, body.ToArray()));
        });
        await collector.StartAsync();
        await using var service = await ServiceProcess.StartAloneAsync(Places.NewFolder(), environment:
            [("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200")]);

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/needs") { Headers = { { "traceparent", $"00-{TraceId}-d3cba708cd72cab0-01" } } };
        using var answer = await service.Http.SendAsync(request);
        await Until.TrueAsync(
            () => posts.Any(post => post.Path == "/v1/traces" && Holds(post.Body, Convert.FromHexString(TraceId)) && Holds(post.Body, "GET /api/needs")),
            "the request's span in the caller's trace");
        await Until.TrueAsync(() => posts.Any(post => post.Path == "/v1/metrics" && Holds(post.Body, "http.server.request.duration")), "the web server's metrics");

        Assert.All(posts, post => Assert.True(Holds(post.Body, "service.name") && Holds(post.Body, "Matchmaking")));
        Assert.Equal("", service.Errors);
    }

    private static bool Holds(byte[] body, string text) => Holds(body, Encoding.UTF8.GetBytes(text));

    private static bool Holds(byte[] body, byte[] part) => body.AsSpan().IndexOf(part) >= 0;
}
