using System.Text;
using System.Text.Json;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public sealed class SqliteTables() : TableConformance("sqlite");

public sealed class AzureTables() : TableConformance("azure");

/// <summary>What both engines promise of tables.</summary>
public abstract partial class TableConformance(string engineName) : IAsyncLifetime
{
    private Engine _engine = null!;

    private StorageTable Table { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await Engine.OpenAsync(engineName);
        Table = _engine.Account.Table("rows");
        await Table.CreateIfNotExistsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _engine.DisposeAsync();
    }

    public static Row Row(string key, object? value = null, string partition = "p") =>
        new(partition, key, JsonSerializer.SerializeToUtf8Bytes(value ?? key));

    private static string Text(Row row) => Encoding.UTF8.GetString(row.Content);

    private async Task<string> TextAsync(string key, string partition = "p") => Text(await ReadAsync(key, partition));

    private async Task<Row> ReadAsync(string key, string partition = "p") =>
        await Table.GetAsync(partition, key) ?? throw new InvalidOperationException($"There is no row '{key}'.");

    private async Task<string> CommitAsync(RowChange action) =>
        Assert.IsType<TransactionResult.Committed>(await Table.SubmitAsync([action])).ETags[0]!;

    private async Task<List<string>> KeysAsync(string? from = null, string? to = null, string partition = "p") =>
        await Table.QueryAsync(partition, from, to).Select(row => row.RowKey).ToListAsync();

    [Theory]
    [InlineData("{}")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("{\"title\":\"na\u00efve \u2014 \u5730\u96f7 \ud83d\udd4a \\\" \\\\ / \\u0001 \u2028 \uFFFD\",\"n\":1.50,\"a\":[true,null,{}]}")]
    [InlineData(" { \"blanks\" : 1 } ")]
    public async Task Content_comes_back_byte_for_byte(string json)
    {
        var content = Encoding.UTF8.GetBytes(json);
        await CommitAsync(Add(new Row("p", "alone", content)));
        await Table.SubmitAsync([Add(new Row("p", "with", content)), Add(Row("other"))]);

        foreach (var key in (string[])["alone", "with"])
        {
            var read = await ReadAsync(key);
            Assert.Equal(("p", key, json), (read.PartitionKey, read.RowKey, Text(read)));
            Assert.NotNull(read.ETag);
        }

        Assert.Equal(content, (await Table.QueryAsync("p", "with").FirstAsync()).Content);
    }

    [Theory]
    [InlineData(32_768)]
    [InlineData(32_769)]
    [InlineData(65_536)]
    [InlineData(100_001)]
    public async Task Content_of_any_length_comes_back_wherever_it_is_cut(int length)
    {
        // Characters of one to four bytes, so that cuts fall on each.
        var text = string.Concat(Enumerable.Repeat("xé地\U0001F54A", length / 5 + 1));
        foreach (var filler in (string[])["", "x", "xx", "xxx"])
        {
            await CommitAsync(Upsert(Row("long", filler + text)));
            Assert.Equal(filler + text, JsonSerializer.Deserialize<string>((await ReadAsync("long")).Content));
        }
    }

    [Fact]
    public async Task Content_in_plain_letters_that_is_cut_comes_back()
    {
        var json = Encoding.UTF8.GetBytes($"\"{string.Concat(Enumerable.Repeat("xé地\U0001F54A", 50_000))}\"");
        await CommitAsync(Add(new Row("p", "long", json)));

        Assert.Equal(json, (await ReadAsync("long")).Content);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_null() => Assert.Null(await Table.GetAsync("p", "nobody"));

    [Fact]
    public async Task Creating_a_table_again_leaves_its_rows()
    {
        await CommitAsync(Add(Row("a")));
        await Table.CreateIfNotExistsAsync();

        Assert.Equal(["a"], await KeysAsync());
    }

    [Fact]
    public async Task A_tables_name_is_the_same_in_any_case()
    {
        await CommitAsync(Add(Row("a")));
        var shouted = _engine.Account.Table("ROWS");
        await shouted.CreateIfNotExistsAsync();

        Assert.NotNull(await shouted.GetAsync("p", "a"));
    }

    [Fact]
    public async Task A_table_that_was_never_created_is_an_error_that_names_it()
    {
        var missing = _engine.Account.Table("nowhere");

        var errors = new List<StorageNotFoundException>
        {
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.GetAsync("p", "a")),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.QueryPageAsync("p")),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.SubmitAsync([Add(Row("a"))])),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.SubmitAsync([Upsert(Row("a")), Upsert(Row("b"))])),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.SubmitAsync([Delete("p", "a", "*")])),
            await Assert.ThrowsAsync<StorageNotFoundException>(async () => await missing.ScanAsync().ToListAsync()),
        };

        Assert.All(errors, error => Assert.Contains("'nowhere'", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Adding_a_row_that_exists_is_a_conflict_and_changes_nothing()
    {
        await CommitAsync(Add(Row("a", "first")));

        Assert.Equal(
            new TransactionResult.Conflicted(0, RowConflict.AlreadyExists),
            await Table.SubmitAsync([Add(Row("a", "second"))]));
        Assert.Equal("\"first\"", await TextAsync("a"));
    }

    [Fact]
    public async Task An_upsert_adds_and_then_replaces_the_whole_row()
    {
        await CommitAsync(Upsert(Row("a", new string('o', 100_000))));
        await CommitAsync(Upsert(Row("a", "new")));

        Assert.Equal("\"new\"", await TextAsync("a"));
    }

    [Fact]
    public async Task A_committed_transaction_gives_the_etags_that_are_read_back()
    {
        await CommitAsync(Add(Row("gone")));
        var committed = Assert.IsType<TransactionResult.Committed>(
            await Table.SubmitAsync([Add(Row("a")), Delete("p", "gone", "*"), Upsert(Row("b"))]));

        Assert.Equal([(await ReadAsync("a")).ETag, null, (await ReadAsync("b")).ETag], committed.ETags);
        Assert.Equal(await CommitAsync(Upsert(Row("c"))), (await ReadAsync("c")).ETag);
    }

    [Fact]
    public async Task A_stale_etag_is_a_conflict()
    {
        var first = await CommitAsync(Add(Row("a", 1)));
        var second = await CommitAsync(Replace(Row("a", 2), first));
        Assert.NotEqual(first, second);

        var conflict = new TransactionResult.Conflicted(0, RowConflict.Changed);
        Assert.Equal(conflict, await Table.SubmitAsync([Replace(Row("a", 3), first)]));
        Assert.Equal(conflict, await Table.SubmitAsync([Delete("p", "a", first)]));
        Assert.Equal("2", await TextAsync("a"));

        await CommitAsync(Delete("p", "a", second));
        Assert.Null(await Table.GetAsync("p", "a"));
    }

    [Fact]
    public async Task A_row_added_again_does_not_get_its_old_etag_back()
    {
        var first = await CommitAsync(Add(Row("a")));
        await CommitAsync(Delete("p", "a", first));
        await CommitAsync(Add(Row("a")));

        Assert.Equal(
            new TransactionResult.Conflicted(0, RowConflict.Changed),
            await Table.SubmitAsync([Replace(Row("a"), first)]));
    }

    [Fact]
    public async Task A_star_replaces_and_deletes_whatever_is_there_but_not_nothing()
    {
        var missing = new TransactionResult.Conflicted(0, RowConflict.NotFound);
        Assert.Equal(missing, await Table.SubmitAsync([Replace(Row("a"), "*")]));
        Assert.Equal(missing, await Table.SubmitAsync([Delete("p", "a", "*")]));

        await CommitAsync(Add(Row("a", 1)));
        await CommitAsync(Replace(Row("a", 2), "*"));
        Assert.Equal("2", await TextAsync("a"));
        await CommitAsync(Delete("p", "a", "*"));
        Assert.Null(await Table.GetAsync("p", "a"));
    }

    [Theory]
    [InlineData("W/\"1a\"")]
    [InlineData("W/\"datetime'2026-11-20T00%3A00%3A00.0000000Z'\"")]
    [InlineData("\"0x8D\"")]
    [InlineData("nonsense \r\nX-Injected: 1")]
    [InlineData("é")]
    public async Task An_etag_that_this_store_never_gave_is_a_conflict(string etag)
    {
        await CommitAsync(Add(Row("a", 1)));

        var conflict = new TransactionResult.Conflicted(0, RowConflict.Changed);
        Assert.Equal(conflict, await Table.SubmitAsync([Replace(Row("a", 2), etag)]));
        Assert.Equal(conflict, await Table.SubmitAsync([Delete("p", "a", etag)]));
        Assert.Equal(new TransactionResult.Conflicted(1, RowConflict.Changed), await Table.SubmitAsync([Add(Row("b")), Delete("p", "a", etag)]));
        Assert.Equal(new TransactionResult.Conflicted(0, RowConflict.NotFound), await Table.SubmitAsync([Replace(Row("c"), etag)]));
        Assert.Equal("1", await TextAsync("a"));
    }

    [Fact]
    public async Task A_hundred_actions_of_every_kind_take_effect_together()
    {
        for (var i = 0; i < 50; i++)
            await CommitAsync(Add(Row($"old{i:00}", 0)));

        var etags = (await Table.QueryAsync("p").ToListAsync()).ToDictionary(row => row.RowKey, row => row.ETag!);
        RowChange[] actions =
        [
            .. Enumerable.Range(0, 25).Select(i => Replace(Row($"old{i:00}", 1), etags[$"old{i:00}"])),
            .. Enumerable.Range(25, 25).Select(i => Delete("p", $"old{i:00}", etags[$"old{i:00}"])),
            .. Enumerable.Range(0, 25).Select(i => Add(Row($"new{i:00}", 1))),
            .. Enumerable.Range(25, 25).Select(i => Upsert(Row($"new{i:00}", 1))),
        ];

        var committed = Assert.IsType<TransactionResult.Committed>(await Table.SubmitAsync(actions));

        Assert.Equal(100, committed.ETags.Count);
        var rows = await Table.QueryAsync("p").ToListAsync();
        Assert.Equal(75, rows.Count);
        Assert.All(rows, row => Assert.Equal("1", Text(row)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_transaction_with_one_conflict_changes_nothing_and_says_which(int at)
    {
        await CommitAsync(Add(Row("exists", 1)));
        var first = await CommitAsync(Add(Row("replaced", 1)));
        var stale = await CommitAsync(Add(Row("changed", 1)));
        await CommitAsync(Upsert(Row("changed", 2)));
        (RowChange Action, RowConflict Conflict)[] bad =
        [
            (Add(Row("exists", 9)), RowConflict.AlreadyExists),
            (Replace(Row("absent", 9), first), RowConflict.NotFound),
            (Delete("p", "absent", "*"), RowConflict.NotFound),
            (Replace(Row("changed", 9), stale), RowConflict.Changed),
            (Delete("p", "changed", stale), RowConflict.Changed),
        ];

        foreach (var (action, conflict) in bad)
        {
            List<RowChange> actions = [Add(Row("new", 9)), Replace(Row("replaced", 9), first), Upsert(Row("upserted", 9)), Delete("p", "also-exists", "*")];
            await CommitAsync(Upsert(Row("also-exists", 1)));
            actions.Insert(at, action);

            Assert.Equal(new TransactionResult.Conflicted(at, conflict), await Table.SubmitAsync(actions));
            Assert.Equal(["also-exists", "changed", "exists", "replaced"], await KeysAsync());
            Assert.Equal("1", await TextAsync("replaced"));
            Assert.Equal("2", await TextAsync("changed"));
        }
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_etag_exactly_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var etag = await CommitAsync(Upsert(Row("a", -1)));
            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Table.SubmitAsync(
                i % 2 == 0 ? [Replace(Row("a", i), etag)] : [Replace(Row("a", i), etag), Upsert(Row("by", i))]))));

            var winner = Assert.Single(Enumerable.Range(0, 20), i => results[i] is TransactionResult.Committed);
            Assert.Equal($"{winner}", await TextAsync("a"));
            Assert.All(results.OfType<TransactionResult.Conflicted>(), lost => Assert.Equal(RowConflict.Changed, lost.Conflict));
        }
    }

    [Fact]
    public async Task Of_many_writers_that_add_the_same_row_exactly_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => Table.SubmitAsync([Add(Row($"own{i:00}")), Add(Row("same", i))]))));

        var winner = Assert.Single(Enumerable.Range(0, 20), i => results[i] is TransactionResult.Committed);
        Assert.Equal($"{winner}", await TextAsync("same"));
        Assert.Equal([$"own{winner:00}", "same"], await KeysAsync());
    }

    [Fact]
    public async Task A_counter_raised_by_many_with_retries_loses_no_step()
    {
        await CommitAsync(Add(Row("counter", 0)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var step = 0; step < 5;)
            {
                var row = await ReadAsync("counter");
                var next = Row("counter", JsonSerializer.Deserialize<int>(row.Content) + 1);
                if (await Table.SubmitAsync([Replace(next, row.ETag!)]) is TransactionResult.Committed)
                    step++;
            }
        })));

        Assert.Equal("40", await TextAsync("counter"));
    }
}
