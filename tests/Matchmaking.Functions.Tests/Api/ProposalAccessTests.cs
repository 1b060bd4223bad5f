using System.Text.Json.Nodes;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>A proposal on its way: who sees it when, and what of it.</summary>
public sealed class ProposalAccessTests(ApiService api) : IClassFixture<ApiService>
{
    [Fact]
    public async Task A_proposal_is_seen_by_its_State_after_the_approval_and_by_each_partner_after_the_States_yes()
    {
        // One need that only the committee may read, two partners, one of whom keeps its capacity to the committee.
        var need = await api.DeclareAsync("needs/KHM", "KHM", Bodies.Need("visibility", "\"committee\"", "title.en", "\"Zquill valley\""));
        await api.DeclareAsync("capacities/JPN", "JPN", Bodies.Capacity("amountUsd", "400000", "largestShare", "400000", "visibility", "\"partners\""));
        await api.DeclareAsync("capacities/org-one", "org-one", Bodies.Capacity("amountUsd", "345678", "largestShare", "345678", "visibility", "\"committee\"", "title", """{ "en": "Quietly kept" }"""));
        await api.QuietAsync();
        JsonNode proposal = null!;
        await Until.TrueAsync(async () => (proposal = await api.ProposalOfAsync("KHM"))["partners"]!.AsArray().Count == 2, "a proposal with two partners");
        var id = (string)proposal["id"]!;

        // Proposed: the committee alone.
        Assert.Contains("345678", (await api.GetAsync($"proposals/KHM/{id}", "committee")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await api.GetAsync($"proposals/KHM/{id}", "KHM")).Status);
        Assert.Empty(Items(await api.GetAsync("proposals/KHM", "KHM")));
        Assert.DoesNotContain(Items(await api.GetAsync("audit/KHM", "KHM")), entry => IsOfProposals(entry));
        Assert.Contains(Items(await api.GetAsync("audit/KHM", "committee")), entry => IsOfProposals(entry));
        Assert.Empty(Items(await api.GetAsync("proposals/JPN/invitations", "JPN")));

        // Approved: also its State, but not how much a partner could give who keeps that to the committee.
        await api.ApproveAsync("KHM");
        var seen = await api.GetAsync($"proposals/KHM/{id}", "KHM");
        Assert.Equal(200, seen.Status);
        Assert.Single(Items(await api.GetAsync("proposals/KHM", "KHM")));
        Assert.Contains(Items(await api.GetAsync("audit/KHM", "KHM")), entry => IsOfProposals(entry));
        Assert.Null(Line(seen.Json, "org-one")["amount"]);
        Assert.Empty(Line(seen.Json, "org-one")["reasons"]!.AsArray());
        Assert.NotNull(Line(seen.Json, "JPN")["amount"]);
        Assert.NotEmpty(Line(seen.Json, "JPN")["reasons"]!.AsArray());
        Assert.DoesNotContain("345678", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quietly", seen.Text, StringComparison.Ordinal);
        Assert.Equal("funding, US$400,000", (string)Line(seen.Json, "JPN")["capacityTitle"]!["en"]!);
        Assert.DoesNotContain("345678", (await api.GetAsync("proposals/KHM", "KHM")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await api.GetAsync($"proposals/KHM/{id}", "COL")).Status);
        Assert.Equal(404, (await api.GetAsync($"proposals/KHM/{id}", "JPN")).Status);
        Assert.Empty(Items(await api.GetAsync("proposals/JPN/invitations", "JPN")));

        // Accepted: each partner its own lines, and no title of a need that is kept to the committee.
        var yes = await api.SendAsync("POST", $"proposals/KHM/{id}/answer", "KHM", """{"yes":true}""");
        Assert.Equal(200, yes.Status);
        Assert.DoesNotContain("345678", yes.Text, StringComparison.Ordinal);
        var invitations = await api.GetAsync("proposals/JPN/invitations", "JPN");
        var invited = Assert.Single(Items(invitations))!["needs"]!.AsArray();
        Assert.Equal(need, (string)Assert.Single(invited)!["needId"]!);
        Assert.Empty(invited[0]!["title"]!.AsObject());
        Assert.Equal("JPN", (string)Assert.Single(invited[0]!["lines"]!.AsArray())!["partner"]!);
        Assert.DoesNotContain("org-one", invitations.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("345678", invitations.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zquill", invitations.Text, StringComparison.Ordinal);
        Assert.Empty(Items(await api.GetAsync("proposals/org-two/invitations", "org-two")));
        Assert.Equal(403, (await api.GetAsync("proposals/JPN/invitations", "org-one")).Status);

        var before = await api.ETagOfAsync(proposal);
        var answer = await api.SendAsync("POST", $"proposals/KHM/{id}/partners/JPN/answer", "JPN", """{"answer":"yes"}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal("yes", (string)answer.Json["answer"]!);
        Assert.NotEqual(before, await api.ETagOfAsync(proposal));
        Assert.DoesNotContain("Zquill", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("org-one", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_tells_what_was_declared_when_it_was_matched_to_those_who_may_read_it()
    {
        await using var own = new ApiService();
        await own.InitializeAsync();
        const string Declared = """[{"convention":"apmbc","article":5,"date":"2028-03-01","certainty":"found"},{"convention":"ccm","article":4,"date":"2029-08-01","certainty":"derived"}]""";
        string Body(string text) => Bodies.Need(
            "conventions", """["apmbc","ccm"]""", "deadlines", Declared, "nationalContributionUsd", "300000", "expectedBy", "\"2028-06-30\"",
            "quantity", """{"amount":700000,"unit":"square_metres"}""", "people", """{"women":5}""", "description", $$"""{"en":"{{text}}"}""");
        var need = await own.DeclareAsync("needs/COL", "COL", Body("Rice fields."));
        await own.DeclareAsync("capacities/JPN", "JPN", Bodies.Capacity(
            "places", """{"states":["COL"]}""", "visibility", "\"partners\"", "conditions", """{"en":"Two reports a year."}""", "leastNationalPercent", "20"));
        await own.DeclareAsync("capacities/org-one", "org-one", Bodies.Capacity(
            "places", """{"states":["COL"]}""", "amountUsd", "150000", "visibility", "\"committee\"", "conditions", """{"en":"Kept terms."}"""));
        await own.QuietAsync();
        await Until.TrueAsync(async () => (await own.ProposalOfAsync("COL"))["partners"]!.AsArray().Count == 2, "a proposal with two partners");
        await own.ApproveAsync("COL");
        var proposal = await own.ProposalOfAsync("COL");
        var id = (string)proposal["id"]!;

        // Revised after it was approved: what was matched stays what is told.
        var revised = await own.SendAsync("PUT", $"needs/COL/{need}", "COL", Body("Forests."), "If-Match: \"1\"");
        Assert.True(revised.Status == 200, revised.Text);

        var committee = await own.GetAsync($"proposals/COL/{id}", "committee");
        var told = Assert.Single(committee.Json["needs"]!.AsArray())!["declared"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Declared), told["deadlines"]));
        Assert.Equal(
            ("Rice fields.", 300_000, 1_000_000, 700_000, 5, "2028-06-30"),
            ((string)told["description"]!["en"]!, (int)told["nationalContributionUsd"]!, (int)told["amountUsd"]!, (int)told["quantity"]!["amount"]!, (int)told["people"]!["women"]!, (string)told["expectedBy"]!));
        Assert.Equal("Two reports a year.", (string)Line(committee.Json, "JPN")["conditions"]!["en"]!);
        Assert.Equal(20, (int)Line(committee.Json, "JPN")["leastNationalPercent"]!);
        Assert.Equal("Kept terms.", (string)Line(committee.Json, "org-one")["conditions"]!["en"]!);
        var listed = Items(await own.GetAsync("proposals", "committee")).Single(item => (string)item!["id"]! == id)!;
        Assert.True(JsonNode.DeepEquals(committee.Json["needs"], listed["needs"]));

        var state = await own.GetAsync($"proposals/COL/{id}", "COL");
        Assert.Equal("Two reports a year.", (string)Line(state.Json, "JPN")["conditions"]!["en"]!);
        Assert.DoesNotContain("Kept terms", state.Text, StringComparison.Ordinal);

        Assert.Equal(200, (await own.SendAsync("POST", $"proposals/COL/{id}/answer", "COL", """{"yes":true}""")).Status);
        var invited = Assert.Single(Items(await own.GetAsync("proposals/JPN/invitations", "JPN")), item => (string)item!["proposalId"]! == id)!["needs"]![0]!;
        Assert.Equal("Rice fields.", (string)invited["declared"]!["description"]!["en"]!);
        // What the State has since kept to the committee is told to partners no more.
        Assert.Equal(200, (await own.SendAsync("PUT", $"needs/COL/{need}", "COL", Bodies.Need("visibility", "\"committee\""), "If-Match: \"2\"")).Status);
        invited = Assert.Single(Items(await own.GetAsync("proposals/JPN/invitations", "JPN")), item => (string)item!["proposalId"]! == id)!["needs"]![0]!;
        Assert.Null(invited["declared"]);
        Assert.Empty(invited["title"]!.AsObject());
    }

    private static JsonArray Items(Answer answer) => answer.Json["items"]!.AsArray();

    private static bool IsOfProposals(JsonNode? entry) => ((string)entry!["action"]!).StartsWith("proposal.", StringComparison.Ordinal);

    private static JsonNode Line(JsonNode proposal, string partner) =>
        proposal["partners"]!.AsArray().Single(item => (string)item!["partner"]! == partner)!["lines"]![0]!;
}
