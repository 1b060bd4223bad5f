using System.Text.Json;
using Matchmaking.Functions.Tests.Durability;

namespace Matchmaking.Functions.Tests.Walk;

/// <summary>From a laptop to Azure: what was exported from the store on its disk and imported into Azure Storage is the same to every reader.</summary>
public sealed class MoveTests
{
    [Fact]
    public async Task Exported_from_the_embedded_store_and_imported_into_Azure_the_lists_are_the_same_and_the_keys_work()
    {
        var (laptop, azure) = (await Home.NewAsync("embedded"), await Home.NewAsync("package"));
        IReadOnlyDictionary<string, string> keys;
        string before;
        await using (var demo = await DemoService.StartAsync(laptop))
        {
            await demo.ApproveAsync("SEN");
            await Stock.WhenQuietAsync(laptop, seconds: 60);
            keys = demo.Keys;
            before = await ListsAsync(demo.Process.Http, keys);
            Assert.Equal(0, await demo.Process.StopAsync());
        }

        var file = Path.Combine(Places.NewFolder(), "all.jsonl");
        var exported = await laptop.RunAsync("export", file);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var imported = await azure.RunAsync("import", file);
        Assert.True(imported.ExitCode == 0, imported.Errors);

        await using var service = await azure.StartAsync();
        Assert.Equal(before, await ListsAsync(service.Http, keys));
    }

    private static async Task<string> ListsAsync(HttpClient http, IReadOnlyDictionary<string, string> keys)
    {
        List<string> lists = [];
        foreach (var (key, path) in (IEnumerable<(string, string)>)
            [
                ("COMMITTEE", "api/needs"), ("SDN", "api/needs"), ("COMMITTEE", "api/capacities"), ("COMMITTEE", "api/proposals"), ("SEN", "api/proposals/SEN"),
                ("SEN", "api/audit/SEN"), ("SECRETARIAT", "api/contacts/SEN"), ("SECRETARIAT", "api/contacts/committee"), ("SECRETARIAT", "api/participants/organisations"),
            ])
        {
            for (string? cursor = ""; cursor is not null;)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, cursor.Length == 0 ? path : $"{path}?cursor={Uri.EscapeDataString(cursor)}");
                request.Headers.Authorization = new("Bearer", keys[key]);
                using var answer = await http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.IsSuccessStatusCode, $"{path} for {key}: {text}");
                lists.Add(text);
                cursor = JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Object } page && page.TryGetProperty("next", out var next) ? next.GetString() : null;
            }
        }

        Assert.True(lists.Count > 9, "At least one list is longer than a page.");
        return string.Join('\n', lists);
    }
}
