using System.Text;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public abstract partial class TableConformance
{
    private static Row Large(string key, int characters, char filler = 'x') =>
        new("p", key, Encoding.UTF8.GetBytes($"\"{new string(filler, characters - 2)}\""));

    // A row is 1 MiB of UTF-16, its overhead counted as 1 KiB.
    private const int MostCharacters = (1024 * 1024 - 1024) / 2;

    private static IReadOnlyList<RowChange> OverLimit(string name) => name switch
    {
        "no change" => [],
        "101 changes" => [.. Enumerable.Range(0, 101).Select(i => Add(Row($"{i}")))],
        "two partitions" => [Add(Row("a")), Add(Row("b", partition: "q"))],
        "a row twice" => [Add(Row("a")), Upsert(Row("a"))],
        "no etag to replace" => [Replace(Row("a"), "")],
        "no etag to delete" => [Delete("p", "a", "")],
        "a row key of 513 characters" => [Add(Row(new string('k', 513)))],
        "a partition key of 513 characters" => [Add(Row("a", partition: new string('k', 513)))],
        "a row above 1 MiB" => [Add(Large("a", MostCharacters))],
        "a row above 1 MiB of CJK" => [Add(Large("a", MostCharacters, '地'))],
        "a transaction above 4 MiB" => [.. Enumerable.Range(0, 9).Select(i => Add(Large($"{i}", 500_000)))],
        "a transaction above 4 MiB as it is sent" => [.. Enumerable.Range(0, 2).Select(i => Add(Large($"{i}", 400_000, '地')))],
        "content that is not UTF-8" => [Add(new Row("p", "a", [(byte)'"', 0xFF, (byte)'"']))],
        "content that ends within a character" => [Add(new Row("p", "a", [(byte)'"', 0xE5, 0x9C]))],
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static TheoryData<string> OverLimits =>
    [
        "no change", "101 changes", "two partitions", "a row twice", "no etag to replace", "no etag to delete",
        "a row key of 513 characters", "a partition key of 513 characters", "a row above 1 MiB", "a row above 1 MiB of CJK",
        "a transaction above 4 MiB", "a transaction above 4 MiB as it is sent",
        "content that is not UTF-8", "content that ends within a character",
    ];

    [Theory]
    [MemberData(nameof(OverLimits))]
    public async Task What_passes_a_limit_is_refused_before_anything_is_sent(string name)
    {
        using var counted = new CountedTransactions(Table.Name);
        var changes = OverLimit(name);

        await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync(changes));
        if (changes.Count is > 0 and < 100)
            await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync([Add(Row("fine")), .. changes]));

        Assert.Empty(counted.All);
        Assert.Empty(await Table.ScanAsync().ToListAsync());
    }

    [Fact]
    public async Task What_just_keeps_the_limits_is_written()
    {
        await CommitAsync(Add(Row(new string('k', 512), partition: new string('p', 512))));
        foreach (var filler in (char[])['x', '地', '"'])
        {
            var row = Large($"one-MiB-{(int)filler}", MostCharacters - 20, filler);
            await CommitAsync(Add(row));
            Assert.Equal(row.Content, (await ReadAsync(row.RowKey)).Content);
        }

        Assert.IsType<TransactionResult.Committed>(
            await Table.SubmitAsync([.. Enumerable.Range(0, 8).Select(i => Add(Large($"large{i}", 500_000)))]));
        Assert.Equal(8, (await KeysAsync("large", "largf")).Count);
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
