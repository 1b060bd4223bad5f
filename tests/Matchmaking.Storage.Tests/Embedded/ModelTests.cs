using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Storage.Embedded;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Embedded;

/// <summary>Any sequence of operations, with restarts and compactions in between, leaves what a plain dictionary and list would hold.</summary>
public sealed class ModelTests
{
    /// <summary>One operation: what to do, and two small numbers that say to which row or message and with what.</summary>
    private sealed record Operation(string Kind, int Which, int With);

    private static readonly Arbitrary<List<Operation>> Operations = (
            from kind in Gen.Elements("add", "upsert", "replace", "stale", "delete", "transaction", "send", "delay", "receive", "take", "wait", "reopen")
            from which in Gen.Choose(0, 9)
            from with in Gen.Choose(0, 300)
            select new Operation(kind, which, with))
        .ListOf()
        .Select(list => list.ToList())
        .ToArbitrary();

    [Fact]
    public void Any_operations_with_restarts_and_compactions_leave_what_a_model_holds() =>
        Prop.ForAll(Operations, operations => RunAsync(operations).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task RunAsync(List<Operation> operations)
    {
        using var directory = new TempDirectory();
        var time = new ManualTime();
        var model = new Model();
        var account = await directory.OpenAsync(time, floor: 300);
        try
        {
            await StoreFixture.CreateAsync(account);
            foreach (var operation in operations)
            {
                if (operation.Kind == "reopen")
                {
                    await account.DisposeAsync();
                    account = await directory.OpenAsync(time, floor: 300);
                }
                else
                {
                    await ApplyAsync(account, time, model, operation);
                }
            }

            await model.RequireSameAsync(account, time);
            await account.DisposeAsync();
            account = await directory.OpenAsync(time, floor: 300);
            await model.RequireSameAsync(account, time);
        }
        finally
        {
            await account.DisposeAsync();
        }
    }

    private static async Task ApplyAsync(EmbeddedStorageAccount account, ManualTime time, Model model, Operation operation)
    {
        var table = account.Table("rows");
        var queue = account.Queue("work");
        var key = $"{operation.Which}";
        var there = model.Rows.TryGetValue(key, out var old);
        var row = StoreFixture.Row(key, new string('v', operation.With));
        switch (operation.Kind)
        {
            case "add":
                await RequireAsync(Add(row), committed: !there);
                break;
            case "upsert":
                await RequireAsync(Upsert(row), committed: true);
                break;
            case "replace":
                await RequireAsync(Replace(row, old.ETag ?? "W/\"0\""), committed: there);
                break;
            case "stale":
                await RequireAsync(Replace(row, "W/\"0\""), committed: false);
                break;
            case "delete":
                await RequireAsync(Delete("p", key, "*"), committed: there);
                break;
            case "transaction":
                var other = StoreFixture.Row($"{(operation.Which + 1) % 10}", "t");
                var result = await table.SubmitAsync([Upsert(other), there ? Delete("p", key, old.ETag!) : Add(row)]);
                var etags = Assert.IsType<TransactionResult.Committed>(result).ETags;
                model.Rows[other.RowKey] = ("t", etags[0]!);
                if (there)
                    model.Rows.Remove(key);
                else
                    model.Rows[key] = ((string)row.Values["Value"], etags[1]!);
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

        async Task RequireAsync(RowChange action, bool committed)
        {
            var result = await table.SubmitAsync([action]);
            Assert.Equal(committed, result is TransactionResult.Committed);
            if (result is TransactionResult.Committed { ETags: [var etag] } && etag is not null)
                model.Rows[key] = ((string)row.Values["Value"], etag);
            else if (committed)
                model.Rows.Remove(key);
        }
    }

    private sealed class Model
    {
        internal SortedDictionary<string, (string Value, string ETag)> Rows { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, (DateTimeOffset Visible, long Count)> Messages { get; } = [];

        internal int Sent { get; set; }

        internal async Task RequireSameAsync(EmbeddedStorageAccount account, ManualTime time)
        {
            var rows = await account.Table("rows").QueryAsync("p").ToListAsync();
            Assert.Equal(Rows.Select(row => (row.Key, row.Value.Value, row.Value.ETag)), rows.Select(row => (row.RowKey, (string)row.Values["Value"], row.ETag!)));

            var messages = await account.Queue("work").ReadAllAsync(TimeSpan.Zero, default).ToListAsync();
            Assert.Equal(
                Messages.Select(message => (message.Key, message.Value.Visible, message.Value.Count)).Order(),
                messages.Select(message => (message.MessageText, message.NextVisibleOn, message.DequeueCount)).Order());
            Assert.Equal(
                Messages.Count(message => message.Value.Visible <= time.GetUtcNow()),
                (await account.Queue("work").PeekAsync(32)).Count + Math.Max(0, Messages.Count(message => message.Value.Visible <= time.GetUtcNow()) - 32));
        }
    }
}
