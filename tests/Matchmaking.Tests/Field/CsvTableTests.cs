using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

public sealed class CsvTableTests
{
    [Fact]
    public void Quoted_fields_hold_commas_line_ends_and_quotes()
    {
        var table = CsvTable.Parse("\uFEFFa,b,c\r\n1,\"x, \"\"y\"\"\r\nz\",\r\n,,last");
        Assert.Equal(["a", "b", "c"], table.Columns);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal("x, \"y\"\r\nz", table.Rows[0]["b"]);
        Assert.Equal("", table.Rows[0]["c"]);
        Assert.Equal("last", table.Rows[1]["c"]);
    }

    [Fact]
    public void Whatever_is_written_quoted_is_read_back() =>
        Prop.ForAll<string[]>(fields =>
        {
            var given = fields.Select(f => f ?? "").Append("end").ToArray();
            var header = string.Join(',', given.Select((_, i) => $"c{i}"));
            var line = string.Join(',', given.Select(f => '"' + f.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));
            var row = CsvTable.Parse($"{header}\n{line}\n").Rows.Single();
            return given.Select((_, i) => row[$"c{i}"]).SequenceEqual(given);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a,b\n1\n")]
    [InlineData("a,b\n1,2,3\n")]
    [InlineData("a,b\n1,\"2\n")]
    public void A_broken_table_is_refused(string text) => Assert.Throws<FormatException>(() => CsvTable.Parse(text));

    [Fact]
    public void A_list_is_split_at_semicolons_and_an_unknown_column_is_an_error()
    {
        var row = CsvTable.Parse("a,b\nx;y,\n").Rows[0];
        Assert.Equal(["x", "y"], row.List("a"));
        Assert.Empty(row.List("b"));
        Assert.Throws<KeyNotFoundException>(() => row["c"]);
    }
}
