using Matchmaking.Functions.Tests.Api;
using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.FunctionsHost;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>Requests that the host lets through although nobody should send them.</summary>
[Collection(typeof(SharedPackage))]
public sealed class OddRequestsTests(SharedPackage package)
{
    private const int Limit = 16 * 1024 * 1024;

    [Theory]
    [InlineData(Limit, false, "wrong_content_type")]
    [InlineData(Limit + 1, false, "too_large")]
    [InlineData(2 * Limit, false, "too_large")]
    [InlineData(Limit + 1, true, "wrong_content_type")]
    [InlineData(2 * Limit, true, "wrong_content_type")]
    public async Task A_body_over_the_limit_is_refused_with_a_code_before_it_is_looked_at_unless_its_length_is_not_said(int length, bool chunked, string code)
    {
        var answer = await package.SendAsync("POST", "api/needs/SDN", "SDN", new Content(new byte[length], "application/octet-stream", chunked));

        Assert.Equal((code == "too_large" ? 413 : 415, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("api/needs/SDN", "application/json", false)]
    [InlineData("api/needs/SDN", "application/json", true)]
    [InlineData("api/needs/SDN/import", "text/csv", false)]
    [InlineData("api/needs/SDN/import", "text/csv", true)]
    public async Task A_body_over_the_limit_is_413_with_its_length_or_in_chunks_and_leaves_nothing_behind(string path, string type, bool chunked)
    {
        var before = await package.SendAsync("GET", "api/needs/SDN", "SDN");
        var content = new Content(new byte[Limit + 1], type, chunked);
        Array.Fill(content.Bytes, (byte)' ');
        var (answer, calls) = await package.WatchAsync(() => package.SendAsync("POST", path, "SDN", content));

        Assert.Equal((413, "too_large"), (answer.Status, answer.Code));
        Assert.Equal(Outcome.Succeeded, Assert.Single(calls).Outcome);
        Assert.Equal(before.Text, (await package.SendAsync("GET", "api/needs/SDN", "SDN")).Text);
    }

    [Theory]
    [InlineData("x-ms-client-principal", "eyJyb2xlcyI6WyJjb21taXR0ZWUiXX0=")]
    [InlineData("x-ms-client-principal-name", "committee")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "javascript")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X-Original-URL", "/api/policy")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("Forwarded", "host=evil.example;proto=https")]
    [InlineData("Host", "evil.example")]
    [InlineData("x-functions-key", "master")]
    [InlineData("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    public async Task Forged_headers_change_no_answer(string name, string value)
    {
        foreach (var path in (string[])["", "api/health/live", "api/needs", "api/proposals", "api/contacts/SDN", "en/answer/forged"])
        {
            var (plain, forged) = (await package.SendAsync("GET", path), await package.SendAsync("GET", path, headers: (name, value)));

            Assert.Equal((path, plain.Status, WithoutTrace(plain)), (path, forged.Status, WithoutTrace(forged)));
            Assert.Equal(plain.Response.Headers.Select(header => header.Key).Order(), forged.Response.Headers.Select(header => header.Key).Order());
        }
    }

    // Where the host's own routing stops (0), or what the service says.
    [Theory]
    [InlineData("/api//needs", 0)]
    [InlineData("//api/needs", 0)]
    [InlineData("/api%2Fneeds", 0)]
    [InlineData("/api/needs/", 200)]
    [InlineData("/api/needs//SDN", 0)]
    [InlineData("/api/needs/SDN//", 404)]
    [InlineData("/api/needs/SDN%2F00000000000000000000000000000000", 404)]
    [InlineData("/api/needs/SDN%252Fx", 404)]
    [InlineData("/api/needs/SDN/a%2Fb", 404)]
    [InlineData("/api/needs/SDN/a%5Cb", 404)]
    [InlineData("/api/needs/SDN/%F0%9F%8C%8D", 404)]
    [InlineData("/api/needs/SDN/%7C%23%3F", 404)]
    [InlineData("/api/needs/../policy", 401)]
    [InlineData("/api/needs/%2e%2e/policy", 401)]
    [InlineData("/api/needs/SDN/..%2f..%2fpolicy", 404)]
    [InlineData("/API/NEEDS", 200)]
    [InlineData("/en/answer/a%2Fb", 404)]
    [InlineData("/en/answer/a/b", 404)]
    [InlineData("/EN/answer/x", 404)]
    [InlineData("/assets/%2e%2e/host.json", 0)]
    [InlineData("/assets/..%2fhost.json", 404)]
    [InlineData("/assets//site.css", 0)]
    public async Task Odd_paths_do_no_harm(string path, int status)
    {
        var (answer, calls) = await package.WatchAsync(() => RawHttp.SendAsync(package.Host.Port, $"GET {path} HTTP/1.1\nHost: localhost"));

        Assert.Equal((status == 0 ? 404 : status, status == 0 ? 0 : 1), (answer.Status, calls.Count));
        Assert.True(status != 0 || answer.Body.Length == 0);
        Assert.All(calls, call => Assert.Equal(Outcome.Succeeded, call.Outcome));
    }

    [Fact]
    public async Task A_caller_who_leaves_in_the_middle_of_a_file_leaves_nothing_half_done_and_no_error()
    {
        var (needs, errors) = (await package.SendAsync("GET", "api/needs/SDN", "SDN"), package.Host.Errors.Count);
        var (call, _) = await package.WatchAsync(async () =>
        {
            var before = package.Host.Invocations.Count;
            using (var leaving = new Leaver(package.Host.Port))
            {
                await leaving.SendAsync($"POST /api/needs/SDN/import HTTP/1.1\nHost: localhost\nAuthorization: Bearer {package.Key("SDN")}\nContent-Type: text/csv\nContent-Length: 100000\n\n"
                    + Bodies.NeedHeader + "\n" + Bodies.NeedLine() + "\n");
                await Until.TrueAsync(() => package.Host.Invocations.Skip(before).Any(one => one.Function == "needs"), "the function's call");
            }

            return await package.Host.Invocations.Skip(before).Single(one => one.Function == "needs").Ended;
        });

        Assert.NotEqual(Outcome.Failed, call.Outcome);
        Assert.Equal([], package.Host.Errors.Skip(errors).Where(error => error.InvocationId == call.Id));
        Assert.Equal(needs.Text, (await package.SendAsync("GET", "api/needs/SDN", "SDN")).Text);
    }

    // A problem names its trace.
    private static string WithoutTrace(Answer answer)
    {
        if (answer.Code is null)
        {
            return answer.Text;
        }

        var problem = answer.Json.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
