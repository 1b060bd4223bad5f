namespace Matchmaking.Declaring;

/// <summary>What the cells of a column hold. An empty cell is always a field that is not given.</summary>
internal enum CsvCell
{
    /// <summary>A text or a code.</summary>
    Text,

    /// <summary>One language of a text; the column's name ends in <c>_</c> and the language's code.</summary>
    Texts,

    /// <summary>A whole number in digits.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    Flag,

    /// <summary>Codes separated by <c>;</c>.</summary>
    List,

    /// <summary>Deadlines separated by <c>;</c>, each a convention, an article, a day and a certainty with blanks between.</summary>
    Deadlines,
}

/// <summary>One column, or for <see cref="CsvCell.Texts"/> one family of columns, and the field that it fills.</summary>
/// <param name="Name">The column's name; for a family, without its language.</param>
/// <param name="Field">Path of the field: a member, or a group and its member with a dot between.</param>
/// <param name="Cell">What its cells hold.</param>
/// <param name="Required">True where a file must have the column (for a family: one of its columns).</param>
internal sealed record CsvColumn(string Name, string Field, CsvCell Cell = CsvCell.Text, bool Required = false)
{
    /// <summary>The columns that a file has whether or not a row fills them.</summary>
    public IEnumerable<string> Standard => Cell == CsvCell.Texts ? [$"{Name}_en", $"{Name}_fr"] : [Name];
}
