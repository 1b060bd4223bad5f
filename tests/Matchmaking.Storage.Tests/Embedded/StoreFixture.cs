using Matchmaking.Storage.Embedded;

namespace Matchmaking.Storage.Tests.Embedded;

/// <summary>What the tests of the embedded engine's files share.</summary>
internal static class StoreFixture
{
    internal static Task<EmbeddedStorageAccount> OpenAsync(this TempDirectory directory, ManualTime? time = null, long floor = long.MaxValue) =>
        EmbeddedStorageAccount.OpenAsync(directory.Path, time ?? new ManualTime(), floor);

    internal static string Journal(this TempDirectory directory, int generation = 1) => Path.Combine(directory.Path, $"journal-{generation:00000000}");

    internal static Row Row(string key, object value) => new("p", key) { Values = { ["Value"] = value } };

    /// <summary>Everything there is, rows with their ETags and messages with their state, in a form that compares.</summary>
    internal static async Task<List<string>> DumpAsync(StorageAccount account, string table = "rows", string queue = "work")
    {
        var dump = new List<string>();
        await foreach (var row in account.Table(table).ScanAsync())
            dump.Add($"{row.PartitionKey}/{row.RowKey} {row.ETag} {string.Join(",", row.Values.Select(value => $"{value.Key}={value.Value}"))}");

        await foreach (var message in account.Queue(queue).ReadAllAsync(TimeSpan.Zero, default))
            dump.Add($"{message.MessageId} {message.MessageText} {message.DequeueCount} {message.InsertedOn:O} {message.NextVisibleOn:O}");

        return dump;
    }

    internal static async Task CreateAsync(StorageAccount account)
    {
        await account.Table("rows").CreateIfNotExistsAsync();
        await account.Queue("work").CreateIfNotExistsAsync();
    }
}
