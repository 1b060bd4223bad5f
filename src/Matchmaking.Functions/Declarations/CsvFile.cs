using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Matchmaking.Declaring;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Declarations;

/// <summary>A file of comma-separated values as a request brings it (RFC 4180, UTF-8, a header line).</summary>
internal static class CsvFile
{
    /// <summary>What is wrong with a line that has more values than the header, or fewer.</summary>
    public static readonly FieldError WrongColumns = new("", "wrong_columns", null, "as many values as the header has columns");

    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>Whether the caller asks that good lines be taken although others are not: <c>?mode=good_lines</c>.</summary>
    /// <exception cref="Refused">Another mode.</exception>
    public static bool GoodLinesOnly(HttpRequest request) => request.Query["mode"].ToString() switch
    {
        "" or "all_or_nothing" => false,
        "good_lines" => true,
        var other => throw new Refused(ErrorCatalogue.InvalidParameter, "mode", other.Length > 100 ? other[..100] : other, "all_or_nothing or good_lines"),
    };

    /// <summary>The file's bytes.</summary>
    /// <exception cref="Refused">Wrong content type, too large, not UTF-8.</exception>
    public static Task<byte[]> ReadAsync(HttpRequest request, CancellationToken ct) =>
        request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is true
            ? RequestBody.ReadAsync(request, RequestBody.MaxCsvBytes, ct)
            : throw new Refused(ErrorCatalogue.WrongContentType, "Content-Type", request.ContentType, "text/csv");

    /// <summary>Its lines by column, each with its number in the file; null for one with <see cref="WrongColumns"/>.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="checkHeader">What is wrong with a header.</param>
    /// <param name="maxLines">The most lines after it.</param>
    /// <exception cref="Refused">No header or a wrong one, no line, or too many.</exception>
    public static List<(int Number, IReadOnlyDictionary<string, string>? Line)> Lines(
        byte[] csv, Func<IReadOnlyList<string>, IReadOnlyList<FieldError>> checkHeader, int maxLines)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(csv),
            DetectColumnCountChanges = false,
            BadDataFound = null,
            MissingFieldFound = null,
        };
        using var reader = new CsvReader(new StreamReader(new MemoryStream(csv)), configuration);
        if (!reader.Read() || !reader.ReadHeader())
        {
            throw new Refused(ErrorCatalogue.InvalidCsv, "", null, "a header line");
        }

        var columns = reader.HeaderRecord!;
        if (checkHeader(columns) is { Count: > 0 } errors)
        {
            throw new Refused(ErrorCatalogue.InvalidCsv, errors);
        }

        List<(int, IReadOnlyDictionary<string, string>?)> lines = [];
        while (reader.Read())
        {
            if (reader.Parser.Record!.All(string.IsNullOrWhiteSpace))
            {
                // Spreadsheets leave rows of empty cells behind.
                continue;
            }

            if (lines.Count == maxLines)
            {
                throw new Refused(ErrorCatalogue.TooLarge, "", null, $"at most {maxLines} lines after the header");
            }

            var isWhole = reader.Parser.Count == columns.Length;
            lines.Add((reader.Parser.RawRow, isWhole ? columns.Zip(reader.Parser.Record!).ToDictionary(cell => cell.First, cell => cell.Second) : null));
        }

        return lines.Count > 0 ? lines : throw new Refused(ErrorCatalogue.InvalidCsv, "", null, "at least one line after the header");
    }

    /// <summary>Commas as in RFC 4180, or what spreadsheets write where the comma is the decimal sign: told by the header, whose names hold neither.</summary>
    private static string DelimiterOf(byte[] csv)
    {
        var end = csv.AsSpan().IndexOf((byte)'\n');
        var header = csv[..(end < 0 ? csv.Length : end)];
        return Delimiters.MaxBy(delimiter => header.Count(b => b == delimiter[0]))!;
    }
}
