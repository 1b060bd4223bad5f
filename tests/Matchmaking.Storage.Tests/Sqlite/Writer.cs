using System.Globalization;
using Matchmaking.Storage.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>A program that writes as fast as it can from several tasks and says on its output what was acknowledged, until it is killed.</summary>
internal static class Writer
{
    internal const string Argument = "write-until-killed";
    internal const int Tasks = 8;

    private static readonly string Filler = new('x', 1000);

    /// <summary>How many rows transaction number <paramref name="number"/> writes beside its head row.</summary>
    internal static int Rows(int number) => 1 + (number % 4);

    internal static string Key(int number, int row) => string.Create(CultureInfo.InvariantCulture, $"{number:000000}|{row}");

    internal static async Task<int> RunAsync(string directory)
    {
        await using var account = await SqliteStorageAccount.OpenAsync(directory, TimeProvider.System);
        await StoreFixture.CreateAsync(account);
        Say("open");
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => WriteAsync(task, account))));
        return 0;
    }

    private static async Task WriteAsync(int task, SqliteStorageAccount account)
    {
        var (table, queue) = (account.Table("rows"), account.Queue("work"));
        var partition = task.ToString(CultureInfo.InvariantCulture);
        var number = await table.GetAsync(partition, "head") is { } head ? StoreFixture.Number(head) : 0;
        while (true)
        {
            number++;
            RowChange[] changes =
            [
                Upsert(StoreFixture.Row("head", number, partition)),
                .. Enumerable.Range(0, Rows(number)).Select(row => Add(StoreFixture.Row(Key(number, row), Filler, partition))),
            ];
            await UntilThereIsSpaceAsync(async () =>
                Assert.True(await table.SubmitAsync(changes) is TransactionResult.Committed, "Nobody else writes here."));
            Say($"row {partition} {number}");
            await UntilThereIsSpaceAsync(() => queue.SendAsync($"{partition} {number}"));
            Say($"sent {partition} {number}");
            if (number % 3 == 0)
                await UntilThereIsSpaceAsync(() => TakeAsync(queue));
        }
    }

    private static async Task TakeAsync(StorageQueue queue)
    {
        if ((await queue.ReceiveAsync(1, TimeSpan.FromHours(1))).SingleOrDefault() is not { } message)
            return;

        Say($"deleting {message.MessageText}");
        if (await queue.DeleteAsync(message))
            Say($"deleted {message.MessageText}");
    }

    // A write that failed is known not to have happened: trying it again must not find it there.
    private static async Task UntilThereIsSpaceAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (StorageUnavailableException e)
            {
                Say("failed " + e.Message);
            }
        }
    }

    private static void Say(string what) => Console.Out.WriteLine(what);
}
