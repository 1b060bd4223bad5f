using Matchmaking.Field;
using static Matchmaking.Declaring.CsvCell;

namespace Matchmaking.Declaring;

/// <summary>
/// Lines of the record of assistance as rows of a CSV, with the columns of <c>assistance.csv</c> and <c>source_as_of</c>: a file of
/// published lines can be corrected and sent. The rules are those of <see cref="RecordReader"/>.
/// </summary>
public static class RecordCsv
{
    private static readonly CsvShape Shape = new("partner", ["source"],
    [
        new("state", "state", Required: true),
        new("year", "year", Number, Required: true),
        new("usd", "usd", Number, Required: true),
        new("pillars", "pillars", List),
        new("certainty", "source.certainty", Required: true),
        new("source_title", "source.title", Required: true),
        new("source_url", "source.url"),
        new("source_as_of", "source.asOf"),
    ]);

    /// <summary>The columns in order.</summary>
    public static IReadOnlyList<string> Columns => Shape.Standard;

    /// <summary>What is wrong with a file's first line; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header) => Shape.Check(header);

    /// <summary>Reads a row, cells by column; errors name columns.</summary>
    public static Reading<(RecordLine Line, RecordedGift Gift)> Read(IReadOnlyDictionary<string, string> row, KnownPlaces known, int thisYear) => Shape.Read(
        row,
        reader => reader.Participant("partner", known.IsParticipant),
        (body, partner) => RecordReader.ReadLine(body, partner, known.IsParticipant, thisYear),
        (_, read) => read);
}
