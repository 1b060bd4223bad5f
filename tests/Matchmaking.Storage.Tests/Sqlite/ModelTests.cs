using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Storage.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>Any sequence of operations, with restarts and kills in between, leaves what a plain dictionary and list would hold.</summary>
public sealed class ModelTests
{
    /// <summary>One operation: what to do, and two small numbers that say to which row or message and with what.</summary>
    private sealed record Operation(string Kind, int Which, int With);

    private static readonly Arbitrary<List<Operation>> Operations = (
            from kind in Gen.Elements("add", "upsert", "replace", "stale", "delete", "transaction", "half", "send", "delay", "receive", "take", "wait", "reopen", "kill")
            from which in Gen.Choose(0, 9)
            from with in Gen.Choose(0, 300)
            select new Operation(kind, which, with))
        .ListOf()
        .Select(list => list.ToList())
        .ToArbitrary();

    [Fact]
    public void Any_operations_with_restarts_and_kills_leave_what_a_model_holds() =>
        Prop.ForAll(Operations, operations => RunAsync(operations).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static async Task RunAsync(List<Operation> operations)
    {
        var directory = new TempDirectory();
        var time = new ManualTime();
        var model = new Model();
        var account = await directory.OpenAsync(time);
        await StoreFixture.CreateAsync(account);
        foreach (var operation in operations.Append(new Operation("kill", 0, 0)).Append(new Operation("reopen", 0, 0)))
        {
            if (operation.Kind is "reopen" or "kill")
            {
                // Going on with what a kill would have left is going on after a kill.
                var image = operation.Kind == "kill" ? await directory.ImageAsync() : null;
                await account.DisposeAsync();
                if (image is not null)
                {
                    directory.Dispose();
                    directory = image;
                }

                account = await directory.OpenAsync(time);
                model.Show(time.GetUtcNow());
                await model.RequireSameAsync(account, time);
            }
            else
            {
                await ApplyAsync(account, time, model, operation);
            }
        }

        await account.DisposeAsync();
        directory.Dispose();
    }

    private static async Task ApplyAsync(SqliteStorageAccount account, ManualTime time, Model model, Operation operation)
    {
        var table = account.Table("rows");
        var queue = account.Queue("work");
        var key = $"{operation.Which}";
        var there = model.Rows.TryGetValue(key, out var old);
        var row = StoreFixture.Row(key, new string('v', operation.With));
        var other = StoreFixture.Row($"{(operation.Which + 1) % 10}", "t");
        switch (operation.Kind)
        {
            case "add":
                await RequireAsync(Add(row), committed: !there);
                break;
            case "upsert":
                await RequireAsync(Upsert(row), committed: true);
                break;
            case "replace":
                await RequireAsync(Replace(row, old.ETag ?? "0"), committed: there);
                break;
            case "stale":
                await RequireAsync(Replace(row, "0"), committed: false);
                break;
            case "delete":
                await RequireAsync(Delete("p", key, "*"), committed: there);
                break;
            case "half":
                Assert.Equal(1, Assert.IsType<TransactionResult.Conflicted>(await table.SubmitAsync([Upsert(other), Replace(row, "0")])).FailedIndex);
                break;
            case "transaction":
                var result = await table.SubmitAsync([Upsert(other), there ? Delete("p", key, old.ETag!) : Add(row)]);
                var etags = Assert.IsType<TransactionResult.Committed>(result).ETags;
                model.Rows[other.RowKey] = ("t", etags[0]!);
                if (there)
                    model.Rows.Remove(key);
                else
                    model.Rows[key] = (new string('v', operation.With), etags[1]!);
                break;
            case "send" or "delay":
                var delay = TimeSpan.FromSeconds(operation.Kind == "delay" ? operation.With : 0);
                await queue.SendAsync($"{model.Sent}", delay);
                model.Messages.Add($"{model.Sent++}", (time.GetUtcNow() + delay, 0));
                break;
            case "receive" or "take":
                foreach (var message in await queue.ReceiveAsync(1 + (operation.Which % 3), TimeSpan.FromSeconds(1 + operation.With)))
                {
                    Assert.True(model.Messages[message.MessageText].Visible <= time.GetUtcNow());
                    model.Messages[message.MessageText] = (message.NextVisibleOn, model.Messages[message.MessageText].Count + 1);
                    if (operation.Kind == "take")
                    {
                        Assert.True(await queue.DeleteAsync(message));
                        model.Messages.Remove(message.MessageText);
                    }
                }

                break;
            case "wait":
                time.Advance(TimeSpan.FromSeconds(operation.With));
                break;
        }

        async Task RequireAsync(RowChange change, bool committed)
        {
            var result = await table.SubmitAsync([change]);
            Assert.Equal(committed, result is TransactionResult.Committed);
            if (result is TransactionResult.Committed { ETags: [var etag] } && etag is not null)
                model.Rows[key] = (new string('v', operation.With), etag);
            else if (committed)
                model.Rows.Remove(key);
        }
    }

    private sealed class Model
    {
        internal SortedDictionary<string, (string Value, string ETag)> Rows { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, (DateTimeOffset Visible, long Count)> Messages { get; } = [];

        internal int Sent { get; set; }

        // A store that is opened shows what had been received.
        internal void Show(DateTimeOffset now)
        {
            foreach (var (text, (visible, count)) in Messages.ToList())
                Messages[text] = (count > 0 && visible > now ? now : visible, count);
        }

        internal async Task RequireSameAsync(SqliteStorageAccount account, ManualTime time)
        {
            var rows = await account.Table("rows").QueryAsync("p").ToListAsync();
            Assert.Equal(Rows.Select(row => (row.Key, $"\"{row.Value.Value}\"", row.Value.ETag)), rows.Select(row => (row.RowKey, System.Text.Encoding.UTF8.GetString(row.Content), row.ETag!)));

            var messages = await account.Queue("work").ReadAllAsync(TimeSpan.Zero, default).ToListAsync();
            Assert.Equal(
                Messages.Select(message => (message.Key, message.Value.Visible, message.Value.Count)).Order(),
                messages.Select(message => (message.MessageText, message.NextVisibleOn, message.DequeueCount)).Order());
            Assert.Equal(
                Math.Min(32, Messages.Count(message => message.Value.Visible <= time.GetUtcNow())),
                (await account.Queue("work").PeekAsync(32)).Count);
        }
    }
}
