using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Record;

/// <summary>Lines of the record from a CSV file. All lines or none, unless the caller asks for <c>?mode=good_lines</c>; the file is one storage transaction.</summary>
internal static class RecordImport
{
    /// <summary>100 rows a transaction, less the record's version, audit and outbox, at two rows for a line that was changed before.</summary>
    public const int MaxLines = 48;

    private const int MostTries = 5;

    /// <summary>Storage: 1 range query (organisations), then 1 read for each line and 1 more, 1 transaction, 1 send, 1 deletion.</summary>
    public static async Task<Ok<ImportReport>> ImportAsync(
        HttpRequest request, Caller caller, RecordStore records, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var goodLinesOnly = CsvFile.GoodLinesOnly(request);
        var bytes = await CsvFile.ReadAsync(request, ct);
        var organisations = (await services.Participants.OrganisationsAsync(ct)).Select(organisation => organisation.Id).ToHashSet();
        var at = services.Time.GetUtcNow();
        var known = new NewDeclaration("", Addition.Nobody, at, organisations).Known;
        var (report, good) = Read(bytes, known, at.Year);
        if (report.Rejected > 0 && !goodLinesOnly)
        {
            throw new RefusedImport(report with { Stored = 0, Lines = [.. report.Lines.Select(line => line with { Id = null })] });
        }

        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await TryStoreAsync(good, caller.Actor, records, services.Time.GetUtcNow(), ct))
            {
                return TypedResults.Ok(report);
            }
        }

        throw new Refused(ErrorCatalogue.Busy);
    }

    private static async Task<bool> TryStoreAsync(
        IReadOnlyList<(RecordLine Line, RecordedGift Gift)> good, Actor actor, RecordStore records, DateTimeOffset at, CancellationToken ct)
    {
        var standing = await records.LoadAsync(ct);
        var present = standing.Record.Rows.ToDictionary(row => row.Line, row => row.Gift);
        var entered = standing.Changes.Entries.ToDictionary(entry => entry.Line);
        var rows = await Task.WhenAll(good.Where(read => !Stands(read.Line, read.Gift)).Select(async read =>
        {
            var old = await records.FindAsync(read.Line, ct);
            return new RecordRow<RecordEntry>(Keys.Entry(read.Line), old, new RecordEntry(read.Line, (old?.Value.Version ?? 0) + 1, at, read.Gift));
        }));
        var audited = new Commit(Keys.Record, actor, at).Audit("record.imported", Keys.Record);
        return rows.Length == 0 || await records.TryChangeAsync(audited, rows, entry => entry.Version, ct);

        // Records are equal where their lists are the same list, so what is compared is what would be written.
        bool Stands(RecordLine line, RecordedGift gift) =>
            (entered.GetValueOrDefault(line)?.Gift ?? present.GetValueOrDefault(line)) is { } stands
            && stands with { Pillars = gift.Pillars } == gift && stands.Pillars.SequenceEqual(gift.Pillars);
    }

    private static (ImportReport Report, IReadOnlyList<(RecordLine Line, RecordedGift Gift)> Good) Read(byte[] csv, KnownPlaces known, int thisYear)
    {
        List<ImportLine> lines = [];
        Dictionary<RecordLine, RecordedGift> good = [];
        foreach (var (number, line) in CsvFile.Lines(csv, RecordCsv.CheckHeader, MaxLines))
        {
            var reading = line is null
                ? new Reading<(RecordLine Line, RecordedGift Gift)>.Rejected([CsvFile.WrongColumns])
                : RecordCsv.Read(line, known, thisYear);
            lines.Add(reading switch
            {
                Reading<(RecordLine Line, RecordedGift Gift)>.Accepted { Value: var read } => good.TryAdd(read.Line, read.Gift)
                    ? new(number, read.Line.ToString(), [])
                    : new(number, null, [new FieldError("year", FieldErrorCodes.Duplicate, read.Line.ToString(), "each partner, State and year once in a file")]),
                Reading<(RecordLine Line, RecordedGift Gift)>.Rejected rejected => new(number, null, rejected.Errors),
                _ => throw new InvalidOperationException(),
            });
        }

        return (new(good.Count, lines.Count - good.Count, lines), [.. good.Select(read => (read.Key, read.Value))]);
    }
}
