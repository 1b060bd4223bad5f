using System.Globalization;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>Every bad input gets its status, code and field, and leaves the store as it was.</summary>
public sealed class BadInputTests(BadInputTests.Prepared service) : IClassFixture<BadInputTests.Prepared>
{
    public static TheoryData<int, string> Rows => [.. BadInputs.All.Select((row, index) => (index, row.Name))];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_bad_input_is_refused_and_changes_nothing(int index, string name)
    {
        var row = BadInputs.All[index];
        Assert.Equal(name, row.Name);
        var before = await service.Api.DigestAsync();

        var (method, path) = (row.Call.Split(' ', 2)[0], row.Call.Split(' ', 2)[1]);
        var answer = await service.Api.SendAsync(method, service.Ids(path), row.Key, row.Body, service.Ids(row.Headers));

        Assert.True(row.Status == answer.Status, $"{answer.Status}: {answer.Text}");
        if (row.Code.Length > 0)
        {
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(row.Code, answer.Code);
        }

        if (row.Field is not null)
        {
            var errors = answer.Json["errors"]?.AsArray() ?? [];
            Assert.True(
                errors.Any(error => (string?)error!["field"] == row.Field && (string?)error["code"] == row.FieldCode),
                $"No error {row.FieldCode} at '{row.Field}': {answer.Text}");
        }

        Assert.Equal(before, await service.Api.DigestAsync());
    }

    [Fact]
    public async Task A_body_in_broken_chunks_is_a_bad_request()
    {
        var answer = await RawHttp.SendAsync(
            service.Api.Port,
            $"POST /api/needs/SDN HTTP/1.1\nHost: localhost\nAuthorization: Bearer {service.Api.Key("SDN")}\nContent-Type: application/json\nTransfer-Encoding: chunked",
            "ffffffffffffffff\r\n{\r\n");

        Assert.Equal(400, answer.Status);
        Assert.Contains("bad_request", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_at_least_sixty_and_none_twice()
    {
        Assert.True(BadInputs.All.Count >= 60, $"{BadInputs.All.Count}");
        Assert.DoesNotContain(
            BadInputs.All.CountBy(row => (row.Call, row.Key, row.Headers, Body: Convert.ToBase64String(row.Body?.Bytes ?? []), row.Body?.Chunked, row.Body?.Type)),
            pair => pair.Value > 1);
    }

    [Fact]
    public async Task The_digest_sees_a_change()
    {
        var before = await service.Api.DigestAsync();
        await service.Api.SendAsync("PUT", "contacts/NOR/one", "NOR", """{"name":"A. Person","email":"a@example.org","language":"en"}""");

        Assert.NotEqual(before, await service.Api.DigestAsync());
    }

    [Fact]
    public async Task A_file_with_a_bad_line_is_told_which_line_and_column()
    {
        var answer = await service.Api.SendAsync(
            "POST", "needs/SDN/import", "SDN", Content.Csv(Bodies.NeedHeader, Bodies.NeedLine(), Bodies.NeedLine(amount: "-5"), Bodies.NeedLine("COL")));

        var lines = answer.Json["report"]!["lines"]!.AsArray();
        Assert.Equal([2, 3, 4], lines.Select(line => (int)line!["line"]!));
        Assert.Empty(lines[0]!["errors"]!.AsArray());
        Assert.Equal((0, 3), ((int)answer.Json["report"]!["stored"]!, lines.Count(line => line!["id"] is null)));
        Assert.Equal(("amount_usd", "negative"), Only(lines[1]!));
        Assert.Equal(("state", "other_participant"), Only(lines[2]!));

        static (string, string) Only(JsonNode line) => Assert.Single(line["errors"]!.AsArray()) is { } error
            ? ((string)error["field"]!, (string)error["code"]!)
            : default;
    }

    /// <summary>A service with one need replaced, one withdrawn, and a proposal at each stage; then quiet.</summary>
    public sealed class Prepared : IAsyncLifetime
    {
        private readonly Dictionary<string, string> _ids = [];

        public ApiService Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            await Api.DeclareAsync("capacities/JPN", "JPN", Bodies.Capacity("amountUsd", "9000000"));
            foreach (var state in new[] { "SDN", "COL", "KHM" })
            {
                _ids["need"] = await Api.DeclareAsync($"needs/{state}", state, Bodies.Need());
            }

            _ids["need"] = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need());
            Assert.Equal(200, (await Api.SendAsync("PUT", $"needs/SDN/{_ids["need"]}", "SDN", Bodies.Need("amountUsd", "2000000"), "If-Match: \"1\"")).Status);
            _ids["withdrawn"] = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need());
            Assert.Equal(200, (await Api.SendAsync("POST", $"needs/SDN/{_ids["withdrawn"]}/withdraw", "SDN", """{"reason":"Done."}""")).Status);
            Assert.Equal(201, (await Api.SendAsync("POST", "needs/SDN", "SDN", Bodies.Need(), "Idempotency-Key: used")).Status);
            await Api.QuietAsync();
            _ids["approved"] = await Api.ApproveAsync("KHM");
            _ids["accepted"] = await Api.ApproveAsync("COL");
            Assert.Equal(200, (await Api.SendAsync("POST", $"proposals/COL/{_ids["accepted"]}/answer", "COL", """{"yes":true}""")).Status);
            await Api.QuietAsync();

            _ids["policy"] = (await Api.GetAsync("policy", "chair")).ETag!;
            var proposal = await Api.ProposalOfAsync("SDN");
            (_ids["proposal"], _ids["version"]) = ((string)proposal["id"]!, await Api.ETagOfAsync(proposal));

            // A link is for a contact who is there.
            const string Contact = """{"name":"A. Person","email":"a@example.org","language":"en"}""";
            Assert.Equal(200, (await Api.SendAsync("PUT", "contacts/KHM/one", "KHM", Contact)).Status);
            await using var scope = Api.Services.CreateAsyncScope();
            var key = await scope.ServiceProvider.GetRequiredService<SigningKey>().GetAsync(default);
            var claim = new AnswerClaim(
                ParticipantId.Parse("KHM", CultureInfo.InvariantCulture), _ids["approved"], AnswerQuestion.State, ParticipantId.Parse("KHM", CultureInfo.InvariantCulture), "one", "notice", Offered: null,
                DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds());
            _ids["link"] = AnswerLink.Sign(claim, key);
            _ids["left"] = AnswerLink.Sign(claim with { ContactId = "nobody" }, key);
            _ids["expired"] = AnswerLink.Sign(claim with { Expires = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds() }, key);
            await Api.QuietAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        /// <summary>Puts ids for their names.</summary>
        public string Ids(string text) => _ids.Aggregate(text, (result, id) => result.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
    }
}
