using System.Globalization;
using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.OpenApi;
using Matchmaking.Functions.Participants;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Record;

/// <summary>The record of assistance belongs to its users: the secretariat adds, corrects and sources, a State comments on its own, everybody reads.</summary>
internal static class RecordApi
{
    // The whole record changes as one: whoever meets another's change tries again.
    private const int MostTries = 5;

    public static void MapRecord(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/record").WithTags("record");
        const string one = "/{partner}/{state}/{year}";

        group.MapGet("", RecordReads.ListAsync).AllowAnybody()
            .TakesQuery<ParticipantId>("partner", "Only what this partner gave.")
            .TakesQuery<ParticipantId>("state", "Only what this State received; with its comments for those who may read them.")
            .WithSummary("The record of assistance: who gave how much to whom in which year, with the source, and what the secretariat changed of it.");
        group.MapGet("/held", RecordReads.HeldAsync).AllowAnybody()
            .WithSummary("For which donors, States and years anything is known. Outside of the held years silence says nothing.");
        group.MapPut("/held/{participant}/{side}", PutHeldAsync).AllowRoles(Role.Secretariat).Accepts<HeldDeclaration>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Says of which years all is known of what a participant gave, or received; If-Match must hold the ETag as read, \"0\" for the first change. A round follows.");
        group.MapGet(one, RecordReads.ReadAsync).AllowAnybody().AnswersETag().WithSummary("One line of the record.");
        group.MapPut(one, PutAsync).AllowRoles(Role.Secretariat).Accepts<RecordedGift>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Adds a line, or puts another in its place; If-Match must hold the ETag as read, \"0\" where nobody has changed it. A round follows.");
        group.MapPost($"{one}/withdraw", WithdrawAsync).AllowRoles(Role.Secretariat).Accepts<ReasonBody>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Takes a line out of the record, with a reason. Its history stays. A round follows.");
        group.MapGet($"{one}/history", RecordReads.HistoryAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat])
            .WithSummary("Every version of a changed line, newest first, with who wrote it and why.");
        group.MapPost("/import", RecordImport.ImportAsync).AllowRoles(Role.Secretariat).Accepts<string>("text/csv")
            .TakesQuery<string>("mode", "`all_or_nothing` (the default) or `good_lines`.")
            .WithSummary("Adds and corrects lines from a CSV file with the columns of assistance.csv. A line that stands so already changes nothing, so a file may be sent twice.");
        group.MapPost("/{state}/comments", CommentAsync).AllowRoles(Role.FocalPoint).Accepts<CommentBody>("application/json").TakesIdempotencyKey()
            .WithSummary("A State's comment on its own record, shown beside it to the committee and the secretariat.");
    }

    /// <summary>The line of an address.</summary>
    /// <exception cref="Refused">Unknown participants (404); another year or a partner's own line (400).</exception>
    public static async Task<RecordLine> RequireLineAsync(
        string partner, string state, string year, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var line = new RecordLine(await participants.RequireAsync(partner, ct), ParticipantRegister.RequireState(state), 0);
        if (line.Partner == line.State)
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "state", state, "another than the partner");
        }

        var thisYear = time.GetUtcNow().Year;
        return int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= RecordReader.FirstYear && number <= thisYear
            ? line with { Year = number }
            : throw new Refused(ErrorCatalogue.InvalidParameter, "year", year.Length > 100 ? year[..100] : year, FormattableString.Invariant($"a year from {RecordReader.FirstYear} to {thisYear}"));
    }

    /// <summary>Storage: 2 reads, 1 transaction (line, earlier version, the record's version, audit, outbox), 1 send, 1 deletion.</summary>
    private static async Task<Ok<LineView>> PutAsync(
        string partner, string state, string year, HttpRequest request, Caller caller, RecordStore records, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var line = await RequireLineAsync(partner, state, year, participants, time, ct);
        var gift = RecordReader.Read((await RequestBody.ReadJsonAsync(request, ct)).Json).Require();
        return await ChangeAsync(line, gift, null, request, caller.Actor, records, time, ct);
    }

    /// <summary>Storage: as adding.</summary>
    private static async Task<Ok<LineView>> WithdrawAsync(
        string partner, string state, string year, HttpRequest request, Caller caller, RecordStore records, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var line = await RequireLineAsync(partner, state, year, participants, time, ct);
        var reason = ReasonBody.Read((await RequestBody.ReadJsonAsync(request, ct)).Json);
        var present = (await records.LoadAsync(ct)).Record.To(line.State)?.From(line.Partner)?.Gifts.Any(row => row.Year == line.Year) is true;
        if (!present)
        {
            throw new Refused(ErrorCatalogue.NotFound);
        }

        return await ChangeAsync(line, null, reason, request, caller.Actor, records, time, ct);
    }

    private static async Task<Ok<LineView>> ChangeAsync(
        RecordLine line, RecordedGift? gift, string? reason, HttpRequest request, Actor actor, RecordStore records, TimeProvider time, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (old, at) = (await records.FindAsync(line, ct), time.GetUtcNow());
            Preconditions.RequireVersion(request, old?.Value.Version ?? 0);
            var next = new RecordEntry(line, (old?.Value.Version ?? 0) + 1, at, gift);
            var commit = gift is null
                ? new Commit(Keys.Record, actor, at).Audit("record.withdrawn", Keys.Entry(line), next.Version, reason)
                : new Commit(Keys.Record, actor, at).Audit("record.entered", Keys.Entry(line), next.Version);
            if (await records.TryChangeAsync(commit, [new RecordRow<RecordEntry>(Keys.Entry(line), old, next)], entry => entry.Version, ct))
            {
                request.HttpContext.Response.Headers.ETag = Preconditions.ETagOf(next.Version);
                return TypedResults.Ok(RecordReads.View(next));
            }
        }

        throw new Refused(ErrorCatalogue.Busy);
    }

    /// <summary>Storage: as adding a line.</summary>
    private static async Task<Ok<HeldEntry>> PutHeldAsync(
        string participant, string side, HttpRequest request, Caller caller, RecordStore records, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var id = await participants.RequireAsync(participant, ct);
        var of = Enum.GetValues<RecordSide>().Cast<RecordSide?>().FirstOrDefault(one => Json.Code(one!.Value) == side)
            ?? throw new Refused(ErrorCatalogue.InvalidParameter, "side", side.Length > 100 ? side[..100] : side, "given or received");
        if (of is RecordSide.Received && id.IsOrganisation)
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "side", side, "given: only States receive");
        }

        var held = RecordReader.ReadHeld((await RequestBody.ReadJsonAsync(request, ct)).Json, time.GetUtcNow().Year).Require();
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (old, at) = (await records.FindAsync(id, of, ct), time.GetUtcNow());
            Preconditions.RequireVersion(request, old?.Value.Version ?? 0);
            var next = new HeldEntry(id, of, (old?.Value.Version ?? 0) + 1, at, held);
            var commit = new Commit(Keys.Record, caller.Actor, at).Audit("record.held", Keys.Held(id, of), next.Version);
            if (await records.TryChangeAsync(commit, [new RecordRow<HeldEntry>(Keys.Held(id, of), old, next)], entry => entry.Version, ct))
            {
                request.HttpContext.Response.Headers.ETag = Preconditions.ETagOf(next.Version);
                return TypedResults.Ok(next);
            }
        }

        throw new Refused(ErrorCatalogue.Busy);
    }

    /// <summary>Storage: 1 read with an idempotency key, 1 transaction (comment, audit, idempotency entry). No round: a comment changes no line.</summary>
    private static async Task<Created<RecordComment>> CommentAsync(
        string state, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = ParticipantRegister.RequireState(state);
        _ = await services.Participants.RequireOwnAsync(state, caller.Actor, ct);
        var (json, bytes) = await RequestBody.ReadJsonAsync(request, ct);
        var (key, at) = (Idempotency.Read(request, bytes, caller.Actor), services.Time.GetUtcNow());
        var reader = FieldReader.Of(json);
        var text = reader.LocalText("text", 1, ReasonBody.MaxLength, lines: true, required: true);
        var comment = reader.Finish(() => new RecordComment(Keys.NewId(at), owner, at, text)).Require();
        var commit = new Commit(owner.Value, caller.Actor, at).Add(Keys.Comment(comment.Id), comment).Audit("record.commented", Keys.Comment(comment.Id));
        if (key is not null)
        {
            commit.Add(key.RowKey, new IdempotencyEntry(key.RequestHash, Keys.Comment(comment.Id)));
        }

        if (await services.Ledger.SubmitAsync(commit, ct) is TransactionResult.Conflicted)
        {
            // Only the idempotency entry can be there already.
            var earlier = await Idempotency.FindAsync(services.Store, owner, key, ct) ?? throw new Refused(ErrorCatalogue.Busy);
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
            comment = (await services.Store.States.FindAsync<RecordComment>(owner.Value, earlier.RowKey, ct))!.Value;
        }

        return TypedResults.Created($"/api/record?state={owner}", comment);
    }
}
