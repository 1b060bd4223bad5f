using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public abstract partial class TableConformance
{
    // All of ASCII, the ends of what is escaped, beyond, and what looks like an escape.
    private static readonly string[] OddKeys =
    [
        "",
        .. Enumerable.Range(0, 161).Select(code => $"k{(char)code}k"),
        "k\uD7A2k", "k\uD7A3k", "k\uD7A4k", "k\uE000k", "k\uFFFDk", "k\uFFFFk", "k\U0001F54Ak", "k\U0010FFFFk",
        "k$25k", "k%25k", "k.2Fk", "!00", "\uD7A3D800", "..", ".", "../..", "a b", " a ", "a+b", "O'Brien", "''", "a''b", "%27", "a%b", "100%",
        "à côté", "地雷", "لغم", "e\u0301", "\u00E9", "A", "a", "ß", "ss", "\u00AD", "\u200B", "\u2028", "${x}", "<&>", "{\"a\":1}", "--batch",
    ];

    [Fact]
    public async Task Keys_of_any_characters_come_back_and_sort_by_their_utf16_units()
    {
        foreach (var some in OddKeys.Chunk(100))
            Assert.IsType<TransactionResult.Committed>(await Table.SubmitAsync([.. some.Select(key => Add(Row(key)))]));

        var rows = await Table.QueryAsync("p").ToListAsync();
        Assert.Equal(OddKeys.Order(StringComparer.Ordinal), rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal(row.RowKey, row.Values["Value"]));
    }

    [Fact]
    public async Task A_row_of_any_key_is_added_read_replaced_found_and_deleted()
    {
        foreach (var key in OddKeys)
        {
            await CommitAsync(Add(Row(key, 1, key)));
            var row = await ReadAsync(key, key);
            Assert.Equal((key, key), (row.PartitionKey, row.RowKey));
            await CommitAsync(Replace(Row(key, 2, key), row.ETag!));
            Assert.Equal([key], await KeysAsync(key, key + "\0", key));
            await CommitAsync(Delete(key, key, "*"));
            Assert.Null(await Table.GetAsync(key, key));
        }
    }

    [Fact]
    public async Task Rows_of_any_keys_are_replaced_and_deleted_together()
    {
        var keys = OddKeys[..90];
        await Table.SubmitAsync([.. keys.Select(key => Add(Row(key, 1, "p/'%")))]);
        var rows = await Table.QueryAsync("p/'%").ToListAsync();

        Assert.IsType<TransactionResult.Committed>(
            await Table.SubmitAsync([.. rows.Select(row => Replace(Row(row.RowKey, 2, "p/'%"), row.ETag!))]));
        Assert.All(await Table.QueryAsync("p/'%").ToListAsync(), row => Assert.Equal(2, row.Values["Value"]));
        Assert.IsType<TransactionResult.Committed>(
            await Table.SubmitAsync([.. rows.Select(row => Delete("p/'%", row.RowKey, "*"))]));
        Assert.Empty(await KeysAsync(partition: "p/'%"));
    }

    [Fact]
    public async Task Keys_that_differ_in_case_or_composition_are_different_rows()
    {
        await Table.SubmitAsync([Add(Row("a", 1)), Add(Row("A", 2)), Add(Row("\u00E9", 3)), Add(Row("e\u0301", 4))]);

        Assert.Equal(
            [1, 2, 3, 4],
            [(await ReadAsync("a")).Values["Value"], (await ReadAsync("A")).Values["Value"], (await ReadAsync("\u00E9")).Values["Value"], (await ReadAsync("e\u0301")).Values["Value"]]);
    }
}
