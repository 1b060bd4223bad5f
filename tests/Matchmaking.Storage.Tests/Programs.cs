using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Storage.Tests;

/// <summary>Small programs that tests start as processes of their own. Each says in one line how it ended.</summary>
internal static class Programs
{
    internal const string Backup = "backup";
    internal const string Import = "import";
    internal const string Open = "open";
    internal const string AzureOnly = "azure-only";

    internal static Task<int> BackupAsync(string directory, string file) =>
        TellAsync(async () => $"{(await SqliteStorageAccount.BackupAsync(directory, file)).Rows} rows");

    /// <summary>Imports, telling how far it is; after so many lines it goes no further and waits to be killed.</summary>
    internal static Task<int> ImportAsync(string directory, string file, int lines) => TellAsync(async () =>
    {
        await using var account = await SqliteStorageAccount.OpenAsync(directory, TimeProvider.System);
        await using var export = File.OpenRead(file);
        var told = new Listener(progress =>
        {
            Console.WriteLine($"so far {progress.Name} {progress.Rows} {progress.Messages}");
            if (--lines == 0)
                Thread.Sleep(Timeout.Infinite);
        });
        await StorageTransfer.ImportAsync(account, export, TimeProvider.System, told);
        return "imported";
    });

    internal static Task<int> OpenAsync(string directory) => TellAsync(async () =>
    {
        await using var account = await SqliteStorageAccount.OpenAsync(directory, TimeProvider.System);
        return "opened";
    });

    // What the Azure engine alone brings into a process.
    internal static Task<int> AzureOnlyAsync() => TellAsync(async () =>
    {
        var account = AzureStorageAccount.FromConnectionString(
            "AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a", options => options.Retry.MaxRetries = 0);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Table("rows").SubmitAsync([RowChange.Add(new Row("p", "a", "{}"u8.ToArray()))]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Queue("work").SendAsync("hello"));
        return string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name));
    });

    private static async Task<int> TellAsync(Func<Task<string>> run)
    {
        try
        {
            Console.WriteLine(await run());
            return 0;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }

    internal sealed class Listener(Action<StorageTransferProgress> tell) : IProgress<StorageTransferProgress>
    {
        public void Report(StorageTransferProgress value) => tell(value);
    }
}
