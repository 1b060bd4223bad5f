namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Several instances of the service on one storage account, as in Azure.</summary>
public sealed class TwoProcessesTests
{
    [Fact]
    public async Task Two_processes_on_one_storage_account_share_the_work_and_double_nothing()
    {
        var home = await Home.NewAsync("azure");
        var keys = await Declarer.PrepareAsync(home);
        await using var one = await home.StartAsync(environment: [("Digest__Interval", "00:00:02")]);
        await using var other = await home.StartAsync(environment: [("Digest__Interval", "00:00:02")]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // Every declaration goes to both at once, with the same key: the second is the first one's repeat.
        var ids = new List<string>();
        foreach (var chunk in Declarer.Mix(keys, 120, seed: 1).Chunk(10))
        {
            var both = await Task.WhenAll(chunk.SelectMany(declaring => new[] { one, other }.Select(async service =>
                (declaring.IdempotencyKey, (await Declarer.DeclareAsync(service.Http, declaring, patience.Token)).Id))));
            ids.AddRange(both.GroupBy(done => done.IdempotencyKey).Select(twins => Assert.Single(twins.Select(twin => twin.Id).Distinct())));
        }

        var stock = await Stock.WhenQuietAsync(home, seconds: 120);
        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            stock.Needs.Select(need => need.Id).Concat(stock.Capacities.Select(capacity => capacity.Id)).Order(StringComparer.Ordinal));
        Assert.Empty(stock.BrokenPromises());
        Assert.NotEmpty(stock.Proposals);
    }
}
