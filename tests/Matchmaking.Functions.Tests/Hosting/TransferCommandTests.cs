using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class TransferCommandTests
{
    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere()
    {
        var (from, to, file) = (Places.NewFolder(), Places.NewFolder(), Path.Combine(Places.NewFolder(), "all.jsonl"));
        await using (var service = await InProcessService.StartAsync(from))
        {
            var store = await service.StoreAsync();
            await store.States.SubmitAsync([RowChange.Add(new Row("SDN", "need|1", """{"title":"Déminage"}"""u8.ToArray()))]);
            await store.PoisonQueue("declared").SendAsync("texte");
        }

        var exported = await ServiceProcess.RunAsync(["export", file, "--data", from]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        Assert.Contains("1 rows, 1 messages", exported.Output, StringComparison.Ordinal);
        var imported = await ServiceProcess.RunAsync(["import", file, "--data", to]);
        Assert.True(imported.ExitCode == 0, imported.Errors);

        await using var elsewhere = await InProcessService.StartAsync(to);
        var copy = await elsewhere.StoreAsync();
        Assert.Equal("""{"title":"Déminage"}"""u8.ToArray(), (await copy.States.GetAsync("SDN", "need|1"))?.Content);
        Assert.Equal("texte", Assert.Single(await copy.PoisonQueue("declared").PeekAsync(1)).MessageText);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_told_in_a_sentence()
    {
        var (code, _, errors) = await ServiceProcess.RunAsync(["import", "/no/such/file", "--data", Places.NewFolder()]);

        Assert.Equal(1, code);
        Assert.Equal("There is no file /no/such/file.", errors.Trim());
    }
}
