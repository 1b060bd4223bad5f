using System.Reflection;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.FunctionsHost;
using Microsoft.Azure.Functions.Worker;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>What the package answers under the host, function by function.</summary>
[Collection(typeof(SharedPackage))]
public sealed class AnswersTests(SharedPackage package)
{
    private const string Json = "application/json";
    private const string Html = "text/html";
    private const string Problem = "application/problem+json";

    private static readonly (string Function, string Path, string Key, int Status, string Type)[] Answers =
    [
        ("home", "", "", 200, Html),
        ("pages", "en/answer/forged", "", 404, Html),
        ("pages", "fr/answer/forged", "", 404, Html),
        ("pages", "en/nothing", "", 404, Problem),
        ("assets", "assets/site.css", "", 200, "text/css"),
        ("assets", "assets/nothing", "", 404, Problem),
        ("participants", "api/participants/states", "", 200, Json),
        ("participants", "api/participants/organisations", "", 200, Json),
        ("participants", "api/participants/SDN", "", 200, Json),
        ("contacts", "api/contacts/SDN", "SDN", 200, Json),
        ("contacts", "api/contacts/committee", "secretariat", 200, Json),
        ("needs", "api/needs", "", 200, Json),
        ("needs", "api/needs/SDN", "SDN", 200, Json),
        ("needs", "api/needs/SDN/00000000000000000000000000000000", "SDN", 404, Problem),
        ("capacities", "api/capacities", "", 200, Json),
        ("capacities", "api/capacities/NOR", "NOR", 200, Json),
        ("market", "api/market/left-behind", "committee", 200, Json),
        ("market", "api/market", "committee", 404, Problem),
        ("policy", "api/policy", "committee", 200, Json),
        ("policy", "api/policy/history", "", 401, Problem),
        ("proposals", "api/proposals", "committee", 200, Json),
        ("proposals", "api/proposals/SDN", "SDN", 200, Json),
        ("proposals", "api/proposals", "SDN", 403, Problem),
        ("record", "api/record?state=SDN", "", 200, Json),
        ("record", "api/record/held", "", 200, Json),
        ("audit", "api/audit/SDN", "SDN", 200, Json),
        ("health", "api/health", "", 200, Json),
        ("health", "api/health/ready", "", 200, Json),
        ("health", "api/health/live", "", 200, Json),
        ("openapi", "api/openapi.json", "", 200, Json),
    ];

    [Fact]
    public async Task Every_http_function_answers_what_is_sent_to_it()
    {
        foreach (var (function, path, key, status, type) in Answers)
        {
            var (answer, calls) = await package.WatchAsync(() => package.SendAsync("GET", path, key));

            Assert.Equal((path, status, type), (path, answer.Status, answer.Response.Content.Headers.ContentType?.MediaType));
            Assert.Equal((function, Outcome.Succeeded), (Assert.Single(calls).Function, calls[0].Outcome));
        }

        var http = typeof(Functions).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))));
        Assert.Equal(
            http.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal),
            Answers.Select(answer => answer.Function).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_document_is_the_local_programs()
    {
        await using var local = await InProcessService.StartAsync();

        Assert.Equal(await local.Http.GetStringAsync("api/openapi.json"), (await package.SendAsync("GET", "api/openapi.json")).Text);
    }

    [Theory]
    [InlineData("DELETE", "", "GET")]
    [InlineData("PUT", "api/needs", "GET")]
    [InlineData("DELETE", "api/needs/SDN", "GET, POST")]
    [InlineData("POST", "api/health/live", "GET")]
    [InlineData("DELETE", "en/answer/forged", "GET, POST")]
    public async Task A_wrong_method_is_refused_by_the_service_and_not_by_the_host(string method, string path, string allowed)
    {
        var answer = await package.SendAsync(method, path);

        Assert.Equal((405, Problem, "method_not_allowed"), (answer.Status, answer.Response.Content.Headers.ContentType?.MediaType, answer.Code));
        Assert.Equal(allowed, string.Join(", ", answer.Response.Content.Headers.Allow.Order()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("assets/site.css")]
    [InlineData("api/needs")]
    [InlineData("api/needs/SDN/nothing")]
    [InlineData("api/proposals")]
    public async Task Head_tells_of_an_answer_all_but_its_body(string path)
    {
        var (get, head) = (await package.SendAsync("GET", path), await package.SendAsync("HEAD", path));

        Assert.Equal((get.Status, ""), (head.Status, head.Text));
        Assert.Equal(get.Response.Content.Headers.ContentType, head.Response.Content.Headers.ContentType);
        Assert.Equal(get.Response.Headers.ETag, head.Response.Headers.ETag);
    }

    [Theory]
    [InlineData("match")]
    [InlineData("notify")]
    [InlineData("tick")]
    [InlineData("needs")]
    [InlineData("api/match")]
    [InlineData("api/tick")]
    [InlineData("api")]
    [InlineData("api/nothing")]
    [InlineData("api/openapi.json/more")]
    [InlineData("api/needsX")]
    [InlineData("de/answer/x")]
    [InlineData("mail")]
    [InlineData("host.json")]
    [InlineData("admin/functions/tick")]
    public async Task What_is_no_function_of_the_service_for_outsiders_is_404_and_empty(string path)
    {
        foreach (var method in (string[])["GET", "POST"])
        {
            var (answer, calls) = await package.WatchAsync(() => package.SendAsync(method, path, content: Content.Json("{}")));

            Assert.Equal((404, "", 0), (answer.Status, answer.Text, calls.Count));
        }
    }

    [Fact]
    public async Task What_is_declared_is_read_again_under_its_address_with_its_version()
    {
        var declared = await package.SendAsync("POST", "api/needs/YEM", "YEM", Content.Json(Bodies.Need()), ("X-Forwarded-Host", "evil.example"));
        Assert.Equal((201, "/api/needs/YEM/" + declared.Json["id"]), (declared.Status, declared.Response.Headers.Location?.OriginalString));

        var read = await package.SendAsync("GET", declared.Response.Headers.Location!.OriginalString, "YEM");
        Assert.True(JsonNode.DeepEquals(declared.Json, read.Json));
        Assert.Equal(declared.ETag, read.ETag);

        var changed = Content.Json(Bodies.Need("amountUsd", "2000000"));
        var address = declared.Response.Headers.Location!.OriginalString;
        Assert.Equal(428, (await package.SendAsync("PUT", address, "YEM", changed)).Status);
        Assert.Equal(200, (await package.SendAsync("PUT", address, "YEM", changed, ("If-Match", declared.ETag))).Status);
        Assert.Equal(412, (await package.SendAsync("PUT", address, "YEM", changed, ("If-Match", declared.ETag))).Status);
        Assert.Equal(200, (await package.SendAsync("POST", address + "/withdraw", "YEM", Content.Json("""{"reason":"A test."}"""))).Status);
        Assert.Equal(3, (await package.SendAsync("GET", address + "/history", "YEM")).Json.AsArray().Count);
    }
}
