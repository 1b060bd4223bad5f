using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Tests.Walk;
using Matchmaking.Local.Demo;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Two at once: one of them wins, and the other hears it.</summary>
public sealed class RaceTests
{
    private const int AtOnce = 8;

    [Fact]
    public async Task Of_approvals_and_answers_at_once_one_counts()
    {
        var home = await Home.NewAsync("embedded");
        await using var demo = await DemoService.StartAsync(home);
        await Stock.WhenQuietAsync(home, seconds: 60);
        var proposal = (await demo.GetAsync("api/proposals", "COMMITTEE")).GetProperty("items").EnumerateArray().Single(proposal => proposal.GetProperty("state").GetString() == "SEN");
        var id = proposal.GetProperty("id").GetString()!;
        var path = $"api/proposals/SEN/{id}";
        var (_, _, etag) = await demo.SendAsync(HttpMethod.Get, path, "COMMITTEE");

        var reviews = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(index => demo.SendAsync(
            HttpMethod.Post, $"{path}/review", "COMMITTEE", new { verdict = "approve", reason = $"the {index}th" }, etag)));

        Assert.Single(reviews, review => review.Status == 200);
        Assert.All(reviews.Where(review => review.Status != 200), review => Assert.True(review.Status is 412 or 409, review.ToString()));
        Assert.Single(await AuditAsync("proposal.approved"));

        var link = DemoService.LinkIn(await demo.LetterAsync(id, "state_invitation", "SEN"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(index => index % 2 == 0
                ? demo.AnswerAsync(link, "yes")
                : Task.Run(async () => (await demo.SendAsync(HttpMethod.Post, $"{path}/answer", "SEN", new { yes = true })).Status)));

        Assert.Single(answers, status => status == 200);
        Assert.All(answers.Where(status => status != 200), status => Assert.True(status is 409 or 412, $"{status}"));
        Assert.Single(await AuditAsync("proposal.accepted", "proposal.refused"));
        (await Stock.WhenQuietAsync(home, seconds: 60)).RequireMailsOnce(home);

        async Task<IEnumerable<string>> AuditAsync(params string[] actions) =>
            (await demo.GetAsync("api/audit/SEN", "COMMITTEE")).GetProperty("items").EnumerateArray()
                .Select(entry => entry.GetProperty("action").GetString()!).Where(actions.Contains).ToList();
    }

    [Fact]
    public async Task Rounds_that_run_at_once_against_the_rule_still_make_one_proposal_for_each_State()
    {
        await using var workshop = await Workshop.OpenAsync();
        var loaded = await workshop.WithAsync(async services =>
            await Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<DemoLoader>(services).LoadAsync(default));
        Assert.True(loaded);
        foreach (var message in await Workshop.TakeAsync(workshop.Store.Declared))
        {
            await workshop.RunAsync("match", message);
        }

        // Each finds the turn free, as if the one before had lost it in the middle of its work.
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var due = Documents.ToRow(Keys.Rounds, Keys.Round, new RoundTurn(Requested: 1, Started: 0, DateTimeOffset.UtcNow));
            await workshop.Store.Market.SubmitAsync([RowChange.Upsert(due)]);
            await workshop.RunAsync("match", Messages.OfRound().Write());
        })));

        var stock = await Stock.ReadAsync(workshop.Store);
        Assert.True(stock.Proposals.Count() >= 10);
        Assert.All(stock.Proposals.GroupBy(proposal => proposal.State), state => Assert.Single(state));
        Assert.Equal(stock.Proposals.Count(), stock.Audit.Count(entry => entry.Action == "proposal.proposed"));
    }
}
