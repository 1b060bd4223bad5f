using System.Globalization;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Tests.Hosting;
using Matchmaking.Matching;
using Matchmaking.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>The committee tries a changed policy, the chair adopts it, and proposals that are not yet decided follow.</summary>
public sealed class PolicyTests(PolicyTests.Market market) : IClassFixture<PolicyTests.Market>
{
    private const string OnePartner = """
        { "name": "one partner", "reason": "Fewer, fuller meetings.", "maxPartnersPerNeed": 1, "invitePartners": 1 }
        """;

    /// <summary>The version that the program comes with; what is adopted follows it.</summary>
    private static readonly int First = MatchPolicy.Standard.Version;

    private ApiService Api => market.Api;

    [Theory]
    [InlineData("", 401, 401, 401)]
    [InlineData("SDN", 403, 403, 403)]
    [InlineData("org-one", 403, 403, 403)]
    [InlineData("observer", 200, 403, 403)]
    [InlineData("secretariat", 200, 403, 403)]
    [InlineData("committee", 200, 200, 403)]
    [InlineData("gender", 200, 200, 403)]
    [InlineData("chair", 200, 200, 428)]
    public async Task The_committee_tries_the_chair_alone_adopts(string key, int read, int tried, int adopted)
    {
        Assert.Equal(read, (await Api.GetAsync("policy", key)).Status);
        Assert.Equal(read, (await Api.GetAsync("policy/history", key)).Status);
        Assert.Equal(tried, (await Api.SendAsync("POST", "policy/trial", key, OnePartner)).Status);
        Assert.Equal(adopted, (await Api.SendAsync("PUT", "policy", key, OnePartner)).Status);
    }

    [Fact]
    public async Task Every_number_is_explained_and_the_document_may_be_sent_back_as_it_was_read()
    {
        var read = await Api.GetAsync("policy", "observer");
        var numbers = read.Json["numbers"]!.AsArray();
        Assert.Equal(PolicyNumbers.All.Select(number => number.Path), numbers.Select(number => (string)number!["path"]!));
        Assert.All(numbers, number => Assert.All(["en", "fr"], language => Assert.NotEmpty((string)number!["text"]![language]!)));

        var trial = await Api.SendAsync("POST", "policy/trial", "committee", read.Json["policy"]!.ToJsonString());
        Assert.True(trial.Status == 200, trial.Text);
        Assert.Empty(trial.Json["changed"]!.AsArray());
        Assert.Empty(trial.Json["states"]!.AsArray());
    }

    [Fact]
    public async Task A_trial_tells_what_would_change_and_why_and_changes_nothing()
    {
        var before = await Api.DigestAsync();
        var trial = await Api.SendAsync("POST", "policy/trial", "committee", OnePartner);

        Assert.True(trial.Status == 200, trial.Text);
        Assert.Equal(before, await Api.DigestAsync());
        Assert.Equal(["maxPartnersPerNeed", "invitePartners"], trial.Json["changed"]!.AsArray().Select(number => (string)number!["path"]!));
        var state = Assert.Single(trial.Json["states"]!.AsArray(), one => (string)one!["state"]! == "SDN")!;
        var removed = Assert.Single(state["changes"]!.AsArray(), change => (string)change!["code"]! == "change.partner_removed")!;
        var why = removed["because"]!.AsArray().Select(cause => (En: (string)cause!["text"]!["en"]!, Fr: (string)cause["text"]!["fr"]!)).ToList();
        Assert.Contains(why, text => text.En.StartsWith("With the changed policy: Eligible, but", StringComparison.Ordinal));
        Assert.Contains(why, text => text.Fr.StartsWith("Avec la politique modifiée\u00a0: ", StringComparison.Ordinal));
        Assert.True((int)trial.Json["then"]!["invitations"]! < (int)trial.Json["now"]!["invitations"]!);
    }

    /// <summary>A market of its own: what is adopted in one test must not be in force in another.</summary>
    [Fact]
    public async Task What_is_adopted_weighs_what_is_not_yet_decided_and_leaves_what_is()
    {
        await using var own = new Market();
        await own.InitializeAsync();
        var api = own.Api;
        var approved = await api.ApproveAsync("KHM");
        Assert.Equal(2, (await api.ProposalOfAsync("SDN"))["partners"]!.AsArray().Count);
        var decided = (await api.GetAsync($"proposals/KHM/{approved}", "secretariat")).Json;
        var read = await api.GetAsync("policy", "chair");
        Assert.Equal((ETag(First), "standard", null), (read.ETag, (string)read.Json["policy"]!["name"]!, (string?)read.Json["adoptedAt"]));

        var trial = await api.SendAsync("POST", "policy/trial", "committee", OnePartner);
        Assert.DoesNotContain(trial.Json["states"]!.AsArray(), one => (string)one!["state"]! == "SDN" && (bool)one["proposal"]!["decided"]!);
        Assert.All(trial.Json["states"]!.AsArray().Where(one => (string)one!["state"]! == "KHM"), one => Assert.True((bool)one!["proposal"]!["decided"]!));

        var adopted = await api.SendAsync("PUT", "policy", "chair", OnePartner, $"If-Match: {read.ETag}");
        Assert.True(adopted.Status == 200, adopted.Text);
        Assert.Equal((ETag(First + 1), First + 1, 1), (adopted.ETag, (int)adopted.Json["policy"]!["version"]!, (int)adopted.Json["policy"]!["maxPartnersPerNeed"]!));
        await api.QuietAsync();

        var changed = await api.ProposalOfAsync("SDN");
        Assert.Equal(("one partner", First + 1), ((string)changed["policyName"]!, (int)changed["policyVersion"]!));
        var partner = (string)Assert.Single(changed["partners"]!.AsArray())!["partner"]!;
        Assert.Equal(["change.partner_removed", "change.policy"], changed["changes"]!.AsArray().Select(change => (string)change!["code"]!).Where(code => code is "change.partner_removed" or "change.policy"));
        var now = (await api.GetAsync($"proposals/KHM/{approved}", "secretariat")).Json;
        Assert.Equal(("standard", First), ((string)now["policyName"]!, (int)now["policyVersion"]!));
        Assert.Equal(decided["partners"]!.ToJsonString(), now["partners"]!.ToJsonString());

        // Asked about each proposal, the answer comes from the policy that it names.
        var other = partner == "JPN" ? "NOR" : "JPN";
        var whyNot = await api.GetAsync($"proposals/SDN/{changed["id"]}/why-not?partner={other}", "committee");
        Assert.Contains("at most 1\u00a0partner may be invited", whyNot.Text.Replace("\\u00A0", "\u00a0", StringComparison.Ordinal), StringComparison.Ordinal);

        var again = await api.SendAsync("PUT", "policy", "chair", """{ "name": "standard", "reason": "Back.", "maxPartnersPerNeed": 8, "invitePartners": 8 }""", $"If-Match: {read.ETag}");
        Assert.Equal((412, "stale"), (again.Status, again.Code));
        again = await api.SendAsync("PUT", "policy", "chair", """{ "name": "standard", "reason": "Back.", "maxPartnersPerNeed": 8, "invitePartners": 8 }""", $"If-Match: {adopted.ETag}");
        Assert.Equal(200, again.Status);
        await api.QuietAsync();
        Assert.Equal(2, (await api.ProposalOfAsync("SDN"))["partners"]!.AsArray().Count);

        await HistoryIsWholeAsync(api);
        await TheEarlierPoliciesAreFoundAsync(api);
        await ExportAndImportCarryItAsync(api);
    }

    [Fact]
    public async Task Of_two_adoptions_at_once_one_is_stale()
    {
        await using var own = new ApiService();
        await own.InitializeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(days =>
            own.SendAsync("PUT", "policy", "chair", $$"""{ "reason": "Days.", "leastOverlapDays": {{days}} }""", $"If-Match: {ETag(First)}")));

        Assert.Equal(7, answers.Count(answer => answer.Status == 412));
        Assert.Equal(2, (await own.GetAsync("policy/history", "chair")).Json.AsArray().Count);
        await own.QuietAsync();
    }

    private static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static async Task HistoryIsWholeAsync(ApiService api)
    {
        var history = (await api.GetAsync("policy/history", "observer")).Json.AsArray();
        Assert.Equal([First + 2, First + 1, First], history.Select(one => (int)one!["policy"]!["version"]!));
        Assert.Equal(["Back.", "Fewer, fuller meetings.", null], history.Select(one => (string?)one!["reason"]));
        Assert.Equal(("NOR", "[8]", "[1]"), ((string)history[1]!["onBehalfOf"]!, Change(history[1]!, "from"), Change(history[1]!, "to")));
        Assert.Empty(history[2]!["changed"]!.AsArray());
        var audit = await (await api.StoreAsync()).States.ListAsync<AuditEntry>(Keys.Policy, Keys.AuditPrefix, default);
        Assert.Equal([("policy.adopted", First + 1), ("policy.adopted", First + 2)], audit.Select(row => (row.Value.Action, row.Value.Version!.Value)));
        Assert.All(audit, row => Assert.Equal(Role.Chair, row.Value.Role));

        static string Change(JsonNode version, string side) => version["changed"]![0]![side]!.ToJsonString();
    }

    private static async Task TheEarlierPoliciesAreFoundAsync(ApiService api)
    {
        await api.StoreAsync();
        await using var scope = api.Services.CreateAsyncScope();
        var policies = scope.ServiceProvider.GetRequiredService<PolicyStore>();
        Assert.Equal((First, 8), await FindAsync("standard", First));
        Assert.Equal((First + 1, 1), await FindAsync("one partner", First + 1));
        Assert.Equal((First + 2, 8), await FindAsync("standard", First + 2));
        Assert.Equal((First + 2, 8), await FindAsync("never adopted", First + 1));

        async Task<(int Version, int MostPartners)> FindAsync(string name, int version) =>
            await policies.OfAsync(name, version, default) is var policy ? (policy.Version, policy.MaxPartnersPerNeed) : default;
    }

    private static async Task ExportAndImportCarryItAsync(ApiService api)
    {
        var (store, file, to) = (await api.StoreAsync(), Path.Combine(Places.NewFolder(), "all.jsonl"), Places.NewFolder());
        await using (var stream = File.Create(file))
        {
            await StorageTransfer.ExportAsync(store.Account, store.TableNames, store.QueueNames, stream, TimeSpan.FromSeconds(60));
        }

        var imported = await ServiceProcess.RunAsync(["import", file, "--data", to]);
        Assert.True(imported.ExitCode == 0, imported.Errors);
        await using var elsewhere = await InProcessService.StartAsync(to);
        var copy = await (await elsewhere.StoreAsync()).States.FindAsync<AdoptedPolicy>(Keys.Policy, Keys.Policy, default);
        Assert.Equal((First + 2, "standard", "Back."), (copy!.Value.Policy.Version, copy.Value.Policy.Name, copy.Value.Reason));
    }

    /// <summary>A service with a need of each of two States, each of which two partners could help to cover.</summary>
    public sealed class Market : IAsyncLifetime
    {
        public ApiService Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            foreach (var (partner, named) in new[] { ("JPN", "SDN"), ("NOR", "SDN"), ("COL", "KHM") })
            {
                await Api.DeclareAsync($"capacities/{partner}", partner, Bodies.Capacity("places", $$"""{ "states": ["{{named}}"] }"""));
            }

            await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need());
            await Api.DeclareAsync("needs/KHM", "KHM", Bodies.Need());
            await Api.QuietAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
