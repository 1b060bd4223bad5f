using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>What the one pipeline does with requests and answers of every form.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private readonly TaskCompletionSource began = new();
    private readonly TaskCompletionSource aborted = new();
    private InProcessService service = null!;

    public async ValueTask InitializeAsync() => service = await InProcessService.StartAsync(map: Map);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public void Links_lead_to_where_the_program_listens() =>
        Assert.Equal($"http://127.0.0.1:{service.Port}/", service.Services.GetRequiredService<PublicAddress>().Base.ToString());

    [Theory]
    [InlineData("https://matchmaking.example")]
    [InlineData("https://matchmaking.example/")]
    public void Links_for_mails_come_from_the_settings(string setting) => Assert.Equal("https://matchmaking.example/", Base(setting)?.ToString());

    [Fact]
    public async Task The_first_page_needs_no_storage_redirect_or_sign_in()
    {
        using var answer = await service.Http.GetAsync("");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Bodies_in_chunks_pass_and_bodies_over_the_limit_are_refused_with_a_code()
    {
        foreach (var (megabytes, expected) in new[] { (1, HttpStatusCode.OK), (15, HttpStatusCode.OK), (31, HttpStatusCode.RequestEntityTooLarge) })
        {
            var bytes = RandomNumberGenerator.GetBytes(megabytes * 1024 * 1024);
            using var chunked = new StreamContent(new MemoryStream(bytes));
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/test/upload") { Content = chunked };
            request.Headers.TransferEncodingChunked = true;
            request.Headers.ExpectContinue = true;

            using var answer = await service.Http.SendAsync(request);

            Assert.Equal(expected, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains(expected is HttpStatusCode.OK ? Convert.ToHexString(SHA256.HashData(bytes)) : "\"code\":\"too_large\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_program_answers_reaches_the_caller_unchanged()
    {
        using var methods = await service.Http.DeleteAsync("api/test/where");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, methods.StatusCode);
        Assert.Equal(["GET", "HEAD"], methods.Content.Headers.Allow.Order());
        Assert.Equal("method_not_allowed", (await methods.Content.ReadFromJsonAsync<Dictionary<string, object>>())!["code"].ToString());

        using var head = await service.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "api/test/where"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("", await head.Content.ReadAsStringAsync());

        using var unchanged = await service.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "api/test/tagged") { Headers = { { "If-None-Match", "\"1\"" } } });
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var redirect = await service.Http.GetAsync("api/test/redirect");
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.Equal("/en/somewhere", redirect.Headers.Location?.OriginalString);
        Assert.Equal(["a=1; path=/; secure", "b=2; path=/; secure"], redirect.Headers.GetValues("Set-Cookie"));

        using var zipped = await service.Http.GetAsync("api/test/gzip");
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        await using var plain = new GZipStream(await zipped.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal("zipped", await new StreamReader(plain).ReadToEndAsync());

        using var unknown = await service.Http.GetAsync("api/no-such-path");
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("not_found", (await unknown.Content.ReadFromJsonAsync<Dictionary<string, object>>())!["code"].ToString());
    }

    [Fact]
    public async Task Events_reach_the_caller_as_they_are_sent_and_a_caller_who_leaves_ends_the_work()
    {
        using (var answer = await service.Http.GetAsync("api/test/events", HttpCompletionOption.ResponseHeadersRead))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.Equal("data: 1", await reader.ReadLineAsync());
            await began.Task;
        }

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failure_tells_a_code_and_nothing_of_its_inside()
    {
        using var answer = await service.Http.GetAsync("api/test/failure");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"unexpected\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    private static Uri? Base(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("PublicBaseUrl", (string?)setting)]).Build();
        return new PublicAddress(configuration, new RunMode(UnderHost: true), server: null!).Base;
    }

    private void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/api/test/where", ["GET", "HEAD"], () => "here");
        app.MapPost("/api/test/upload", async (HttpRequest request) => Convert.ToHexString(await SHA256.HashDataAsync(request.Body)));
        app.MapGet("/api/test/tagged", () => TypedResults.Text("x", "text/plain", Encoding.UTF8)).AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.IfNoneMatch == "\"1\"" ? TypedResults.StatusCode(304) : await next(context));
        app.MapGet("/api/test/redirect", (HttpContext context) =>
        {
            context.Response.Cookies.Append("a", "1", new CookieOptions { Secure = true });
            context.Response.Cookies.Append("b", "2", new CookieOptions { Secure = true });
            return TypedResults.Redirect("/en/somewhere");
        });
        app.MapGet("/api/test/gzip", async (HttpContext context) =>
        {
            context.Response.Headers[HeaderNames.ContentEncoding] = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await zip.WriteAsync(Encoding.UTF8.GetBytes("zipped"));
        });
        app.MapGet("/api/test/failure", string () => throw new InvalidOperationException("secret"));
        app.MapGet("/api/test/events", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            began.SetResult();
            context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
        });
    }
}
