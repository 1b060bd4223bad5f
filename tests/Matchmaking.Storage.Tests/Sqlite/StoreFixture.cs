using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>What the tests of the SQLite engine's files share.</summary>
internal static class StoreFixture
{
    internal static Task<SqliteStorageAccount> OpenAsync(this TempDirectory directory, TimeProvider? time = null) =>
        SqliteStorageAccount.OpenAsync(directory.Path, time ?? new ManualTime());

    internal static string File(this TempDirectory directory, string suffix = "db") => Path.Combine(directory.Path, "store." + suffix);

    internal static Row Row(string key, object value, string partition = "p") => new(partition, key, JsonSerializer.SerializeToUtf8Bytes(value));

    internal static int Number(Row row) => JsonSerializer.Deserialize<int>(row.Content);

    internal static async Task CreateAsync(StorageAccount account)
    {
        await account.Table("rows").CreateIfNotExistsAsync();
        await account.Queue("work").CreateIfNotExistsAsync();
    }

    /// <summary>Everything there is, rows with their ETags and messages with their state, in a form that compares.</summary>
    internal static async Task<List<string>> DumpAsync(StorageAccount account)
    {
        var dump = new List<string>();
        await foreach (var row in account.Table("rows").ScanAsync())
            dump.Add($"{row.PartitionKey}/{row.RowKey} {row.ETag} {Encoding.UTF8.GetString(row.Content)}");

        await foreach (var message in account.Queue("work").ReadAllAsync(TimeSpan.Zero, default))
            dump.Add($"{message.MessageId} {message.MessageText} {message.DequeueCount} {message.InsertedOn:O} {message.NextVisibleOn:O}");

        return dump;
    }

    /// <summary>What a kill at this moment would leave. By another process: to close a file here would end SQLite's locks on it.</summary>
    internal static async Task<TempDirectory> ImageAsync(this TempDirectory directory)
    {
        var image = new TempDirectory();
        using var copy = Process.Start("cp", ["-a", directory.Path + "/.", image.Path]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
        return image;
    }

    /// <summary>The files that are not empty, and a hash of each; without the index of the log, which is no part of what is stored.</summary>
    internal static List<string> Files(this TempDirectory directory) =>
    [
        .. Directory.EnumerateFiles(directory.Path)
            .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
            .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A sentence for an operator, not what a program prints of itself.</summary>
    internal static void RequireSentence(Exception error)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.True(error is StorageCorruptedException or StorageUnavailableException or StorageInUseException, error.ToString());
    }
}
