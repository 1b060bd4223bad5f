using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public abstract partial class TableConformance
{
    private static Row With(string name, object value) => new("p", "r") { Values = { [name] = value } };

    private static Row Large(string key, int bytes, char filler = 'x')
    {
        var row = new Row("p", key);
        for (var i = 0; bytes > 0; i++, bytes -= 60_000)
            row.Values[$"Part{i}"] = new string(filler, Math.Min(bytes, 60_000) / 2);

        return row;
    }

    private static IReadOnlyList<RowChange> OverLimit(string name) => name switch
    {
        "no action" => [],
        "101 actions" => [.. Enumerable.Range(0, 101).Select(i => Add(Row($"{i}")))],
        "two partitions" => [Add(Row("a")), Add(Row("b", partition: "q"))],
        "a row twice" => [Add(Row("a")), Upsert(Row("a"))],
        "no etag to replace" => [Replace(Row("a"), "")],
        "no etag to delete" => [Delete("p", "a", "")],
        "a row key of 513 units" => [Add(Row(new string('k', 513)))],
        "a partition key of 513 units" => [Add(Row("a", partition: new string('k', 513)))],
        "a row key of 513 units once escaped" => [Add(Row(new string('/', 171)))],
        "a string of 32,769 units" => [Add(With("Value", new string('x', 32_769)))],
        "bytes of 65,537" => [Add(With("Value", new byte[65_537]))],
        "a row above 1 MiB" => [Add(Large("a", 1024 * 1024))],
        "252 values" => [Add(new Row("p", "a") { Values = Enumerable.Range(0, 252).ToDictionary(i => $"V{i}", i => (object)i) })],
        "a transaction above 4 MiB" => [.. Enumerable.Range(0, 9).Select(i => Add(Large($"{i}", 1_000_000)))],
        "a transaction above 4 MiB once escaped" => [.. Enumerable.Range(0, 2).Select(i => Add(Large($"{i}", 800_000, '\u0001')))],
        "a value named PartitionKey" => [Add(With("PartitionKey", "x"))],
        "a value named RowKey" => [Add(With("RowKey", "x"))],
        "a value named Timestamp" => [Add(With("Timestamp", "x"))],
        "a value named OperationId" => [Add(With("OperationId", "x"))],
        "a value without a name" => [Add(With("", "x"))],
        "a name with a digit first" => [Add(With("1a", "x"))],
        "a name with a hyphen" => [Add(With("a-b", "x"))],
        "a name with a dot" => [Add(With("odata.etag", "x"))],
        "a name beyond ASCII" => [Add(With("é", "x"))],
        "a name of 256 letters" => [Add(With(new string('n', 256), "x"))],
        "a value of no known type" => [Add(With("Value", 1.5m))],
        "a null value" => [Add(With("Value", null!))],
        "a time before 1601" => [Add(With("Value", new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero)))],
        "half a surrogate pair in a value" => [Add(With("Value", "a\uD83D"))],
        "a reversed surrogate pair in a value" => [Add(With("Value", "\uDD4A\uD83D"))],
        "half a surrogate pair in a row key" => [Add(Row("a\uDD4A"))],
        "half a surrogate pair in a partition key" => [Add(Row("a", partition: "\uD83Da"))],
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static TheoryData<string> OverLimits =>
    [
        "no action", "101 actions", "two partitions", "a row twice", "no etag to replace", "no etag to delete",
        "a row key of 513 units", "a partition key of 513 units", "a row key of 513 units once escaped",
        "a string of 32,769 units", "bytes of 65,537", "a row above 1 MiB", "252 values",
        "a transaction above 4 MiB", "a transaction above 4 MiB once escaped",
        "a value named PartitionKey", "a value named RowKey", "a value named Timestamp", "a value named OperationId",
        "a value without a name", "a name with a digit first", "a name with a hyphen", "a name with a dot", "a name beyond ASCII", "a name of 256 letters",
        "a value of no known type", "a null value", "a time before 1601",
        "half a surrogate pair in a value", "a reversed surrogate pair in a value",
        "half a surrogate pair in a row key", "half a surrogate pair in a partition key",
    ];

    [Theory]
    [MemberData(nameof(OverLimits))]
    public async Task What_passes_a_limit_is_refused_before_anything_is_sent(string name)
    {
        using var counted = new CountedTransactions(Table.Name);
        var actions = OverLimit(name);

        await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync(actions));
        if (actions.Count is > 0 and < 100)
            await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync([Add(Row("fine")), .. actions]));

        Assert.Empty(counted.All);
        Assert.Empty(await Table.ScanAsync().ToListAsync());
    }

    [Fact]
    public async Task What_just_keeps_the_limits_is_written()
    {
        await CommitAsync(Add(Row(new string('k', 512), partition: new string('p', 512))));
        await CommitAsync(Add(Row(new string('/', 170))));
        await CommitAsync(Add(Row("text", new string('é', 32_768))));
        await CommitAsync(Add(Row("bytes", new byte[65_536])));
        await CommitAsync(Add(Large("one MiB", (1024 * 1024) - 1200)));
        await CommitAsync(Add(Large("one MiB of CJK", (1024 * 1024) - 1200, '地')));
        await CommitAsync(Add(Large("one MiB of controls", (1024 * 1024) - 1200, '\u0001')));
        await CommitAsync(Add(new Row("p", "251 values") { Values = Enumerable.Range(0, 251).ToDictionary(i => $"V{i}", i => (object)i) }));
        await CommitAsync(Add(With(new string('n', 255), "x")));
        Assert.IsType<TransactionResult.Committed>(
            await Table.SubmitAsync([.. Enumerable.Range(0, 8).Select(i => Add(Large($"large{i}", 1_000_000)))]));

        Assert.Equal(new string('é', 32_768), (await ReadAsync("text")).Values["Value"]);
        Assert.Equal(Large("", (1024 * 1024) - 1200, '\u0001').Values, (await ReadAsync("one MiB of controls")).Values);
        Assert.Equal(251, (await ReadAsync("251 values")).Values.Count);
        Assert.Equal(8, (await KeysAsync("large", "largf")).Count);
    }

    [Fact]
    public async Task A_query_by_a_key_that_no_row_can_have_is_refused()
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.GetAsync("p", new string('k', 513)));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.QueryPageAsync("\uD83D"));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.QueryPageAsync("p", toRowKey: "\uD83D"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-hyphen")]
    [InlineData("tables")]
    [InlineData("trailing\n")]
    public void A_name_that_no_table_can_have_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _engine.Account.Table(name));

    [Fact]
    public async Task Both_engines_count_one_transaction_a_call()
    {
        using var counted = new CountedTransactions(Table.Name);

        await Table.SubmitAsync([Add(Row("a"))]);
        await Table.SubmitAsync([Add(Row("b")), Add(Row("c"))]);
        await Table.SubmitAsync([Add(Row("a"))]);
        await Table.GetAsync("p", "a");
        await Table.GetAsync("p", "absent");
        await KeysAsync();
        await Table.CreateIfNotExistsAsync();

        Assert.Equal(["submit", "submit", "submit", "get", "get", "query", "create"], counted.All);
    }
}
