using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public abstract partial class TableConformance
{
    private static readonly string[] OddKeys =
        [.. StorageTable.KeyCharacters.Select(c => $"{c}"), .. StorageTable.KeyCharacters.Select(c => $"k{c}k"), "..", "|||", "}~", "--batch", "a", "A", "aa"];

    [Fact]
    public async Task Keys_of_every_character_come_back_and_sort_by_their_codes()
    {
        var keys = OddKeys.Distinct().ToList();
        foreach (var some in keys.Chunk(100))
            Assert.IsType<TransactionResult.Committed>(await Table.SubmitAsync([.. some.Select(key => Add(Row(key)))]));

        Assert.Equal(keys.Order(StringComparer.Ordinal), await KeysAsync());
        Assert.Equal(StorageTable.KeyCharacters, string.Concat(StorageTable.KeyCharacters.Order()));
    }

    [Fact]
    public async Task A_row_of_any_key_is_added_read_replaced_found_and_deleted()
    {
        foreach (var key in StorageTable.KeyCharacters.Select(c => $"{c}"))
        {
            await CommitAsync(Add(Row(key, 1, key)));
            var row = await ReadAsync(key, key);
            Assert.Equal((key, key), (row.PartitionKey, row.RowKey));
            await CommitAsync(Replace(Row(key, 2, key), row.ETag!));
            Assert.Equal([key], await KeysAsync(key, StorageTable.KeyAfter(key), key));
            await CommitAsync(Delete(key, key, "*"));
            Assert.Null(await Table.GetAsync(key, key));
        }
    }

    [Fact]
    public async Task Nothing_comes_between_a_key_and_the_first_one_behind_it()
    {
        await Table.SubmitAsync([Add(Row("k")), Add(Row("k-")), Add(Row("k-a")), Add(Row("l"))]);

        Assert.Equal(["k-", "k-a", "l"], await KeysAsync(StorageTable.KeyAfter("k")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a%b")]
    [InlineData("a'b")]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("\uD83D")]
    public async Task A_key_that_would_need_escaping_is_refused_before_anything_is_sent(string key)
    {
        using var counted = new CountedTransactions(Table.Name);

        await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync([Add(Row(key))]));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync([Add(Row("a", partition: key))]));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.SubmitAsync([Delete("p", key, "*")]));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.GetAsync("p", key));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.GetAsync(key, "a"));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.QueryPageAsync(key));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.QueryPageAsync("p", key));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.QueryPageAsync("p", toRowKey: key));

        Assert.Empty(counted.All);
    }
}
