using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>The record of assistance belongs to its users: who may change it, and what follows.</summary>
public sealed class RecordTests(ApiService api) : IClassFixture<ApiService>
{
    private const string Gift = """{ "usd": 250000, "pillars": ["survey_clearance"], "source": { "title": "A report nobody had", "url": "https://example.org/r", "certainty": "found" } }""";
    private const string Years = """{ "years": [2023, 2024], "source": { "title": "Annual reports", "certainty": "found" } }""";
    private const string Comment = """{ "text": { "en": "It covers two years.", "fr": "Il couvre deux ans." } }""";
    private const string Reason = """{ "reason": "Counted twice." }""";
    private const string V0 = "If-Match: \"0\"";
    private const string Header = "partner,state,year,usd,pillars,certainty,source_title,source_url\n";

    [Theory]
    [InlineData("", 401, 401)]
    [InlineData("observer", 403, 403)]
    [InlineData("org-one", 403, 403)]
    [InlineData("committee", 403, 403)]
    [InlineData("chair", 403, 403)]
    [InlineData("COL", 403, 403)]
    [InlineData("SDN", 403, 201)]
    [InlineData("secretariat", 428, 403)]
    public async Task The_secretariat_changes_a_State_comments_on_its_own_and_anybody_reads(string key, int changed, int commented)
    {
        Assert.Equal(changed, (await api.SendAsync("PUT", "record/JPN/SDN/2020", key, Gift)).Status);
        Assert.Equal(changed, (await api.SendAsync("PUT", "record/held/JPN/given", key, Years)).Status);
        Assert.Equal(changed is 428 ? 404 : changed, (await api.SendAsync("POST", "record/JPN/SDN/1999/withdraw", key, Reason)).Status);
        Assert.Equal(changed is 428 ? 400 : changed, (await api.SendAsync("POST", "record/import", key, new Content("x"u8.ToArray(), "text/csv"))).Status);
        Assert.Equal(commented, (await api.SendAsync("POST", "record/SDN/comments", key, Comment)).Status);
        await Assert.AllAsync(["record", "record/held", "record?state=SDN&partner=JPN"], async path => Assert.Equal(200, (await api.GetAsync(path, key)).Status));

        var told = key is "SDN" or "secretariat" or "committee" or "chair";
        Assert.Equal(told, (await api.GetAsync("record?state=SDN", key)).Json["comments"] is JsonArray);
        Assert.Null((await api.GetAsync("record", key)).Json["comments"]);
    }

    [Theory]
    [InlineData("PUT", "record/XXX/SDN/2020", Gift, 404, "unknown_participant")]
    [InlineData("PUT", "record/JPN/org-one/2020", Gift, 404, "unknown_participant")]
    [InlineData("PUT", "record/SDN/SDN/2020", Gift, 400, "invalid_parameter")]
    [InlineData("PUT", "record/JPN/SDN/1989", Gift, 400, "invalid_parameter")]
    [InlineData("PUT", "record/JPN/SDN/2999", Gift, 400, "invalid_parameter")]
    [InlineData("PUT", "record/JPN/SDN/last", Gift, 400, "invalid_parameter")]
    [InlineData("PUT", "record/JPN/SDN/2020", """{ "usd": 1 }""", 400, "invalid_fields")]
    [InlineData("PUT", "record/held/JPN/both", Years, 400, "invalid_parameter")]
    [InlineData("PUT", "record/held/org-one/received", Years, 400, "invalid_parameter")]
    [InlineData("POST", "record/JPN/SDN/2019/withdraw", "{}", 400, "invalid_fields")]
    [InlineData("GET", "record?state=sudan", null, 400, "invalid_parameter")]
    [InlineData("GET", "record/JPN/ETH/1995", null, 404, "not_found")]
    [InlineData("GET", "record/JPN/SDN/1995/history", null, 404, "not_found")]
    public async Task A_bad_change_is_refused_and_changes_nothing(string method, string path, string? body, int status, string code)
    {
        var before = await api.DigestAsync();
        var answer = await api.SendAsync(method, path, "secretariat", body, V0);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(before, await api.DigestAsync());
    }

    [Fact]
    public async Task A_new_line_starts_a_round_and_the_proposal_names_its_source()
    {
        await using var own = new ApiService();
        await own.InitializeAsync();
        await own.DeclareAsync("capacities/COL", "COL", Bodies.Capacity());
        await own.DeclareAsync("needs/MOZ", "MOZ", Bodies.Need());
        await own.QuietAsync();
        Assert.DoesNotContain("A report nobody had", (await own.ProposalOfAsync("MOZ")).ToJsonString(), StringComparison.Ordinal);

        var added = await own.SendAsync("PUT", "record/COL/MOZ/2023", "secretariat", Gift, V0);
        Assert.True(added.Status == 200, added.Text);
        Assert.Equal(("\"1\"", "added"), (added.ETag, (string)added.Json["origin"]!));
        await own.QuietAsync();
        Assert.Contains("A report nobody had", (await own.ProposalOfAsync("MOZ")).ToJsonString(), StringComparison.Ordinal);

        var withdrawn = await own.SendAsync("POST", "record/COL/MOZ/2023/withdraw", "secretariat", Reason, "If-Match: \"1\"");
        Assert.Equal((200, "withdrawn"), (withdrawn.Status, (string)withdrawn.Json["origin"]!));
        await own.QuietAsync();
        var reasons = (await own.ProposalOfAsync("MOZ"))["partners"]!.ToJsonString();
        Assert.DoesNotContain("A report nobody had", reasons, StringComparison.Ordinal);

        var history = (await own.GetAsync("record/COL/MOZ/2023/history", "committee")).Json.AsArray();
        Assert.Equal(
            [(2, "record.withdrawn", "Counted twice."), (1, "record.entered", null)],
            history.Select(one => ((int)one!["version"]!, (string)one["change"]!["action"]!, (string?)one["change"]!["reason"])));
    }

    [Fact]
    public async Task A_published_line_is_corrected_by_whoever_read_it_last()
    {
        var published = (await api.GetAsync("record?state=KHM&partner=AUS", "")).Json["lines"]![0]!;
        Assert.Equal(("published", 0), ((string)published["origin"]!, (int)published["version"]!));
        var path = $"record/AUS/KHM/{published["year"]}";
        Assert.Equal("\"0\"", (await api.GetAsync(path, "")).ETag);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(usd =>
            api.SendAsync("PUT", path, "secretariat", Gift.Replace("250000", $"{usd}", StringComparison.Ordinal), V0)));
        var good = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != good), answer => Assert.Equal((412, "stale"), (answer.Status, answer.Code)));

        var line = (await api.GetAsync(path, "")).Json;
        Assert.Equal(("corrected", (long)good.Json["gift"]!["usd"]!), ((string)line["origin"]!, (long)line["gift"]!["usd"]!));
        Assert.Equal((long)published["gift"]!["usd"]!, (long)line["published"]!["usd"]!);
    }

    [Fact]
    public async Task Changes_of_different_lines_at_once_are_all_taken()
    {
        var answers = await Task.WhenAll(Enumerable.Range(2001, 3).Select(year => api.SendAsync("PUT", $"record/NOR/ETH/{year}", "secretariat", Gift, V0)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(3, (await api.GetAsync("record?partner=NOR&state=ETH", "")).Json["lines"]!.AsArray().Count(line => (int)line!["year"]! < 2004));
    }

    [Fact]
    public async Task The_table_says_for_which_years_anything_is_known()
    {
        var table = (await api.GetAsync("record/held", "")).Json.AsArray();
        Assert.Equal("2018 2019", Of(table, "AFG", "received", "held"));
        var answer = await api.SendAsync("PUT", "record/held/AFG/received", "secretariat", Years, V0);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(412, (await api.SendAsync("PUT", "record/held/AFG/received", "secretariat", Years, V0)).Status);
        Assert.Equal(200, (await api.SendAsync("PUT", "record/ETH/AFG/2016", "secretariat", Gift, V0)).Status);

        table = (await api.GetAsync("record/held", "")).Json.AsArray();
        Assert.Equal(("2023 2024", true), (Of(table, "AFG", "received", "held"), Of(table, "AFG", "received", "recorded").Contains("2016", StringComparison.Ordinal)));
        Assert.Equal(("", "2016"), (Of(table, "ETH", "given", "held"), Of(table, "ETH", "given", "recorded")));

        static string Of(JsonArray table, string who, string side, string years) => string.Join(' ', table
            .Single(row => (string)row!["participant"]! == who && (string)row["side"]! == side)![years]!.AsArray().Select(year => (int)year!));
    }

    [Fact]
    public async Task A_file_is_taken_as_a_whole_or_its_good_lines_and_twice_changes_nothing()
    {
        var file = Header + "NOR,MOZ,2003,1000,,found,Report,\nNOR,MOZ,2004,2000,risk_education,found,Report,\nNOR,MOZ,2003,5,,found,Report,\n";
        var refused = await ImportAsync("record/import", file);
        Assert.Equal((400, "invalid_csv"), (refused.Status, refused.Code));
        Assert.DoesNotContain((await api.GetAsync("record?state=MOZ&partner=NOR", "")).Json["lines"]!.AsArray(), line => (int)line!["year"]! < 2005);

        var taken = await ImportAsync("record/import?mode=good_lines", file);
        Assert.Equal((200, 2, 1), (taken.Status, (int)taken.Json["stored"]!, (int)taken.Json["rejected"]!));
        Assert.Equal(["NOR/MOZ/2003", "NOR/MOZ/2004", null], taken.Json["lines"]!.AsArray().Select(line => (string?)line!["id"]));

        await api.QuietAsync();
        var before = await api.DigestAsync();
        Assert.Equal(200, (await ImportAsync("record/import?mode=good_lines", file)).Status);
        Assert.Equal(before, await api.DigestAsync());
        Assert.Equal(1, (int)(await api.GetAsync("record/NOR/MOZ/2003", "")).Json["version"]!);
        var history = (await api.GetAsync("record/NOR/MOZ/2003/history", "secretariat")).Json.AsArray();
        Assert.Equal("record.imported", (string)Assert.Single(history)!["change"]!["action"]!);

        Task<Answer> ImportAsync(string path, string csv) => api.SendAsync("POST", path, "secretariat", new Content(Encoding.UTF8.GetBytes(csv), "text/csv"));
    }

    [Fact]
    public async Task A_comment_stands_beside_the_lines_once_however_often_it_is_sent()
    {
        var first = await api.SendAsync("POST", "record/ETH/comments", "ETH", Comment, "Idempotency-Key: one");
        var again = await api.SendAsync("POST", "record/ETH/comments", "ETH", Comment, "Idempotency-Key: one");
        Assert.Equal((201, 201, (string)first.Json["id"]!), (first.Status, again.Status, (string)again.Json["id"]!));
        Assert.Equal((403, "other_participant"), (await api.SendAsync("POST", "record/SDN/comments", "ETH", Comment)) is var other ? (other.Status, other.Code) : default);
        var comment = Assert.Single((await api.GetAsync("record?state=ETH", "committee")).Json["comments"]!.AsArray())!;
        Assert.Equal("Il couvre deux ans.", (string)comment["text"]!["fr"]!);
    }

    [Fact]
    public async Task While_nothing_changes_every_round_has_the_very_same_record()
    {
        await using var own = new ApiService();
        await own.InitializeAsync();
        var published = await RecordAsync();
        Assert.Same(published, await RecordAsync());
        Assert.Equal(200, (await own.SendAsync("PUT", "record/COL/MOZ/2023", "secretariat", Gift, V0)).Status);
        var changed = await RecordAsync();
        Assert.NotSame(published, changed);
        Assert.Same(changed, await RecordAsync());
        await own.QuietAsync();

        async Task<object> RecordAsync()
        {
            await own.StoreAsync();
            await using var scope = own.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<RoundInput>().LoadAsync(new DateOnly(2026, 12, 1), default)).Market.Record;
        }
    }
}
