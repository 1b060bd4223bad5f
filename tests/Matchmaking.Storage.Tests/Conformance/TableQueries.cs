using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Conformance;

public abstract partial class TableConformance
{
    [Fact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await Table.SubmitAsync([.. "abcde".Select(c => Add(Row(c.ToString())))]);

        Assert.Equal(["b", "c"], await KeysAsync("b", "d"));
        Assert.Equal(["d", "e"], await KeysAsync("cc"));
        Assert.Equal(["a", "b"], await KeysAsync(null, "bb"));
        Assert.Equal([], await KeysAsync("c", "c"));
        Assert.Equal([], await KeysAsync("d", "b"));
        Assert.Equal([], await KeysAsync("x"));
    }

    [Fact]
    public async Task A_prefix_is_a_range_up_to_the_next_character()
    {
        await Table.SubmitAsync([Add(Row("need|1")), Add(Row("need|2")), Add(Row("needs")), Add(Row("profile")), Add(Row("capacity|9"))]);

        Assert.Equal(["need|1", "need|2"], await KeysAsync("need|", "need}"));
    }

    [Fact]
    public async Task Partitions_keep_apart_and_a_scan_reads_them_all()
    {
        string[] partitions = ["AFG", "org-1", "p", "p-q", "z"];
        foreach (var partition in partitions)
            await Table.SubmitAsync([Add(Row("a", partition, partition)), Add(Row("b", partition, partition))]);

        foreach (var partition in partitions)
        {
            var rows = await Table.QueryAsync(partition).ToListAsync();
            Assert.Equal(["a", "b"], rows.Select(row => row.RowKey));
            Assert.All(rows, row => Assert.Equal($"\"{partition}\"", Text(row)));
        }

        var all = await Table.ScanAsync().ToListAsync();
        Assert.Equal(
            partitions.SelectMany(p => new[] { (p, "a"), (p, "b") }).Order(),
            all.Select(row => (row.PartitionKey, row.RowKey)).Order());
    }

    [Fact]
    public async Task Two_thousand_rows_come_in_pages_and_in_order()
    {
        string[] keys = [.. Enumerable.Range(0, 2345).Select(i => $"row|{i:0000}")];
        foreach (var some in keys.Chunk(100))
            await Table.SubmitAsync([.. some.Select(key => Add(Row(key)))]);

        Assert.Equal(keys, await KeysAsync());
        Assert.Equal(keys[10..2000], await KeysAsync(keys[10], keys[2000]));
        Assert.Equal(keys, await Table.ScanAsync().Select(row => row.RowKey).ToListAsync());

        var page = await Table.QueryPageAsync("p");
        Assert.Equal(keys[..1000], page.Rows.Select(row => row.RowKey));
        Assert.NotNull(page.ContinuationToken);
        Assert.All(page.ContinuationToken, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
    }

    [Fact]
    public async Task Small_pages_join_up_and_the_last_has_no_successor()
    {
        await Table.SubmitAsync([.. Enumerable.Range(0, 20).Select(i => Add(Row($"e{i:00}")))]);
        var pages = new List<RowPage>();
        do
            pages.Add(await Table.QueryPageAsync("p", "e01", "e18", 5, pages.LastOrDefault()?.ContinuationToken));
        while (pages[^1].ContinuationToken is not null);

        Assert.Equal(Enumerable.Range(1, 17).Select(i => $"e{i:00}"), pages.SelectMany(page => page.Rows).Select(row => row.RowKey));
        Assert.All(pages, page => Assert.True(page.Rows.Count <= 5));
    }

    [Fact]
    public async Task A_page_goes_on_behind_rows_that_have_been_deleted_meanwhile()
    {
        await Table.SubmitAsync([.. "abcdef".Select(c => Add(Row(c.ToString())))]);
        var first = await Table.QueryPageAsync("p", maxPerPage: 2);
        await Table.SubmitAsync([Delete("p", "b", "*"), Delete("p", "c", "*")]);

        var rest = await Table.QueryPageAsync("p", maxPerPage: 10, continuationToken: first.ContinuationToken);

        Assert.Equal(["d", "e", "f"], rest.Rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_token_of_another_query_is_refused()
    {
        await Table.SubmitAsync([.. "abcdef".Select(c => Add(Row(c.ToString())))]);
        var token = (await Table.QueryPageAsync("p", maxPerPage: 2)).ContinuationToken;

        await Assert.ThrowsAsync<ArgumentException>(() => Table.QueryPageAsync("q", continuationToken: token));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.QueryPageAsync("p", "c", continuationToken: token));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.QueryPageAsync("p", toRowKey: "b", continuationToken: token));
    }

    [Theory]
    [InlineData("not a token")]
    [InlineData("!!!!")]
    [InlineData("")]
    public async Task A_token_that_no_page_gave_is_refused(string token) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.QueryPageAsync("p", continuationToken: token));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_has_one_to_a_thousand_rows(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Table.QueryPageAsync("p", maxPerPage: size));
}
