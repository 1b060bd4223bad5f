using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Needs;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.FunctionsHost;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>What a crash leaves in an outbox, the clock sends.</summary>
[Collection(typeof(SharedPackage))]
public sealed class SweepTests(SharedPackage package)
{
    [Fact]
    public async Task A_need_that_was_committed_and_never_announced_reaches_the_market_by_the_clock()
    {
        var (state, at) = (ParticipantId.Parse("SOM", null), DateTimeOffset.UtcNow.AddMinutes(-1));
        var commit = CommitOf(state, at);
        Assert.IsType<TransactionResult.Committed>(await package.Store.States.SubmitAsync(commit.Changes));

        var tick = await package.Host.FireTimerAsync("tick");
        Assert.Equal((Outcome.Succeeded, null), (tick.Outcome, tick.Error));
        Assert.Null(await package.Store.States.GetAsync(state.Value, commit.Outbox.Single().RowKey));
        await Until.TrueAsync(
            async () => (await package.SendAsync("GET", "api/needs?participant=SOM")).Json["items"]!.AsArray().Count == 1, "the need on the market");
    }

    private static Commit CommitOf(ParticipantId state, DateTimeOffset at)
    {
        var kind = new NeedKind();
        using var body = JsonDocument.Parse(Bodies.Need());
        var read = kind.Read(body.RootElement, new NewDeclaration(Keys.NewId(at), state, at, new HashSet<ParticipantId>()));
        var need = Assert.IsType<Reading<Need>.Accepted>(read).Value;
        return new Commit(state.Value, new Actor("focal-point", Role.FocalPoint, state), at)
            .Add(kind.RowKey(need.Id), need)
            .Audit("need.declared", kind.RowKey(need.Id), version: 1)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(state.Value, kind.RowKey(need.Id)));
    }
}
