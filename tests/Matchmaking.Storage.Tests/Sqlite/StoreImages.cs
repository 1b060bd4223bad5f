using Matchmaking.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>One store at two moments, as kills would leave it, and another one: made once, copied by each test.</summary>
public sealed class StoreImages : IAsyncLifetime
{
    internal TempDirectory Old { get; private set; } = null!;

    internal TempDirectory Newest { get; private set; } = null!;

    internal TempDirectory Other { get; private set; } = null!;

    /// <summary>What the newest holds.</summary>
    internal List<string> Contents { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using var directory = new TempDirectory();
        await using (var account = await directory.OpenAsync())
        {
            await FillAsync(account, from: 0);
            BringIntoDatabase(directory);
            await FillAsync(account, from: 1000);
            Old = await directory.ImageAsync();
            await FillAsync(account, from: 2000);
            Newest = await directory.ImageAsync();
            Contents = await StoreFixture.DumpAsync(account);
        }

        using var another = new TempDirectory();
        await using (var account = await another.OpenAsync())
        {
            await FillAsync(account, from: 0);
            BringIntoDatabase(another);
            await FillAsync(account, from: 5000);
            Other = await another.ImageAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var image in (TempDirectory[])[Old, Newest, Other])
            image.Dispose();

        return ValueTask.CompletedTask;
    }

    /// <summary>Sixty rows in three partitions, twenty messages, two of them received.</summary>
    internal static async Task FillAsync(SqliteStorageAccount account, int from)
    {
        await StoreFixture.CreateAsync(account);
        for (var i = from; i < from + 60; i += 3)
        {
            var partition = $"p{i / 3 % 3}";
            await account.Table("rows").SubmitAsync(
                [.. Enumerable.Range(i, 3).Select(n => Add(StoreFixture.Row($"row|{n}", new string('x', 37 * (n % 50)), partition))), Upsert(StoreFixture.Row("counter", i, partition))]);
            await account.Queue("work").SendAsync($"message {i}");
        }

        await account.Queue("work").ReceiveAsync(2, TimeSpan.FromMinutes(5));
    }

    // What follows is then only in the log.
    private static void BringIntoDatabase(TempDirectory directory)
    {
        using var beside = new Database(directory.File(), SqliteOpenMode.ReadWrite);
        beside.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
