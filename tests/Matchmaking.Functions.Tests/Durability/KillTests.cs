using System.Collections.Concurrent;
using System.Diagnostics;
using Matchmaking.Functions.Tests.Host;
using Matchmaking.Mail;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>
/// The process is killed again and again while many declare at once, rounds run, the committee approves and mails go out; whatever was
/// acknowledged is there, once, in every place.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Clients = 50;
    private const int Kills = 5;

    [Theory]
    [InlineData("embedded", 2000)]
    [InlineData("azure", 2000)]
    [InlineData("package", 2000)]
    public async Task Killed_five_times_under_many_declarations_it_loses_halves_and_doubles_nothing(string way, int declarations)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        var watch = Stopwatch.StartNew();
        var home = await Home.NewAsync(way);
        var keys = await Declarer.PrepareAsync(home);
        await using var service = await home.StartAsync(environment: [("Digest__Interval", "00:00:02"), ("Logging__LogLevel__Default", "Warning")]);

        var declaring = DeclareUnderKillsAsync(service, Declarer.Mix(keys, declarations, seed), seed);
        var approved = await new Approver(service.Http, keys["committee"]).ApproveUntilAsync(declaring);
        var acknowledged = await declaring;
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: all acknowledged, {acknowledged.Values.Count(done => done.Tries > 1)} of them after a kill; {approved.Count} proposals approved.");
        var stock = await Stock.WhenQuietAsync(home, seconds: 240);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: no work left; {stock.Proposals.Count()} proposals, {stock.Notices.Count()} notices, {stock.Messages.Values.Sum()} messages.");
        await service.StopAsync();

        RequireEachOnce(stock, acknowledged);
        Assert.Empty(stock.BrokenPromises());
        Assert.NotEmpty(stock.Proposals);
        RequireInvited(stock, approved);
        stock.RequireMailsOnce(home);
        if (service is PackageService { Mails: var mails })
        {
            output.WriteLine($"{mails.Times.Count} mails, of which {mails.Times.Values.Count(times => times > 1)} were sent again rather than lost.");
        }

        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s in all.");
    }

    private static void RequireEachOnce(Stock stock, IReadOnlyDictionary<Declaring, (string Id, int Tries)> acknowledged)
    {
        var titles = stock.Needs.Select(need => (need.Id, need.Declaration.Title))
            .Concat(stock.Capacities.Select(capacity => (capacity.Id, capacity.Declaration.Title)))
            .Select(row => (row.Id, Title: row.Title.In("en")));
        Assert.Equal(acknowledged.Select(done => (done.Value.Id, done.Key.Title)).Order(), titles.Order());
        Assert.Equal(
            acknowledged.Select(done => done.Value.Id).Order(StringComparer.Ordinal),
            stock.IdempotencyEntries.Select(entry => entry.RowKey.Split('|')[1]).Order(StringComparer.Ordinal));
    }

    private static void RequireInvited(Stock stock, IReadOnlySet<string> approved)
    {
        Assert.NotEmpty(approved);
        Assert.Subset(stock.Proposals.Where(proposal => proposal.Status == ProposalStatus.Approved).Select(proposal => proposal.Id).ToHashSet(), approved.ToHashSet());
        Assert.All(approved, id => Assert.Single(stock.Notices, notice => notice.ProposalId == id && notice.Kind == NoticeKind.StateInvitation));
    }

    private static async Task<ConcurrentDictionary<Declaring, (string Id, int Tries)>> DeclareUnderKillsAsync(RunningService service, IReadOnlyList<Declaring> all, int seed)
    {
        var random = new Random(seed);
        var moments = new Queue<int>(Enumerable.Range(0, Kills).Select(_ => random.Next(all.Count / 20, all.Count * 19 / 20)).Order());
        var open = new ConcurrentQueue<Declaring>(all);
        var acknowledged = new ConcurrentDictionary<Declaring, (string Id, int Tries)>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (open.TryDequeue(out var declaring))
            {
                acknowledged[declaring] = await Declarer.DeclareAsync(service.Http, declaring, patience.Token);
            }
        })));
        while (moments.TryDequeue(out var moment))
        {
            await Until.TrueAsync(() => acknowledged.Count >= moment || clients.IsCompleted, $"{moment} acknowledged declarations", seconds: 240);
            await service.KillAsync();
            await service.RestartAsync();
        }

        await clients;
        return acknowledged;
    }
}
