using System.Text.Json.Nodes;
using Matchmaking.Matching;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>What the committee may ask the market: what one more capacity would change, and who is left behind.</summary>
public sealed class MarketTests(MarketTests.Market market) : IClassFixture<MarketTests.Market>
{
    private const string Question = """{ "pillar": "risk_education", "place": "015", "amountUsd": 1000000 }""";

    private ApiService Api => market.Api;

    [Theory]
    [InlineData("", 401, 401)]
    [InlineData("SDN", 403, 403)]
    [InlineData("org-one", 403, 403)]
    [InlineData("observer", 403, 200)]
    [InlineData("secretariat", 200, 200)]
    [InlineData("committee", 200, 200)]
    [InlineData("gender", 200, 200)]
    [InlineData("chair", 200, 200)]
    public async Task The_committee_and_the_secretariat_ask_and_an_observer_sees_who_is_left_behind(string key, int asked, int listed)
    {
        Assert.Equal(asked, (await Api.SendAsync("POST", "market/what-if", key, Question)).Status);
        Assert.Equal(listed, (await Api.GetAsync("market/left-behind", key)).Status);
    }

    [Fact]
    public async Task One_more_million_is_told_by_need_and_by_State_in_both_languages_and_changes_nothing()
    {
        var before = await Api.DigestAsync();
        var answer = await Api.SendAsync("POST", "market/what-if", "committee", Question);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(before, await Api.DigestAsync());
        var summary = answer.Json["summary"]!.AsArray();
        Assert.Equal(
            "Of US$1,000,000 more for risk education in Northern Africa, the plan would use US$300,000. Open needs that it could serve: 1; that it would serve: 1.",
            (string)summary[0]!["text"]!["en"]!);
        Assert.Contains("de plus en Afrique septentrionale", (string)summary[0]!["text"]!["fr"]!, StringComparison.Ordinal);
        var cover = Assert.Single(answer.Json["covers"]!.AsArray())!;
        Assert.Equal((market.Ids["education"], "SDN", 300_000), ((string)cover["needId"]!, (string)cover["state"]!, (long)cover["amount"]!));
        Assert.Equal((300_000, 0, 300_000), ((long)answer.Json["placed"]!, Usd("now") - 500_000, Usd("then") - 500_000));
        Assert.Equal((int)cover["fit"]! + (int)cover["priority"]! + MatchPolicy.Standard.Tranches[0].Points, (int)answer.Json["firstPoints"]!);
        var state = Assert.Single(answer.Json["states"]!.AsArray())!;
        Assert.Equal(["whatif.covers", "change.uncovered"], state["changes"]!.AsArray().Select(change => (string)change!["code"]!));
        Assert.NotEmpty(state["changes"]![0]!["because"]!.AsArray());
        Assert.DoesNotContain("\"\"", answer.Text, StringComparison.Ordinal);

        long Usd(string side) => (long)answer.Json[side]!["usd"]!;
    }

    [Fact]
    public async Task The_answer_is_what_a_partner_that_registers_the_same_would_bring_about()
    {
        await using var own = new Market();
        await own.InitializeAsync();
        var asked = await own.Api.SendAsync("POST", "market/what-if", "chair", Question);
        await own.Api.DeclareAsync("capacities/NOR", "NOR", Bodies.Capacity(
            "pillars", """["risk_education"]""", "places", """{ "subregions": ["015"] }""", "amountUsd", "1000000", "period", """{ "from": "2026-01-01", "to": "2055-12-31" }"""));
        await own.Api.QuietAsync();

        var proposal = await own.Api.ProposalOfAsync("SDN");
        var line = Assert.Single(proposal["partners"]!.AsArray().SelectMany(partner => partner!["lines"]!.AsArray()), line => (string)line!["needId"]! == own.Ids["education"])!;
        var cover = Assert.Single(asked.Json["covers"]!.AsArray())!;
        Assert.Equal(((string)cover["needId"]!, (long)cover["amount"]!), ((string)line["needId"]!, (long)line["amount"]!));
    }

    [Fact]
    public async Task Of_who_is_left_behind_each_reader_sees_the_needs_that_they_may_read()
    {
        var (committee, observer) = (await ListAsync("committee"), await ListAsync("observer"));

        Assert.Equal(["education", "hidden", "only hidden"], Named(committee));
        Assert.Equal(["education"], Named(observer));
        // The State that has no other need is not there at all, and Sudan's points are those of what is seen.
        Assert.Equal(["SDN"], observer.Select(state => (string)state!["state"]!));
        var needs = observer[0]!["needs"]!.AsArray();
        var need = needs.Single(need => (string)need!["needId"]! == market.Ids["education"])!;
        Assert.Equal(needs.Max(need => (int)need!["points"]!), (int)observer[0]!["points"]!);
        // Of Ethiopia, which only the committee sees on the list, nobody could help; of Sudan somebody.
        Assert.Equal([true, false], committee.Select(state => (bool)state!["nobodyCouldHelp"]!));
        Assert.StartsWith("No registered capacity fits any open need of Ethiopia", (string)committee[0]!["place"]!["text"]!["en"]!, StringComparison.Ordinal);
        Assert.All(need["reasons"]!.AsArray(), reason => Assert.NotEqual((string)reason!["text"]!["en"]!, (string)reason["text"]!["fr"]!));
        // That a proposal is before the committee is no observer's to know.
        Assert.Null(observer[0]!["proposal"]);
        Assert.Null(observer[0]!["note"]);
        var sudan = committee.Single(state => (string)state!["state"]! == "SDN")!;
        Assert.Equal(("proposed", false), ((string)sudan["proposal"]!["status"]!, (bool)sudan["proposal"]!["decided"]!));
        Assert.Equal("Une proposition concernant le Soudan est déjà devant le comité.", (string)sudan["note"]!["text"]!["fr"]!);
        // Where nobody has registered anything, a proposal names those whom the record knows.
        Assert.Equal("proposed", (string)committee.Single(state => (string)state!["state"]! == "ETH")!["proposal"]!["status"]!);
        Assert.Contains("No registered capacity fits.", need["reasons"]!.AsArray().Select(reason => (string)reason!["text"]!["en"]!));

        async Task<JsonArray> ListAsync(string key) => (await Api.GetAsync("market/left-behind", key)).Json.AsArray();

        IEnumerable<string> Named(JsonArray states) => states.SelectMany(state => state!["needs"]!.AsArray())
            .Select(need => market.Ids.Single(id => id.Value == (string)need!["needId"]!).Key).Where(name => name != "clearance").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_a_State_that_said_no_the_list_does_not_say_that_nobody_is_suggested()
    {
        await using var own = new Market();
        await own.InitializeAsync();
        await own.Api.ApproveAsync("SDN");
        var proposal = await own.Api.ProposalOfAsync("SDN");
        var refused = await own.Api.SendAsync("POST", $"proposals/SDN/{proposal["id"]}/answer", "SDN", """{"yes":false}""");
        Assert.True(refused.Status == 200, refused.Text);
        await own.Api.QuietAsync();

        var sudan = (await own.Api.GetAsync("market/left-behind", "committee")).Json.AsArray().Single(state => (string)state!["state"]! == "SDN")!;

        Assert.Equal("left_behind.refused", (string)sudan["note"]!["code"]!);
        Assert.Equal(
            "Le Soudan a répondu non à la dernière proposition\u202f; une autre n’est faite que si ses besoins, les partenaires ou les montants changent sur le fond, ou quand un refus ne vaut plus.",
            (string)sudan["note"]!["text"]!["fr"]!);
    }

    /// <summary>Sudan has a need that a partner covers, one that nobody could, and one that only the committee may see; Ethiopia only one of those.</summary>
    public sealed class Market : IAsyncLifetime
    {
        public ApiService Api { get; } = new();

        public Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            foreach (var (partner, amount) in new[] { ("JPN", "500000"), ("COL", "1"), ("MOZ", "1"), ("org-one", "1") })
            {
                await Api.DeclareAsync($"capacities/{partner}", partner, Bodies.Capacity("amountUsd", amount, "smallestShare", amount));
            }

            Ids["clearance"] = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need("amountUsd", "500000"));
            Ids["education"] = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need("pillar", "\"risk_education\"", "amountUsd", "300000"));
            Ids["hidden"] = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need("pillar", "\"victim_assistance\"", "visibility", "\"committee\""));
            Ids["only hidden"] = await Api.DeclareAsync("needs/ETH", "ETH", Bodies.Need("pillar", "\"advocacy\"", "visibility", "\"committee\""));
            await Api.QuietAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
