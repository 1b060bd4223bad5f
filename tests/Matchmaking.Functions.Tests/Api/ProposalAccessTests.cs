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
        await api.DeclareAsync("capacities/JPN", "JPN", Bodies.Capacity("amountUsd", "400000", "visibility", "\"partners\""));
        await api.DeclareAsync("capacities/org-one", "org-one", Bodies.Capacity("amountUsd", "345678", "visibility", "\"committee\"", "title", """{ "en": "Quietly kept" }"""));
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

    private static JsonArray Items(Answer answer) => answer.Json["items"]!.AsArray();

    private static bool IsOfProposals(JsonNode? entry) => ((string)entry!["action"]!).StartsWith("proposal.", StringComparison.Ordinal);

    private static JsonNode Line(JsonNode proposal, string partner) =>
        proposal["partners"]!.AsArray().Single(item => (string)item!["partner"]! == partner)!["lines"]![0]!;
}
