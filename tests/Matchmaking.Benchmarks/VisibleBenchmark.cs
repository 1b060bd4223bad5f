using System.Diagnostics;
using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;
using Matchmaking.Testing;

namespace Matchmaking.Benchmarks;

/// <summary>From the acknowledgement of a need to its proposal in the committee's list, beside the bare storage calls of the same path.</summary>
internal static class VisibleBenchmark
{
    public static async Task RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 8;
        Report.Title($"visible: from acknowledgement to visible proposal, {rounds} rounds, medians");
        List<(IReadOnlyList<string> Row, PathParts Parts)> rows = [await RowAsync("SQLite", null, rounds)];
        if (options.Azurite)
        {
            rows.Add(await RowAsync("Azurite", await Azurite.NewAccountAsync(), rounds));
        }

        Report.Table(["storage", "acknowledged to visible", "its storage calls alone", "calls", "ratio"], rows.Select(row => row.Row));
        Report.Table(
            ["of it, ms", "storage calls", "from a message to its receipt", "the service between calls", "until the client looks again"],
            rows.Select(row => (IReadOnlyList<string>)[row.Row[0], .. row.Parts.Texts]));
    }

    /// <summary>The calls from the acknowledgement on, up to the transaction that writes the proposal.</summary>
    public static IReadOnlyList<StorageCall> UpToProposal(IReadOnlyList<StorageCall> calls)
    {
        var read = Last(calls, call => call is { Operation: "query", Name: "market" });
        var written = calls.Index().First(entry => entry.Index > read && entry.Item is { Operation: "submit", Name: "states" }).Index;
        // Looks into empty queues are no part of the path: one receipt for each of its two messages.
        var receives = 0;
        return [.. calls.Take(written + 1).Where(call => call.Operation != "receive" || ++receives <= 2)];
    }

    private static int Last(IReadOnlyList<StorageCall> calls, Func<StorageCall, bool> isIt) => calls.Index().Last(entry => isIt(entry.Item)).Index;

    private static async Task<(IReadOnlyList<string> Row, PathParts Parts)> RowAsync(string name, string? connectionString, int rounds)
    {
        using var recorder = new StorageRecorder();
        await using var service = await Service.StartAsync(connectionString: connectionString);
        var committee = await service.KeyAsync(Role.Committee, SampleMarket.Affected[^1].Id);
        var partner = SampleMarket.Affected[^2].Id;
        await service.PostAsync($"/api/capacities/{partner}", await service.KeyAsync(Role.FocalPoint, partner), Service.CapacityBody());
        await recorder.QuietAsync();

        var path = await PathAsync(service, recorder, SampleMarket.Affected[^3].Id);
        await using var bare = new BareStore(connectionString is null
            ? await SqliteStorageAccount.OpenAsync(Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName, TimeProvider.System)
            : AzureStorageAccount.FromConnectionString(connectionString));
        await bare.CreateAsync();

        using var trace = new PathTrace();
        List<double> visible = [], alone = [];
        List<PathParts> parts = [];
        for (var round = 0; round < rounds; round++)
        {
            // A round waits a while after the one before it; what is measured is a need that comes in a quiet hour.
            await Task.Delay(TimeSpan.FromSeconds(3));
            var (acknowledged, seen) = await VisibleAsync(service, SampleMarket.Affected[round].Id, committee);
            visible.Add((seen - acknowledged).TotalMilliseconds);
            await recorder.QuietAsync();
            parts.Add(trace.PartsOf(acknowledged, seen));
            var started = Stopwatch.GetTimestamp();
            foreach (var call in path)
            {
                await bare.ReplayAsync(call);
            }

            alone.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (
            [name, Report.Text(visible.Median(), "0.0") + " ms", Report.Text(alone.Median(), "0.0") + " ms", Report.Text(path.Count),
                Report.Text(visible.Median() / alone.Median(), "0.0")],
            PathParts.Median(parts));
    }

    private static async Task<IReadOnlyList<StorageCall>> PathAsync(Service service, StorageRecorder recorder, ParticipantId state)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        var key = await service.KeyAsync(Role.FocalPoint, state);
        await recorder.QuietAsync();
        await service.PostAsync($"/api/needs/{state}", key, Service.NeedBody(0));
        recorder.Clear();
        return UpToProposal(await recorder.QuietAsync());
    }

    private static async Task<(DateTime Acknowledged, DateTime Seen)> VisibleAsync(Service service, ParticipantId state, string committee)
    {
        await service.PostAsync($"/api/needs/{state}", await service.KeyAsync(Role.FocalPoint, state), Service.NeedBody(0));
        var acknowledged = DateTime.UtcNow;
        while (!(await service.GetAsync("/api/proposals", committee)).Contains($"\"state\":\"{state}\"", StringComparison.Ordinal))
        {
            if (DateTime.UtcNow - acknowledged > TimeSpan.FromMinutes(2))
            {
                throw new TimeoutException($"No proposal for {state} within two minutes.");
            }
        }

        return (acknowledged, DateTime.UtcNow);
    }
}
