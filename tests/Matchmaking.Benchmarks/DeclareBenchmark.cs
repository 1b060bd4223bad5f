using System.Diagnostics;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Benchmarks;

/// <summary>Declarations acknowledged by the embedded store each second, beside an endpoint that only reads the same body.</summary>
internal static class DeclareBenchmark
{
    private static int _number;

    public static async Task RunAsync(Options options)
    {
        var (size, rounds) = (options.Size ?? 1_000, options.Rounds ?? 5);
        Report.Title($"declare: {size} declarations from {options.Clients} clients at once, {rounds} rounds, medians");
        await using var service = await Service.StartAsync(works: false);
        var senders = new List<(string State, string Key)>();
        foreach (var state in SampleMarket.Affected)
        {
            senders.Add((state.Id.Value, await service.KeyAsync(Role.FocalPoint, state.Id)));
        }

        Task Read(int n) => PostAsync(service, "/api/benchmark/needs/{0}", senders[n % senders.Count], n);
        Task Declare(int n) => PostAsync(service, "/api/needs/{0}", senders[n % senders.Count], n);
        await using var bare = new BareStore(await SqliteStorageAccount.OpenAsync(Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName, TimeProvider.System));
        await bare.CreateAsync();

        (string Name, Func<int, Task> Work)[] steps =
        [
            ("read and check only (baseline)", Read),
            ("declare", Declare),
            ("storage alone: commit", n => bare.CommitAsync(n)),
            ("storage alone: commit, send", async n => { await bare.CommitAsync(n); await bare.SendAsync(); }),
            ("storage alone: commit, send, delete", async n => { await bare.CommitAsync(n); await bare.SendAsync(); await bare.DeleteAsync(n); }),
        ];
        var rates = steps.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var step = 0; step < steps.Length; step++)
            {
                var rate = await RateAsync(steps[step].Work, round < 0 ? size / 4 : size, options.Clients);
                if (round >= 0)
                {
                    rates[step].Add(rate);
                }
            }
        }

        var baseline = rates[0].Median();
        Report.Table(
            ["step", "each second", "ratio to the baseline"],
            steps.Select((step, i) => (IReadOnlyList<string>)[step.Name, Report.Text(rates[i].Median(), "0"), Report.Text(rates[i].Median() / baseline)]));
    }

    private static Task PostAsync(Service service, string path, (string State, string Key) sender, int n) =>
        service.PostAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, path, sender.State), sender.Key, Service.NeedBody(n % 1000), $"key-{n}");

    private static async Task<double> RateAsync(Func<int, Task> work, int size, int clients)
    {
        var started = Stopwatch.GetTimestamp();
        var left = size;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await work(Interlocked.Increment(ref _number));
            }
        })));
        return size / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
