using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Benchmarks;

/// <summary>
/// Declarations acknowledged by the embedded store each second, beside an endpoint that only reads the same body; and the processor's time of
/// each, clients included, which says more than the clock on a machine that others share.
/// </summary>
internal static class DeclareBenchmark
{
    private const int Warming = 2;

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

        Step[] steps =
        [
            new("read and check only (baseline)", Read),
            new("declare", Declare, () => OutboxesEmptyAsync(service)),
            new("storage alone: commit", n => bare.CommitAsync(n)),
            new("storage alone: commit, send", async n => { await bare.CommitAsync(n); await bare.SendAsync(); }),
            new("storage alone: commit, send, delete", async n => { await bare.CommitAsync(n); await bare.SendAsync(); await bare.DeleteAsync(n); }),
        ];
        for (var round = -Warming; round < rounds; round++)
        {
            foreach (var step in steps)
            {
                await step.RunAsync(size, options.Clients, counts: round >= 0);
            }
        }

        Report.Table(
            ["step", "each second", "ratio to the baseline", "processor, µs each", "ratio"],
            steps.Select(step => (IReadOnlyList<string>)
            [
                step.Name,
                Report.Text(step.Rates.Median(), "0"),
                Report.Text(step.Rates.Median() / steps[0].Rates.Median()),
                Report.Text(step.Processor.Median(), "0"),
                Report.Text(step.Processor.Median() / steps[0].Processor.Median()),
            ]));
        ReportParts(steps, size * rounds);
    }

    private static Task PostAsync(Service service, string path, (string State, string Key) sender, int n) =>
        service.PostAsync(string.Format(CultureInfo.InvariantCulture, path, sender.State), sender.Key, Service.NeedBody(n % 1000), $"key-{n}");

    /// <summary>What is done behind the answers belongs to them too.</summary>
    private static async Task OutboxesEmptyAsync(Service service)
    {
        foreach (var state in SampleMarket.Affected)
        {
            while ((await service.Store.States.ListAsync<OutboxMessage>(state.Id.Value, Keys.OutboxPrefix, CancellationToken.None)).Count > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Where the processor's time goes that a declaration takes; what has no storage in it is measured alone, on one thread.</summary>
    private static void ReportParts(Step[] steps, int size)
    {
        var (state, body, at) = (SampleMarket.Affected[0].Id, Service.NeedBody(7), DateTimeOffset.UnixEpoch);
        var actor = new Actor("benchmark", Role.FocalPoint, state);
        Need Read()
        {
            using var json = JsonDocument.Parse(body);
            var context = new NewDeclaration(Keys.NewId(at), state, at, new HashSet<ParticipantId>());
            return ((Reading<Need>.Accepted)MarketTable.Needs.Read(json.RootElement, context)).Value;
        }

        var need = Read();
        var (read, view, rows) = (
            Each(size, () => Read()),
            Each(size, () => JsonSerializer.SerializeToUtf8Bytes(MarketTable.Needs.View(need, actor), Json.Options)),
            Each(size, () => new Commit(state.Value, actor, at).Add("need|1", need).Audit("need.declared", "need|1", 1)
                .Send(Messages.DeclaredQueue, Messages.OfDeclared(state.Value, "need|1")).Add("idempotency|1", new IdempotencyEntry(Idempotency.Hash(body), "need|1"))));
        var (baseline, declare, stored) = (steps[0].Processor.Median(), steps[1].Processor.Median(), steps[^1].Processor.Median());
        Report.Table(
            ["of a declaration", "processor, µs"],
            [
                ["HTTP on both sides, the key's read, the body's bytes, the answer", Report.Text(baseline - read - view, "0")],
                ["body read and checked", Report.Text(read, "0")],
                ["view written as JSON", Report.Text(view, "0")],
                ["its four rows and its message written as JSON", Report.Text(rows, "0")],
                ["storage: commit, send, delete", Report.Text(stored, "0")],
                ["the rest: threads that hand over to each other, caches", Report.Text(declare - baseline - rows - stored, "0")],
                ["**all**", Report.Text(declare, "0")],
            ]);
    }

    private static double Each(int size, Func<object> work)
    {
        for (var warm = 0; warm < 1000; warm++)
        {
            work();
        }

        var before = Environment.CpuUsage.TotalTime;
        for (var n = 0; n < size; n++)
        {
            work();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / size;
    }

    /// <param name="Name">Its name.</param>
    /// <param name="Work">What each client does, time and again.</param>
    /// <param name="Rest">Waits for what is still under way when the clients are done: not on the clock, but in the processor's time.</param>
    private sealed record Step(string Name, Func<int, Task> Work, Func<Task>? Rest = null)
    {
        public List<double> Rates { get; } = [];

        public List<double> Processor { get; } = [];

        public async Task RunAsync(int size, int clients, bool counts)
        {
            var (started, before, left) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, size);
            await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await Work(Interlocked.Increment(ref _number));
                }
            })));
            var rate = size / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await (Rest?.Invoke() ?? Task.CompletedTask);
            if (counts)
            {
                Rates.Add(rate);
                Processor.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / size);
            }
        }
    }
}
