using Matchmaking.Functions.Access;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>Who may see what, by role and visibility.</summary>
public sealed class AccessTests(AccessTests.Declared service) : IClassFixture<AccessTests.Declared>
{
    private const string Everybody = " observer COL org-one SDN committee gender chair secretariat";

    // Whoever is not named may not read it: 404, and absent from every list.
    private static readonly Dictionary<string, string[]> Readers = new()
    {
        ["public"] = Everybody.Split(' '),
        ["partners"] = Everybody.Split(' ')[1..],
        ["committee"] = ["SDN", "committee", "gender", "chair", "secretariat"],
    };

    public static TheoryData<string, string> Matrix =>
        [.. from visibility in Readers.Keys from reader in Everybody.Split(' ') select (visibility, reader)];

    [Fact]
    public void Every_endpoint_of_the_api_says_who_may_call_it()
    {
        string[] open = ["api/health", "api/health/live", "api/health/ready", "api/openapi.json"];
        var endpoints = service.Api.Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.Trim('/'), Roles: endpoint.Metadata.GetMetadata<AllowedRoles>()))
            .Where(endpoint => endpoint.Path.StartsWith("api", StringComparison.Ordinal))
            .ToList();

        Assert.True(endpoints.Count > 25, $"{endpoints.Count}");
        Assert.Equal(open, endpoints.Where(endpoint => endpoint.Roles is null).Select(endpoint => endpoint.Path).Distinct().Order());
        Assert.All(endpoints, endpoint => Assert.True(endpoint.Roles is null or { Roles.Count: > 0 }, endpoint.Path));
    }

    [Fact]
    public void Nobody_changes_anything_without_a_key()
    {
        var open = service.Api.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Trim('/').StartsWith("api", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains("GET"))
            .Where(endpoint => endpoint.Metadata.GetMetadata<AllowedRoles>()?.Allow(Role.Public) ?? true)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("api/health")]
    [InlineData("api/health/live")]
    [InlineData("api/health/ready")]
    [InlineData("api/openapi.json")]
    [InlineData("api/participants/states")]
    [InlineData("api/participants/SDN")]
    [InlineData("api/participants/organisations")]
    [InlineData("api/needs")]
    [InlineData("api/capacities")]
    public async Task What_is_public_needs_no_key(string path) =>
        Assert.Equal(200, (await service.Api.GetAsync("/" + path, "")).Status);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_need_is_seen_by_those_whom_its_visibility_names_and_by_nobody_else(string visibility, string reader) =>
        await SeenAsync("needs/SDN", "needs", service.Ids["need " + visibility], reader, Readers[visibility].Contains(reader));

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_capacity_is_seen_by_those_whom_its_visibility_names_and_by_nobody_else(string visibility, string reader) =>
        await SeenAsync("capacities/SDN", "capacities", service.Ids["capacity " + visibility], reader, Readers[visibility].Contains(reader));

    [Theory]
    [InlineData("", 401)]
    [InlineData("observer", 404)]
    [InlineData("COL", 404)]
    [InlineData("org-one", 404)]
    [InlineData("SDN", 200)]
    [InlineData("committee", 200)]
    [InlineData("secretariat", 200)]
    public async Task The_history_of_a_public_need_may_tell_what_was_not_and_is_for_its_State_and_the_committee(string reader, int status) =>
        Assert.Equal(status, (await service.Api.GetAsync($"needs/SDN/{service.Ids["need public"]}/history", reader)).Status);

    [Theory]
    [InlineData("", false)]
    [InlineData("observer", false)]
    [InlineData("COL", false)]
    [InlineData("JPN", false)]
    [InlineData("org-one", false)]
    [InlineData("SDN", true)]
    [InlineData("committee", true)]
    [InlineData("secretariat", true)]
    public async Task The_partners_that_a_State_does_not_want_are_told_to_nobody_else(string reader, bool told)
    {
        string[] paths = [$"needs/SDN/{service.Ids["need public"]}", "needs/SDN", "needs", "needs?participant=SDN"];
        foreach (var path in paths)
        {
            var answer = await service.Api.GetAsync(path, reader);
            Assert.Equal(200, answer.Status);
            Assert.Equal(told, answer.Text.Contains("\"JPN\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Contacts_are_seen_by_their_own_and_the_secretariat_and_stand_nowhere_else()
    {
        string[] keys = ["", "observer", "COL", "org-one", "SDN", "NOR", "committee", "gender", "chair", "secretariat"];
        var paths = service.Api.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? false)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => path.StartsWith("/api", StringComparison.Ordinal))
            .Select(path => path.Replace("{participant}", "SDN", StringComparison.Ordinal).Replace("{state}", "SDN", StringComparison.Ordinal)
                .Replace("{partner}", "SDN", StringComparison.Ordinal).Replace("{id}", service.Ids["need public"], StringComparison.Ordinal))
            .Distinct().ToList();
        Assert.Contains("/api/contacts/SDN", paths);

        List<string> seen = [];
        foreach (var path in paths)
        {
            foreach (var key in keys)
            {
                var text = (await service.Api.GetAsync(path, key)).Text;
                if (text.Contains("zquill", StringComparison.OrdinalIgnoreCase))
                {
                    seen.Add($"{key} {path}");
                }
            }
        }

        Assert.Equal(["SDN /api/contacts/SDN", "secretariat /api/contacts/SDN", "secretariat /api/contacts/committee"], seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("observer", 403)]
    [InlineData("SDN", 403)]
    [InlineData("org-one", 403)]
    [InlineData("committee", 200)]
    [InlineData("gender", 200)]
    [InlineData("chair", 200)]
    [InlineData("secretariat", 200)]
    public async Task All_proposals_are_listed_for_the_committee_and_the_secretariat(string reader, int status) =>
        Assert.Equal(status, (await service.Api.GetAsync("proposals", reader)).Status);

    private async Task SeenAsync(string owned, string list, string id, string reader, bool seen)
    {
        Assert.Equal(seen ? 200 : 404, (await service.Api.GetAsync($"{owned}/{id}", reader)).Status);
        Assert.Equal(seen, (await service.Api.GetAsync(owned, reader)).Text.Contains(id, StringComparison.Ordinal));
        Assert.Equal(seen, (await service.Api.GetAsync(list, reader)).Text.Contains(id, StringComparison.Ordinal));
    }

    /// <summary>A service with a need and a capacity of each visibility, and contacts.</summary>
    public sealed class Declared : IAsyncLifetime
    {
        public ApiService Api { get; } = new();

        public Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            foreach (var visibility in Readers.Keys)
            {
                Ids["need " + visibility] = await Api.DeclareAsync(
                    "needs/SDN", "SDN", Bodies.Need("visibility", $"\"{visibility}\"", "unwantedPartners", "[\"JPN\"]"));
                Ids["capacity " + visibility] = await Api.DeclareAsync(
                    "capacities/SDN", "SDN", Bodies.Capacity("visibility", $"\"{visibility}\"", "pillars", "[\"advocacy\"]"));
            }

            await Api.QuietAsync();
            const string Contact = """{"name":"Zquill","email":"zquill@example.org","language":"en"}""";
            Assert.Equal(200, (await Api.SendAsync("PUT", "contacts/SDN/one", "SDN", Contact)).Status);
            Assert.Equal(200, (await Api.SendAsync("PUT", "contacts/committee/NOR/two", "secretariat", Contact)).Status);
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
