using System.Text.Json.Nodes;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>What must work: declare, read, replace, withdraw, history; repeats; paging; filters; files.</summary>
public sealed class DeclaringTests(ApiService api) : IClassFixture<ApiService>
{
    [Theory]
    [InlineData("needs/NOR")]
    [InlineData("capacities/NOR")]
    public async Task A_declaration_lives_from_its_first_version_to_its_withdrawal(string path)
    {
        Func<string[], string> body = path.StartsWith("needs", StringComparison.Ordinal) ? Bodies.Need : Bodies.Capacity;

        var declared = await api.SendAsync("POST", path, "NOR", body([]));
        Assert.Equal((201, "\"1\""), (declared.Status, declared.ETag));
        var one = declared.Response.Headers.Location!.ToString();
        var read = await api.GetAsync(one, "NOR");
        Assert.Equal((200, "\"1\"", declared.Text), (read.Status, read.ETag, read.Text));

        // What it still lacks is for its owner and those who help, not for the public.
        var seen = await api.GetAsync(one, "");
        Assert.Equal((200, "\"1\""), (seen.Status, seen.ETag));
        Assert.Equal((null, null), (seen.Json["quality"], seen.Json["hints"]));
        Assert.True(JsonNode.DeepEquals(read.Json["declaration"]!["period"], seen.Json["declaration"]!["period"]));

        var replaced = await api.SendAsync("PUT", one, "NOR", body(["amountUsd", "2000000"]), "If-Match: \"1\"");
        Assert.Equal((200, "\"2\""), (replaced.Status, replaced.ETag));
        Assert.Equal(2000000, (int)(await api.GetAsync(one, "")).Json["declaration"]!["amountUsd"]!);

        var withdrawn = await api.SendAsync("POST", one + "/withdraw", "NOR", """{"reason":"Covered otherwise."}""");
        Assert.Equal((200, "\"3\"", "withdrawn"), (withdrawn.Status, withdrawn.ETag, (string)withdrawn.Json["status"]!));
        var again = await api.SendAsync("POST", one + "/withdraw", "NOR", """{"reason":"Once more."}""");
        Assert.Equal((200, "\"3\""), (again.Status, again.ETag));

        var history = (await api.GetAsync(one + "/history", "committee")).Json.AsArray();
        Assert.Equal([3, 2, 1], history.Select(version => (int)version!["version"]!));
        Assert.Equal([2000000, 2000000, body([]).Contains("1000000", StringComparison.Ordinal) ? 1000000 : 500000],
            history.Select(version => (int)version!["content"]!["declaration"]!["amountUsd"]!));
        Assert.Equal(["withdrawn", "replaced", "declared"], history.Select(version => ((string)version!["change"]!["action"]!).Split('.')[1]));
        Assert.Equal("Covered otherwise.", (string)history[0]!["change"]!["reason"]!);
        Assert.All(history, version =>
        {
            Assert.Matches("^[0-9a-f]{16}$", (string)version!["change"]!["actor"]!);
            Assert.Equal("NOR", (string)version["change"]!["onBehalfOf"]!);
            Assert.True(version["change"]!["at"]!.GetValue<DateTimeOffset>() > DateTimeOffset.UtcNow.AddHours(-1));
        });
    }

    [Fact]
    public async Task A_withdrawal_that_names_another_version_than_the_latest_is_refused_and_changes_nothing()
    {
        var one = (await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need())).Response.Headers.Location!.ToString();

        var stale = await api.SendAsync("POST", one + "/withdraw", "NOR", """{"reason":"Covered otherwise."}""", "If-Match: \"99\"");

        Assert.Equal((412, "stale"), (stale.Status, stale.Code));
        Assert.Equal("open", (string)(await api.GetAsync(one, "NOR")).Json["status"]!);
        Assert.Equal(200, (await api.SendAsync("POST", one + "/withdraw", "NOR", """{"reason":"Covered otherwise."}""", "If-Match: \"1\"")).Status);
    }

    [Fact]
    public async Task Of_many_changes_at_once_no_withdrawal_that_names_no_version_is_lost()
    {
        var one = (await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need())).Response.Headers.Location!.ToString();

        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => n % 2 == 0
            ? api.SendAsync("PUT", one, "NOR", Bodies.Need(["amountUsd", $"{n + 1}000000"]), "If-Match: \"1\"")
            : api.SendAsync("POST", one + "/withdraw", "NOR", """{"reason":"Covered otherwise."}""")));

        Assert.All(changes.Where((_, n) => n % 2 == 1), withdrawn => Assert.Equal(200, withdrawn.Status));
        Assert.Equal("withdrawn", (string)(await api.GetAsync(one, "NOR")).Json["status"]!);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_answers_the_same_and_stores_nothing()
    {
        const string Key = "Idempotency-Key: repeat-1";
        var first = await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need(), Key);
        await api.QuietAsync();
        var before = await api.DigestAsync();

        var repeat = await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need(), Key);

        Assert.Equal((201, first.Text, first.ETag, first.Response.Headers.Location), (repeat.Status, repeat.Text, repeat.ETag, repeat.Response.Headers.Location));
        Assert.False(first.Response.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(repeat.Response.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(before, await api.DigestAsync());

        // A key is its caller's own: another caller's is another.
        var other = await api.SendAsync("POST", "needs/COL", "COL", Bodies.Need(), Key);
        Assert.Equal(201, other.Status);
        Assert.False(other.Response.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Twenty_posts_at_once_with_one_key_create_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need(), "Idempotency-Key: at-once")));

        Assert.All(answers, answer => Assert.True(answer.Status == 201, answer.Text));
        Assert.Single(answers.Select(answer => (string)answer.Json["id"]!).Distinct());
        Assert.Single(answers, answer => !answer.Response.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Ten_imports_at_once_with_one_key_create_one()
    {
        var file = Content.Csv(Bodies.NeedHeader, Bodies.NeedLine("NOR"), Bodies.NeedLine("NOR"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            api.SendAsync("POST", "needs/NOR/import", "NOR", file, "Idempotency-Key: file-at-once")));

        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.Text));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
    }

    [Fact]
    public async Task Of_ten_replacements_at_once_of_one_version_one_wins()
    {
        var id = await api.DeclareAsync("needs/NOR", "NOR", Bodies.Need());
        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(amount =>
            api.SendAsync("PUT", $"needs/NOR/{id}", "NOR", Bodies.Need("amountUsd", $"{amount}"), "If-Match: \"1\"")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal((412, "stale"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task A_long_list_comes_whole_page_by_page_without_loss_or_doubles()
    {
        List<string> declared = [];
        for (var file = 0; file < 3; file++)
        {
            var report = await api.SendAsync(
                "POST", "needs/ETH/import", "ETH", Content.Csv([Bodies.NeedHeader, .. Enumerable.Range(0, 90).Select(line => Bodies.NeedLine("ETH", title: $"Clearance {file}.{line}"))]));
            Assert.Equal(200, report.Status);
            declared.AddRange(report.Json["lines"]!.AsArray().Select(line => (string)line!["id"]!));
        }

        // Over several pillars too.
        declared.Add(await api.DeclareAsync("needs/ETH", "ETH", Bodies.Need("pillar", "\"advocacy\"")));
        await api.QuietAsync();

        foreach (var limit in new[] { 7, 50, 90, 200 })
        {
            List<string> seen = [];
            string? cursor = null;
            do
            {
                var page = await api.GetAsync($"needs?participant=ETH&limit={limit}" + (cursor is null ? "" : $"&cursor={cursor}"), "");
                Assert.InRange(page.Json["items"]!.AsArray().Count, 0, limit);
                seen.AddRange(page.Json["items"]!.AsArray().Select(item => (string)item!["id"]!));
                cursor = (string?)page.Json["next"];
            }
            while (cursor is not null);
            Assert.Equal(declared.Order(), seen.Order());
        }
    }

    [Fact]
    public async Task Filters_keep_what_they_name()
    {
        var clearance = await api.DeclareAsync("needs/KHM", "KHM", Bodies.Need());
        var training = await api.DeclareAsync("needs/KHM", "KHM", Bodies.Need("pillar", "\"capacity_building\"", "kinds", "[\"training\"]", "amountUsd", "", "slots", "5"));
        var capacity = await api.DeclareAsync("capacities/KHM", "KHM", Bodies.Capacity("pillars", "[\"risk_education\",\"advocacy\"]", "places", """{"regions":["002"]}"""));
        await api.QuietAsync();

        await ExpectAsync("needs?participant=KHM", clearance, training);
        await ExpectAsync("needs?participant=KHM&pillar=survey_clearance", clearance);
        await ExpectAsync("needs?participant=KHM&kind=training", training);
        await ExpectAsync("needs?participant=KHM&area=142", clearance, training);
        await ExpectAsync("needs?participant=KHM&area=035", clearance, training);
        await ExpectAsync("needs?participant=KHM&area=002");
        await ExpectAsync("needs?participant=KHM&pillar=advocacy");
        // Under two pillars, and listed once.
        await ExpectAsync("capacities?participant=KHM", capacity);
        await ExpectAsync("capacities?participant=KHM&pillar=advocacy", capacity);
        await ExpectAsync("capacities?participant=KHM&area=002", capacity);
        await ExpectAsync("capacities?participant=KHM&area=142");

        async Task ExpectAsync(string path, params string[] ids) =>
            Assert.Equal(ids.Order(), (await api.GetAsync(path, "")).Json["items"]!.AsArray().Select(item => (string)item!["id"]!).Order());
    }

    [Fact]
    public async Task What_leaves_a_pillar_or_is_withdrawn_leaves_the_lists()
    {
        var moved = await api.DeclareAsync("needs/MOZ", "MOZ", Bodies.Need("pillar", "\"coordination\""));
        var gone = await api.DeclareAsync("needs/MOZ", "MOZ", Bodies.Need("pillar", "\"coordination\""));
        await api.SendAsync("PUT", $"needs/MOZ/{moved}", "MOZ", Bodies.Need("pillar", "\"national_legislation\""), "If-Match: \"1\"");
        await api.SendAsync("POST", $"needs/MOZ/{gone}/withdraw", "MOZ", """{"reason":"Done."}""");
        await api.QuietAsync();

        Assert.Empty((await api.GetAsync("needs?participant=MOZ&pillar=coordination", "MOZ")).Json["items"]!.AsArray());
        Assert.Equal(moved, (string)Assert.Single((await api.GetAsync("needs?participant=MOZ&pillar=national_legislation", "MOZ")).Json["items"]!.AsArray())!["id"]!);
        // Among its own, what is withdrawn still stands.
        Assert.Contains(gone, (await api.GetAsync("needs/MOZ", "MOZ")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_good_lines_of_a_file_are_taken_where_the_caller_asks_for_it()
    {
        var file = Content.Csv(Bodies.NeedHeader, Bodies.NeedLine("JPN"), Bodies.NeedLine("JPN", amount: "-1"), Bodies.NeedLine("JPN", title: "\"Two, in quotes\""));
        Assert.Equal(400, (await api.SendAsync("POST", "needs/JPN/import", "JPN", file)).Status);
        Assert.Empty((await api.GetAsync("needs/JPN", "JPN")).Json["items"]!.AsArray());

        var report = (await api.SendAsync("POST", "needs/JPN/import?mode=good_lines", "JPN", file, "Idempotency-Key: good")).Json;

        Assert.Equal((2, 1), ((int)report["stored"]!, (int)report["rejected"]!));
        Assert.Equal([true, false, true], report["lines"]!.AsArray().Select(line => line!["id"] is not null));
        var stored = (await api.GetAsync("needs/JPN", "JPN")).Json["items"]!.AsArray();
        Assert.Equal(["Clearance", "Two, in quotes"], stored.Select(need => (string)need!["declaration"]!["title"]!["en"]!));

        var repeat = await api.SendAsync("POST", "needs/JPN/import?mode=good_lines", "JPN", file, "Idempotency-Key: good");
        Assert.True(JsonNode.DeepEquals(report, repeat.Json));
        Assert.Equal(2, (await api.GetAsync("needs/JPN", "JPN")).Json["items"]!.AsArray().Count);
        await api.QuietAsync();
        Assert.Equal(2, (await api.GetAsync("needs?participant=JPN", "JPN")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_need_tells_what_is_missing_for_a_partner_and_is_taken_all_the_same()
    {
        var bare = (await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need())).Json;
        var fuller = (await api.SendAsync("POST", "needs/NOR", "NOR", Bodies.Need(
            "description", """{"en":"What and why."}""", "people", """{"women":1,"men":1,"girls":1,"boys":1}""", "source", """{"title":"Report","certainty":"found"}"""))).Json;

        Assert.NotEmpty(bare["hints"]!.AsArray());
        Assert.True((int)bare["quality"]! < (int)fuller["quality"]!);
        Assert.True(bare["hints"]!.AsArray().Count > fuller["hints"]!.AsArray().Count);
        // What a State has left out is nobody else's business.
        var elsewhere = (await api.GetAsync($"needs/NOR/{bare["id"]}", "")).Json;
        Assert.Null(elsewhere["hints"]);
        Assert.Null(elsewhere["quality"]);
    }

    [Fact]
    public async Task The_audit_names_who_when_and_why_for_every_change()
    {
        var id = await api.DeclareAsync("needs/COL", "COL", Bodies.Need());
        await api.SendAsync("PUT", $"needs/COL/{id}", "COL", Bodies.Need("amountUsd", "5"), "If-Match: \"1\"");
        await api.SendAsync("POST", $"needs/COL/{id}/withdraw", "COL", """{"reason":"The reason."}""");
        await api.SendAsync("PUT", "contacts/COL/one", "COL", """{"name":"Zquill","email":"zquill@example.org","language":"fr"}""");
        await api.SendAsync("DELETE", "contacts/COL/one", "COL");

        var audit = await api.GetAsync("audit/COL", "COL");

        var entries = audit.Json["items"]!.AsArray();
        var ofNeed = entries.Where(entry => ((string)entry!["subject"]!).EndsWith(id, StringComparison.Ordinal)).ToList();
        Assert.Equal(["need.withdrawn", "need.replaced", "need.declared"], ofNeed.Select(entry => (string)entry!["action"]!));
        Assert.Equal("The reason.", (string)ofNeed[0]!["reason"]!);
        Assert.Equal(["contact.deleted", "contact.changed"], entries.Select(entry => (string)entry!["action"]!).Where(action => action.StartsWith("contact", StringComparison.Ordinal)));
        Assert.All(entries.Where(entry => (string)entry!["actor"]! != "round"), entry =>
        {
            Assert.Matches("^[0-9a-f]{16}$", (string)entry!["actor"]!);
            Assert.Equal("focal_point", (string)entry["role"]!);
            Assert.NotNull(entry["at"]);
        });
        Assert.DoesNotContain("zquill", audit.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_committee_hears_why_a_partner_is_not_proposed()
    {
        var need = await api.DeclareAsync("needs/SDN", "SDN", Bodies.Need("unwantedPartners", "[\"org-two\"]", "pillar", "\"victim_assistance\""));
        await api.DeclareAsync("capacities/JPN", "JPN", Bodies.Capacity("pillars", "[\"victim_assistance\"]"));
        var ids = new List<string>();
        foreach (var title in new[] { """{ "en": "Prostheses", "fr": "Prothèses" }""", "" })
        {
            ids.Add(await api.DeclareAsync("capacities/org-two", "org-two", Bodies.Capacity("pillars", "[\"victim_assistance\"]", "places", """{ "subregions": ["015"] }""", "title", title)));
        }

        foreach (var region in new[] { "019", "142" })
        {
            await api.DeclareAsync("capacities/COL", "COL", Bodies.Capacity("pillars", "[\"victim_assistance\"]", "places", $$"""{ "regions": ["{{region}}"] }"""));
        }

        await api.QuietAsync();
        var proposal = await api.ProposalOfAsync("SDN");

        var why = (await api.GetAsync($"proposals/SDN/{proposal["id"]}/why-not?partner=org-two", "committee")).Json;

        Assert.Equal(("org-two", false), ((string)why["partner"]!, ((JsonObject)why["name"]!).Count == 0));
        var same = Assert.Single(why["answers"]!.AsArray(), answer => answer!["refusals"]!.AsArray() is [var only] && (string)only!["rule"]! == "unwanted_partner")!;
        Assert.False((bool)same["proposed"]!);
        Assert.All([same["refusals"]![0]!["text"]!, same["refusals"]![0]!["whatWouldHaveToChange"]!], text =>
        {
            Assert.NotEmpty((string)text["en"]!);
            Assert.NotEmpty((string)text["fr"]!);
        });
        // Both capacities are kept from the need by the same: it is said once, with what they are called.
        // Ids made within one millisecond stand in any order.
        var pairs = same["pairs"]!.AsArray().Select(pair => pair!).OrderBy(pair => ids.IndexOf((string)pair["capacityId"]!)).ToList();
        Assert.Equal(ids, pairs.Select(pair => (string)pair["capacityId"]!));
        Assert.All(pairs, pair => Assert.Empty(pair["facts"]!.AsArray()));
        Assert.Equal(["Prothèses", "financement, 500\u202f000\u00a0dollars des États-Unis"], pairs.Select(pair => (string)pair["capacityTitle"]!["fr"]!));
        Assert.All(pairs, pair => Assert.Equal(
            (need, "Dépollution dans l’est", "funding", 500_000, "US$500,000"),
            ((string)pair["needId"]!, (string)pair["needTitle"]!["fr"]!, (string)pair["kind"]!, (long)pair["amount"]!, (string)pair["amountText"]!["en"]!)));
        // Where only the places differ, what would have to change is said once and each capacity tells its own.
        var elsewhere = (await api.GetAsync($"proposals/SDN/{proposal["id"]}/why-not?partner=COL", "committee")).Json["answers"]!.AsArray()
            .Single(answer => answer!["pairs"]![0]!["needId"]!.GetValue<string>() == need)!;
        Assert.Null(Assert.Single(elsewhere["refusals"]!.AsArray())!["text"]);
        Assert.Equal(
            ["La capacité est prévue pour les Amériques\u202f; le Soudan n’en fait pas partie.", "La capacité est prévue pour l’Asie\u202f; le Soudan n’en fait pas partie."],
            elsewhere["pairs"]!.AsArray().Select(pair => (string)Assert.Single(pair!["facts"]!.AsArray())!["text"]!["fr"]!).Order(StringComparer.Ordinal));

        // Every pair of a need of the proposal and a capacity of the partner is in one of the answers.
        Assert.Equal(
            from asked in proposal["needs"]!.AsArray() from capacity in ids orderby (string)asked!["needId"]!, capacity select ((string)asked!["needId"]!, capacity),
            why["answers"]!.AsArray().SelectMany(answer => answer!["pairs"]!.AsArray()).Select(pair => ((string)pair!["needId"]!, (string)pair["capacityId"]!)).Order());

        // The proposal itself tells two lines of one partner apart by what the capacities are called.
        Assert.All(proposal["partners"]!.AsArray().SelectMany(partner => partner!["lines"]!.AsArray()), line =>
        {
            Assert.NotEmpty((string)line!["capacityTitle"]!["en"]!);
            Assert.All(line["reasons"]!.AsArray(), reason => Assert.NotEqual("language", (string)reason!["criterion"]!));
        });
    }
}
