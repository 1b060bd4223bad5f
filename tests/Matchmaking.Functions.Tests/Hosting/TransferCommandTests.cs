using Matchmaking.Storage;
using Matchmaking.Storage.Sqlite;

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
    public async Task A_store_with_half_an_import_is_not_served_until_it_is_imported_again()
    {
        var (data, file) = (Places.NewFolder(), Path.Combine(Places.NewFolder(), "all.jsonl"));
        await using (var service = await InProcessService.StartAsync(Places.NewFolder()))
        {
            var store = await service.StoreAsync();
            await store.States.SubmitAsync([RowChange.Add(new Row("SDN", "need|1", "{}"u8.ToArray()))]);
            await using var export = File.Create(file);
            await StorageTransfer.ExportAsync(store.Account, store.TableNames, store.QueueNames, export);
        }

        // The file is whole, and the import is given up once its first rows are there.
        await using (var account = await SqliteStorageAccount.OpenAsync(data, TimeProvider.System))
        {
            using var giveUp = new CancellationTokenSource();
            await using var whole = File.OpenRead(file);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                StorageTransfer.ImportAsync(account, whole, TimeProvider.System, new GivesUp(giveUp), giveUp.Token));
        }

        var served = await ServiceProcess.RunAsync(["--data", data, "--urls", $"http://127.0.0.1:{ServiceProcess.FreePort()}"]);
        var imported = await ServiceProcess.RunAsync(["import", file, "--data", data]);

        Assert.Equal(1, served.ExitCode);
        Assert.Contains("did not end", Assert.Single(served.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True(imported.ExitCode == 0, imported.Errors);
        await using var again = await InProcessService.StartAsync(data);
        Assert.NotNull(await (await again.StoreAsync()).States.GetAsync("SDN", "need|1"));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_told_in_a_sentence()
    {
        var (code, _, errors) = await ServiceProcess.RunAsync(["import", "/no/such/file", "--data", Places.NewFolder()]);

        Assert.Equal(1, code);
        Assert.Equal("There is no file /no/such/file.", errors.Trim());
    }

    private sealed class GivesUp(CancellationTokenSource source) : IProgress<StorageTransferProgress>
    {
        public void Report(StorageTransferProgress value) => source.Cancel();
    }
}
