using System.Diagnostics;
using System.Globalization;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;
using Matchmaking.Storage;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Benchmarks;

/// <summary>What the running service takes at rest, and how long it takes to its first answer, with an empty store and with a full one.</summary>
internal static class MemoryBenchmark
{
    private static readonly Actor Actor = new("benchmark", Role.Secretariat, null);

    public static async Task RunAsync(Options options)
    {
        var size = options.Size ?? 100_000;
        Report.Title($"memory: the service at rest with an empty store and with {size} declarations");
        var (empty, full) = (Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName, Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName);
        await FillAsync(full, size);
        List<double[]> empties = [], fulls = [];
        for (var round = 0; round < (options.Rounds ?? 3); round++)
        {
            empties.Add(await MeasureAsync(empty));
            fulls.Add(await MeasureAsync(full));
        }

        var files = new DirectoryInfo(full).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / (double)(1 << 20);
        string[] names = ["to the first answer of GET /, ms", "resident, MB", "resident after a full collection, MB", "managed heap, MB"];
        Report.Table(
            ["what", "empty", "full", "ratio"],
            names.Select((name, i) => (IReadOnlyList<string>)
            [
                name, Report.Text(empties.Select(m => m[i]).Median(), "0.0"), Report.Text(fulls.Select(m => m[i]).Median(), "0.0"),
                Report.Text(fulls.Select(m => m[i]).Median() / empties.Select(m => m[i]).Median(), "0.0"),
            ]));
        Console.WriteLine($"Files of the full store: {Report.Text(files, "0")} MB.");
        Directory.Delete(empty, recursive: true);
        Directory.Delete(full, recursive: true);
    }

    /// <summary>In a process of its own: serves from a folder, and says what it takes.</summary>
    public static async Task HoldAsync(string directory)
    {
        await using var service = await Service.StartAsync(data: directory);
        await service.GetAsync("/");
        var start = (DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds;
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = Resident();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        double[] measured = [start, before, Resident(), GC.GetTotalMemory(false) / (double)(1 << 20)];
        Console.WriteLine(string.Join(' ', measured.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / (double)(1 << 20);
    }

    private static async Task<double[]> MeasureAsync(string directory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add("hold");
        start.ArgumentList.Add(directory);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        // What the service logs stands on the same output.
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last(text => char.IsAsciiDigit(text[0]) && !text.Contains(':'));
        return [.. line.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
    }

    /// <summary>Declarations as the service leaves them: each with its audit entry, and on the market.</summary>
    private static async Task FillAsync(string directory, int size)
    {
        await using var account = await SqliteStorageAccount.OpenAsync(directory, TimeProvider.System);
        var (states, market) = (account.Table("states"), account.Table("market"));
        await states.CreateIfNotExistsAsync();
        await market.CreateIfNotExistsAsync();
        var input = SampleMarket.Of(size * 7 / 10, size * 3 / 10);
        await DeclareAsync(states, input.Needs, need => need.State, need => MarketTable.Needs.RowKey(need.Id), "need.declared");
        await DeclareAsync(states, input.Capacities, capacity => capacity.Partner, capacity => MarketTable.Capacities.RowKey(capacity.Id), "capacity.declared");
        await PublishAsync(market, input.Needs, need => need.Declaration.Pillar, need => MarketTable.Needs.RowKey(need.Id), MarketTable.Needs.Slim);
        await PublishAsync(market, input.Capacities, c => c.Declaration.Pillars[0], c => MarketTable.Capacities.RowKey(c.Id), MarketTable.Capacities.Slim);
    }

    private static async Task DeclareAsync<T>(StorageTable states, IEnumerable<T> values, Func<T, ParticipantId> owner, Func<T, string> key, string action)
    {
        foreach (var group in values.GroupBy(owner))
        {
            foreach (var chunk in group.Chunk(50))
            {
                var commit = new Commit(group.Key.Value, Actor, DateTimeOffset.UtcNow);
                foreach (var value in chunk)
                {
                    commit.Add(key(value), value).Audit(action, key(value), version: 1);
                }

                await states.SubmitAsync(commit.Changes);
            }
        }
    }

    private static async Task PublishAsync<T>(StorageTable market, IEnumerable<T> values, Func<T, Pillar> pillar, Func<T, string> key, Func<T, T> slim)
    {
        foreach (var group in values.GroupBy(pillar))
        {
            foreach (var chunk in group.Chunk(100))
            {
                await market.SubmitAsync(
                    [.. chunk.Select(value => RowChange.Add(Documents.ToRow(Json.Code(group.Key), key(value), slim(value))))]);
            }
        }
    }
}
