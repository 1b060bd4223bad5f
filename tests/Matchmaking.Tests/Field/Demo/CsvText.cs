using Matchmaking.Field;

namespace Matchmaking.Tests.Field.Demo;

/// <summary>Writes CSV as the demonstration files have it.</summary>
internal static class CsvText
{
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    public static string Line(CsvTable table, CsvRow row) => Line(table.Columns.Select(c => row[c]));

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
