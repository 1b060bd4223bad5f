using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Matchmaking.FunctionsHost.Tests;

public sealed class HttpTests(HttpTests.Running running) : IClassFixture<HttpTests.Running>
{
    private readonly FunctionsHost host = running.Host;
    private readonly int callsBefore = running.Host.Invocations.Count;

    private Invocation Call => Assert.Single(host.Invocations.Skip(callsBefore));

    [Fact]
    public async Task A_request_arrives_as_through_the_real_host()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "echo/é?a=1");
        request.Headers.Host = "matchmaking.example";
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("x-ms-invocation-id", "mine");
        var echo = await host.EchoAsync(request);

        Assert.Equal("PUT", echo.Get("method"));
        Assert.Equal("/echo/é", echo.Get("path"));
        Assert.Equal("http://matchmaking.example/echo/é?a=1", echo.Get("url"));
        Assert.Equal(Call.Id, echo.Get("header x-ms-invocation-id"));
        Assert.DoesNotContain("203.0.113.7", echo.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("https", echo.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", echo.Get("header x-original-for"), StringComparison.Ordinal);
        Assert.StartsWith("localhost:", echo.Get("header x-original-host"), StringComparison.Ordinal);
        Assert.Equal("http", echo.Get("header x-original-proto"));
        Assert.Equal(Outcome.Succeeded, Call.Outcome);
    }

    [Fact]
    public async Task The_worker_is_started_with_the_hosts_command_line_folder_and_environment()
    {
        var echo = await host.EchoAsync("echo");

        Assert.Equal($"http://127.0.0.1:{host.Port}", echo.Get("listens"));
        Assert.Equal(Sample.Folder, echo.Get("folder"));
        Assert.Equal(Sample.Folder, echo.Get("application"));
        Assert.Matches(
            @"^--host 127\.0\.0\.1 --port (\d+) --workerId (\S+) --requestId (\S+) --grpcMaxMessageLength 2147483647 "
            + @"--functions-uri http://127\.0\.0\.1:\1/ --functions-worker-id \2 --functions-request-id \3 --functions-grpc-max-message-length 2147483647$",
            echo.Get("arguments"));
    }

    [Theory]
    [InlineData("echo/first/1", "aaa")]
    [InlineData("echo/first/one", "/echo/first/one")]
    [InlineData("echo/last", "/echo/last")]
    public async Task The_first_function_by_name_whose_route_matches_gets_the_request(string path, string expected) =>
        Assert.Contains(expected, await host.Http.GetStringAsync(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "elsewhere")]
    [InlineData("GET", "count")]
    [InlineData("POST", "tick")]
    [InlineData("POST", "api/echo")]
    public async Task No_function_is_404_and_empty_a_wrong_method_too(string method, string path)
    {
        using var answer = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(callsBefore, host.Invocations.Count);
    }

    [Theory]
    [InlineData("echo/a%2Fb", "/echo/a%2Fb", "/echo/a%252Fb")]
    [InlineData("echo/a%252Fb", "/echo/a%2Fb", "/echo/a%252Fb")]
    [InlineData("echo/a//b", "/echo/a//b", "/echo/a//b")]
    [InlineData("echo/x/%2e%2e/b", "/echo/b", "/echo/b")]
    public async Task Odd_paths_arrive_as_through_the_real_host(string path, string expected, string target)
    {
        var echo = await host.EchoAsync(path);

        Assert.Equal((expected, target), (echo.Get("path"), echo.Get("target")));
    }

    [Theory]
    [InlineData(40_000_000, false)]
    [InlineData(40_000_000, true)]
    public async Task Bodies_pass_with_a_length_or_in_chunks(int length, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "count") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await host.Http.SendAsync(request);

        Assert.Equal($"{length}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_over_the_hosts_limit_is_500_and_empty()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /count HTTP/1.1\r\nHost: here\r\nContent-Length: 104857601\r\n\r\n"));
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_is_500_and_empty_and_a_failed_call()
    {
        using var answer = await host.Http.GetAsync("fail");

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(("fail", Outcome.Failed), (Call.Function, Call.Outcome));
        Assert.Contains("as it was told to", Call.Error, StringComparison.Ordinal);
        Assert.Contains(host.Errors, line => line.InvocationId == Call.Id);
    }

    [Fact]
    public async Task A_caller_who_leaves_cancels_the_call()
    {
        using (await host.Http.GetAsync("wait", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(Outcome.Running, Call.Outcome);
        }

        await Call.Ended;
        Assert.Equal(["The caller has left."], host.LoggedBy("wait"));
    }

    /// <summary>One host for all of these tests, which run one after the other.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public FunctionsHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await Sample.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
