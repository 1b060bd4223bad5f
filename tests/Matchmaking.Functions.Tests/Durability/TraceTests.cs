using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>One trace leads from the request that declared to the mail that it led to.</summary>
public sealed class TraceTests
{
    private const string TraceId = "5c1b0e2f9a7d4c3e8b6a1f0d2e4c6a80";

    [Fact]
    public async Task A_trace_follows_a_declaration_through_message_round_and_proposal_to_the_mail()
    {
        var spans = new ConcurrentBag<string>();
        var port = ServiceProcess.FreePort();
        await using var collector = await CollectAsync(port, spans);
        var home = await Home.NewAsync("embedded");
        var keys = await Declarer.PrepareAsync(home);
        await using var service = await home.StartAsync(
            environment: [("Digest__Interval", "00:00:01"), ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]);

        foreach (var declaring in Declarer.Mix(keys, 30, seed: 7))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, declaring.Path) { Content = new StringContent(declaring.Body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", declaring.Key);
            request.Headers.Add("traceparent", $"00-{TraceId}-d3cba708cd72cab0-01");
            using var answer = await service.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        await Until.TrueAsync(() => Task.FromResult(HasAll()), () => $"every span; there are {string.Join(", ", spans.Distinct().Order())}", seconds: 60);

        // Planning the notice and sending its mail are two messages, so two spans of one function.
        bool HasAll() => spans.Contains("match") && spans.Contains("matching round") && spans.Count(name => name == "notify") >= 2
            && spans.Any(name => name.StartsWith("POST ", StringComparison.Ordinal)) && Directory.EnumerateFiles(home.MailFolder, "*.eml").Any();
    }

    private static async Task<WebApplication> CollectAsync(int port, ConcurrentBag<string> spans)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            foreach (var name in NamesOfSpans(body.ToArray(), Convert.FromHexString(TraceId)))
            {
                spans.Add(name);
            }
        });
        collector.MapPost("/v1/metrics", () => { });
        await collector.StartAsync();
        return collector;
    }

    /// <summary>The names of the spans of a trace: in OTLP's protobuf a span begins with its trace's id (field 1), and its name is field 5.</summary>
    private static IEnumerable<string> NamesOfSpans(byte[] body, byte[] traceId)
    {
        byte[] start = [0x0A, 0x10, .. traceId];
        for (var at = body.AsSpan().IndexOf(start); at >= 0;)
        {
            var next = at + start.Length;
            while (next + 1 < body.Length && body[next] is 0x12 or 0x1A or 0x22 or 0x85)
            {
                // The flags (field 16) are four bytes behind a tag of two; ids and state say how long they are.
                next += body[next] == 0x85 ? 6 : 2 + body[next + 1];
            }

            if (body[next] == 0x2A)
            {
                yield return Encoding.UTF8.GetString(body, next + 2, body[next + 1]);
            }

            var further = body.AsSpan(next).IndexOf(start);
            at = further < 0 ? -1 : next + further;
        }
    }
}
