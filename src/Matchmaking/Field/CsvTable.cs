using System.Text;

namespace Matchmaking.Field;

/// <summary>
/// A table in comma-separated text as RFC 4180 writes it: a header line, then records of as many fields; a field in
/// double quotes may hold commas, line ends and doubled quotes. The domain takes no packages, so it reads its own
/// reference data with this; files that people send are read elsewhere, with a report for each line.
/// </summary>
/// <param name="Columns">The header's names.</param>
/// <param name="Rows">The records, in the file's order.</param>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A record has another number of fields than the header, or a quote stays open.</exception>
    public static CsvTable Parse(string text)
    {
        var records = Records(text.TrimStart('\uFEFF')).ToList();
        var columns = records.Count > 0 ? records[0] : [];
        return new CsvTable(columns, [.. records.Skip(1).Select((fields, index) => new CsvRow(columns, fields, index + 2))]);
    }

    /// <summary>Reads a table that is embedded in this assembly.</summary>
    internal static CsvTable OfResource(string name)
    {
        using var stream = typeof(CsvTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The reference data {name} are not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    private static IEnumerable<IReadOnlyList<string>> Records(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\r' or '\n'))
            {
                field.Append(c);
            }
            else if (c != '\r')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return fields;
                    fields = [];
                }
            }
        }

        if (quoted)
        {
            throw new FormatException("A quote is opened and never closed.");
        }

        if (fields.Count > 0 || field.Length > 0)
        {
            fields.Add(field.ToString());
            yield return fields;
        }
    }
}
