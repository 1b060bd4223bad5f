namespace Matchmaking.Field;

/// <summary>One record of a <see cref="CsvTable"/>.</summary>
public sealed class CsvRow
{
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<string> _fields;

    internal CsvRow(IReadOnlyList<string> columns, IReadOnlyList<string> fields, int record)
    {
        if (fields.Count != columns.Count)
        {
            throw new FormatException($"Record {record} has {fields.Count} fields; the header has {columns.Count}.");
        }

        (_columns, _fields) = (columns, fields);
    }

    /// <summary>The field of a column; "" where it is empty.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public string this[string column]
    {
        get
        {
            for (var i = 0; i < _columns.Count; i++)
            {
                if (_columns[i] == column)
                {
                    return _fields[i];
                }
            }

            throw new KeyNotFoundException($"There is no column {column}.");
        }
    }

    /// <summary>The parts of a field that holds a list separated by semicolons; none where it is empty.</summary>
    public IReadOnlyList<string> List(string column) => this[column].Split(';', StringSplitOptions.RemoveEmptyEntries);
}
