using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Declarations;

/// <summary>What became of one line of a file.</summary>
/// <param name="Line">The line's number in the file, the header being 1.</param>
/// <param name="Id">Id of the declaration that it became; null where it became none.</param>
/// <param name="Errors">What is wrong with it, by column; empty for a good line.</param>
internal sealed record ImportLine(int Line, string? Id, IReadOnlyList<FieldError> Errors);

/// <summary>The report of a bulk import, one entry for each line.</summary>
/// <param name="Stored">Lines that became declarations.</param>
/// <param name="Rejected">Lines with errors.</param>
/// <param name="Lines">The lines, in the file's order.</param>
internal sealed record ImportReport(int Stored, int Rejected, IReadOnlyList<ImportLine> Lines);

/// <summary>A committed import: what it stored, and its report for whoever asks again with the same idempotency key.</summary>
internal sealed record ImportEntry(IReadOnlyList<string> RowKeys, ImportReport Report);

/// <summary>
/// Bulk import of one participant's declarations from CSV (RFC 4180, UTF-8, a header line). All lines or none, unless
/// the caller asks for <c>?mode=good_lines</c>. The whole file is one storage transaction, which is why it holds at
/// most <see cref="MaxLines"/> lines.
/// </summary>
internal sealed class ImportApi<T, TView>(DeclarationKind<T, TView> kind) where T : class
{
    /// <summary>100 rows a transaction, less import, audit, outbox and idempotency entry, rounded down.</summary>
    public const int MaxLines = 95;

    /// <summary>Storage: 1 range query (organisations), 1 read with an idempotency key, 1 transaction, 1 send, 1 deletion.</summary>
    public async Task<Ok<ImportReport>> ImportAsync(
        string participant, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireOwnAsync(participant, caller.Actor, ct);
        var goodLinesOnly = CsvFile.GoodLinesOnly(request);
        var bytes = await CsvFile.ReadAsync(request, ct);
        var idempotencyKey = Idempotency.Read(request, bytes, caller.Actor);
        if (await Idempotency.FindAsync(services.Store, owner, idempotencyKey, ct) is { } earlier)
        {
            return await AnsweredBefore(owner, earlier, services, request, ct);
        }

        var at = services.Time.GetUtcNow();
        var organisations = (await services.Participants.OrganisationsAsync(ct)).Select(organisation => organisation.Id).ToHashSet();
        var (report, good) = Read(bytes, line => new NewDeclaration(Keys.NewId(at.AddMilliseconds(line)), owner, at, organisations));
        if (report.Rejected > 0 && !goodLinesOnly)
        {
            throw new RefusedImport(report with { Stored = 0, Lines = [.. report.Lines.Select(line => line with { Id = null })] });
        }

        if (good.Count > 0)
        {
            var commit = CommitOf(good, report, owner, caller.Actor, at, idempotencyKey);
            if (await services.Ledger.SubmitAsync(commit, ct) is TransactionResult.Conflicted)
            {
                // Only the idempotency entry can be there already: the same file came twice at the same moment.
                var twin = await Idempotency.FindAsync(services.Store, owner, idempotencyKey, ct) ?? throw new Refused(ErrorCatalogue.Busy);
                return await AnsweredBefore(owner, twin, services, request, ct);
            }
        }

        return TypedResults.Ok(report);
    }

    /// <summary>Reads every line; nothing is stored. Ids rise with the lines, so that a list shows them in the file's order.</summary>
    private (ImportReport Report, IReadOnlyList<T> Good) Read(byte[] csv, Func<int, NewDeclaration> context)
    {
        List<ImportLine> lines = [];
        List<T> good = [];
        foreach (var (number, line) in CsvFile.Lines(csv, kind.CheckHeader, MaxLines))
        {
            var reading = line is null
                ? new Reading<T>.Rejected([CsvFile.WrongColumns])
                : kind.ReadCsv(line, context(number));
            if (reading is Reading<T>.Accepted { Value: var value })
            {
                good.Add(value);
                lines.Add(new(number, kind.Header(value).Id, []));
            }
            else
            {
                lines.Add(new(number, null, ((Reading<T>.Rejected)reading).Errors));
            }
        }

        return (new(good.Count, lines.Count - good.Count, lines), good);
    }

    private static async Task<Ok<ImportReport>> AnsweredBefore(
        ParticipantId owner, IdempotencyEntry earlier, DeclarationServices services, HttpRequest request, CancellationToken ct)
    {
        request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Ok((await services.Store.States.FindAsync<ImportEntry>(owner.Value, earlier.RowKey, ct))!.Value.Report);
    }

    private Commit CommitOf(
        IReadOnlyList<T> good, ImportReport report, ParticipantId owner, Actor actor, DateTimeOffset at, IdempotencyKey? idempotencyKey)
    {
        var importKey = Keys.Import(Keys.NewId(at));
        var rowKeys = good.Select(value => kind.RowKey(kind.Header(value).Id)).ToList();
        var commit = new Commit(owner.Value, actor, at)
            .Add(importKey, new ImportEntry(rowKeys, report))
            .Audit($"{kind.Name}.imported", importKey)
            .Send(Messages.DeclaredQueue, Messages.OfImported(owner.Value, importKey));
        foreach (var (rowKey, value) in rowKeys.Zip(good))
        {
            commit.Add(rowKey, value);
        }

        return idempotencyKey is null ? commit : commit.Add(idempotencyKey.RowKey, new IdempotencyEntry(idempotencyKey.RequestHash, importKey));
    }
}

/// <summary>An import that is turned away as a whole, with its report.</summary>
internal sealed class RefusedImport(ImportReport report) : Refused(ErrorCatalogue.InvalidCsv)
{
    public ImportReport Report => report;
}
