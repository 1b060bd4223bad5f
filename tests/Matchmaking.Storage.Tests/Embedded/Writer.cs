using System.Globalization;
using Matchmaking.Storage.Embedded;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Embedded;

/// <summary>
/// A program that writes as fast as it can from several tasks and says on its output what was acknowledged, until it is killed or
/// its disk is full.
/// </summary>
internal static class Writer
{
    internal const string Argument = "write-until-killed";
    internal const int Tasks = 8;

    /// <summary>How many rows transaction number <paramref name="number"/> writes beside its head row.</summary>
    internal static int Rows(int number) => 1 + (number % 4);

    internal static string Key(int number, int row) => string.Create(CultureInfo.InvariantCulture, $"{number:000000}|{row}");

    internal static async Task<int> RunAsync(string directory, long compactionFloor)
    {
        await using var account = await EmbeddedStorageAccount.OpenAsync(directory, TimeProvider.System, compactionFloor);
        var table = account.Table("rows");
        var queue = account.Queue("sent");
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        Say("open");
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => WriteAsync(task, table, queue))));
            return 0;
        }
        catch (StorageUnavailableException e)
        {
            Say("failed " + e.Message);
            await RefuseAsync(account, table);
            return 3;
        }
    }

    private static async Task WriteAsync(int task, StorageTable table, StorageQueue queue)
    {
        var partition = task.ToString(CultureInfo.InvariantCulture);
        var head = await table.GetAsync(partition, "head");
        for (var number = (int)(head?.Values["Number"] ?? 0) + 1; ; number++)
        {
            RowChange[] actions =
            [
                Upsert(new Row(partition, "head") { Values = { ["Number"] = number, ["Filler"] = new byte[1000] } }),
                .. Enumerable.Range(0, Rows(number)).Select(row => Add(new Row(partition, Key(number, row)))),
            ];
            if (await table.SubmitAsync(actions) is not TransactionResult.Committed)
                throw new InvalidOperationException("Nobody else writes here.");

            Say($"row {partition} {number}");
            await queue.SendAsync($"{partition} {number}");
            Say($"sent {partition} {number}");
            if (number % 3 == 0 && (await queue.ReceiveAsync(1, TimeSpan.FromHours(1))).SingleOrDefault() is { } message)
            {
                Say($"deleting {message.MessageText}");
                if (await queue.DeleteAsync(message))
                    Say($"deleted {message.MessageText}");
            }
        }
    }

    // After the disk failed: later writes are refused as well, reads go on, and what failed is not to be seen.
    private static async Task RefuseAsync(StorageAccount account, StorageTable table)
    {
        try
        {
            await table.SubmitAsync([Add(new Row("late", "late"))]);
        }
        catch (StorageUnavailableException)
        {
            Say("refused");
        }

        try
        {
            await account.CheckAsync();
        }
        catch (StorageUnavailableException)
        {
            Say("unhealthy");
        }

        for (var task = 0; task < Tasks; task++)
        {
            var partition = task.ToString(CultureInfo.InvariantCulture);
            if (await table.GetAsync(partition, "head") is { } head)
                Say($"seen {partition} {head.Values["Number"]}");
        }
    }

    private static void Say(string what) => Console.Out.WriteLine(what);
}
