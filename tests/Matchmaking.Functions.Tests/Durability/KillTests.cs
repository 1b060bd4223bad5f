using System.Collections.Concurrent;
using System.Diagnostics;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>The process is killed again and again while many declare at once; whatever was acknowledged is there, once, in every place.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Declarations = 2000;
    private const int Clients = 50;
    private const int Kills = 5;

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure")]
    public async Task Killed_five_times_under_two_thousand_declarations_it_loses_halves_and_doubles_nothing(string engine)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        var watch = Stopwatch.StartNew();
        var home = await Home.NewAsync(engine);
        var keys = await Declarer.PrepareAsync(home);
        await using var service = await home.StartAsync(environment: [("Digest__Interval", "00:00:02"), ("Logging__LogLevel__Default", "Warning")]);

        var acknowledged = await DeclareUnderKillsAsync(service, Declarer.Mix(keys, Declarations, seed), seed);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: all acknowledged, {acknowledged.Values.Count(done => done.Tries > 1)} of them after a kill.");
        var stock = await Stock.WhenQuietAsync(home, seconds: 240);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: no work left; {stock.Proposals.Count()} proposals, {stock.Notices.Count()} notices, {stock.Messages.Values.Sum()} messages.");
        await service.SignalAsync();

        RequireEachOnce(stock, acknowledged);
        Assert.Empty(stock.BrokenPromises());
        Assert.NotEmpty(stock.Proposals);
        stock.RequireMailsOnce(home);
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

    private static async Task<ConcurrentDictionary<Declaring, (string Id, int Tries)>> DeclareUnderKillsAsync(ServiceProcess service, IReadOnlyList<Declaring> all, int seed)
    {
        var random = new Random(seed);
        var moments = new Queue<int>(Enumerable.Range(0, Kills).Select(_ => random.Next(Declarations / 20, Declarations * 19 / 20)).Order());
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
