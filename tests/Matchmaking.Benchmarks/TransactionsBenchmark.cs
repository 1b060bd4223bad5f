namespace Matchmaking.Benchmarks;

/// <summary>Storage transactions of one declaration and of one round, by operation. Counts, not times: the same on every machine.</summary>
internal static class TransactionsBenchmark
{
    public static async Task RunAsync(Options options)
    {
        Report.Title("transactions: calls to storage");
        using var recorder = new StorageRecorder();
        IReadOnlyList<StorageCall> declaring;
        await using (var still = await Service.StartAsync(works: false))
        {
            var state = SampleMarket.Affected[0].Id;
            var key = await still.KeyAsync(Role.FocalPoint, state);
            await recorder.QuietAsync();
            recorder.Clear();
            await still.PostAsync($"/api/needs/{state}", key, Service.NeedBody(0), "once");
            declaring = await recorder.QuietAsync();
        }

        List<(string Step, IReadOnlyList<StorageCall> Calls)> steps = [("a declaration with an idempotency key, until acknowledged and told", declaring)];
        await using var service = await Service.StartAsync();
        var partner = SampleMarket.Affected[^2].Id;
        await service.PostAsync($"/api/capacities/{partner}", await service.KeyAsync(Role.FocalPoint, partner), Service.CapacityBody());
        await recorder.QuietAsync();
        foreach (var states in new[] { 1, 10 })
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            var keys = await Task.WhenAll(SampleMarket.Affected.Skip(states).Take(states).Select(async s => (s.Id, Key: await service.KeyAsync(Role.FocalPoint, s.Id))));
            await recorder.QuietAsync();
            recorder.Clear();
            await Task.WhenAll(keys.Select(sender => service.PostAsync($"/api/needs/{sender.Id}", sender.Key, Service.NeedBody(0))));
            await recorder.QuietAsync();
            await Task.Delay(TimeSpan.FromSeconds(5));
            steps.Add(($"{states} declared at once: all, from the requests to proposals written and notices handled", await recorder.QuietAsync()));
        }

        string[] operations = ["get", "query", "submit", "send", "update", "delete"];
        Report.Table(
            ["what", .. operations, "all", "besides: receive"],
            steps.Select(step => (IReadOnlyList<string>)
            [
                step.Step,
                .. operations.Select(operation => Report.Text(step.Calls.Count(call => call.Operation == operation))),
                Report.Text(step.Calls.Count(call => call.Operation != "receive")),
                Report.Text(step.Calls.Count(call => call.Operation == "receive")),
            ]));
    }
}
