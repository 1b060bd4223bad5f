using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Participants;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Declarations;

/// <summary>The services that every endpoint of declarations uses.</summary>
internal sealed record DeclarationServices(Store Store, Ledger.Ledger Ledger, ParticipantRegister Participants, TimeProvider Time);

/// <summary>
/// The endpoints that change declarations of one kind. Each is load → pure function → one atomic write with its audit
/// and outbox → answer.
/// </summary>
internal sealed class DeclarationsApi<T, TView>(DeclarationKind<T, TView> kind) where T : class
{
    private static readonly HashSet<ParticipantId> NoOrganisations = [];

    /// <summary>
    /// Declares. Storage: the key's read, 1 transaction (declaration, audit, outbox, idempotency entry), 1 send, 1 deletion of the
    /// outbox row. Only a body that is refused, or a repeat, costs a read of the idempotency entry: a good one meets it in the transaction.
    /// </summary>
    public async Task<Created<TView>> DeclareAsync(
        string participant, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireOwnAsync(participant, caller.Actor, ct);
        var (json, bytes) = await RequestBody.ReadJsonAsync(request, ct);
        var idempotencyKey = Idempotency.Read(request, bytes, caller.Actor);
        var at = services.Time.GetUtcNow();
        var context = new NewDeclaration(Keys.NewId(at), owner, at, await OrganisationsNamedIn(bytes, services, ct));
        var reading = kind.Read(json, context);
        if (reading is Reading<T>.Rejected && await Idempotency.FindAsync(services.Store, owner, idempotencyKey, ct) is { } earlier)
        {
            // Good when it was first sent, as where an organisation that it names has gone since.
            return await AnsweredBefore(owner, earlier, caller, services, request, ct);
        }

        var declared = reading.Require();
        var rowKey = kind.RowKey(context.Id);

        var commit = new Commit(owner.Value, caller.Actor, at)
            .Add(rowKey, declared)
            .Audit($"{kind.Name}.declared", rowKey, version: 1)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(owner.Value, rowKey));
        if (idempotencyKey is not null)
        {
            commit.Add(idempotencyKey.RowKey, new IdempotencyEntry(idempotencyKey.RequestHash, rowKey));
        }

        if (await services.Ledger.SubmitAsync(commit, ct) is TransactionResult.Conflicted)
        {
            // Only the idempotency entry can be there already: the same request came before, or twice at the same moment.
            var twin = await Idempotency.FindAsync(services.Store, owner, idempotencyKey, ct) ?? throw new Refused(ErrorCatalogue.Busy);
            return await AnsweredBefore(owner, twin, caller, services, request, ct);
        }

        return Created(owner, declared, caller, request.HttpContext.Response);
    }

    /// <summary>Replaces; needs If-Match. Storage: 1 read, 1 transaction (new version, old version, audit, outbox), 1 send, 1 deletion.</summary>
    public async Task<Ok<TView>> ReplaceAsync(
        string participant, string id, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireOwnAsync(participant, caller.Actor, ct);
        var (json, bytes) = await RequestBody.ReadJsonAsync(request, ct);
        var old = await RequireAsync(owner, id, services.Store, ct);
        var header = kind.Header(old.Value);
        Preconditions.RequireVersion(request, header.Version);
        if (header.Status == DeclarationStatus.Withdrawn)
        {
            throw new Refused(ErrorCatalogue.Withdrawn);
        }

        var at = services.Time.GetUtcNow();
        var read = kind.Read(json, new NewDeclaration(id, owner, at, await OrganisationsNamedIn(bytes, services, ct))).Require();
        var next = kind.Next(old.Value, read);
        if (!await TryChangeAsync($"{kind.Name}.replaced", owner, old, next, reason: null, caller.Actor, at, services, ct))
        {
            throw new Refused(ErrorCatalogue.Stale);
        }

        return Ok(next, caller, request.HttpContext.Response);
    }

    /// <summary>
    /// Withdraws, with a reason; kept with its history. Withdrawing twice changes nothing. Takes If-Match and does not need it: without, whatever
    /// stands there is withdrawn. Storage: as replacing.
    /// </summary>
    public async Task<Ok<TView>> WithdrawAsync(
        string participant, string id, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireOwnAsync(participant, caller.Actor, ct);
        var reason = ReasonBody.Read((await RequestBody.ReadJsonAsync(request, ct)).Json);
        while (true)
        {
            var old = await RequireAsync(owner, id, services.Store, ct);
            if (request.Headers.IfMatch.Count > 0)
            {
                Preconditions.RequireVersion(request, kind.Header(old.Value).Version);
            }

            if (kind.Header(old.Value).Status == DeclarationStatus.Withdrawn)
            {
                return Ok(old.Value, caller, request.HttpContext.Response);
            }

            var at = services.Time.GetUtcNow();
            var next = kind.Withdrawn(old.Value, at);
            if (await TryChangeAsync($"{kind.Name}.withdrawn", owner, old, next, reason, caller.Actor, at, services, ct))
            {
                return Ok(next, caller, request.HttpContext.Response);
            }
        }
    }

    /// <summary>False where somebody else changed it meanwhile.</summary>
    private async Task<bool> TryChangeAsync(
        string action, ParticipantId owner, Stored<T> old, T next, string? reason, Actor actor, DateTimeOffset at, DeclarationServices services, CancellationToken ct)
    {
        var commit = new Commit(owner.Value, actor, at)
            .Replace(old, next)
            .Add(Keys.History(old.RowKey, kind.Header(old.Value).Version), old.Value)
            .Audit(action, old.RowKey, kind.Header(next).Version, reason)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(owner.Value, old.RowKey, kind.Left(old.Value, next)));
        return await services.Ledger.SubmitAsync(commit, ct) is TransactionResult.Committed;
    }

    private async Task<Created<TView>> AnsweredBefore(
        ParticipantId owner, IdempotencyEntry earlier, Caller caller, DeclarationServices services, HttpRequest request, CancellationToken ct)
    {
        request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        var stored = await services.Store.States.FindAsync<T>(owner.Value, earlier.RowKey, ct);
        return Created(owner, stored!.Value, caller, request.HttpContext.Response);
    }

    private Created<TView> Created(ParticipantId owner, T value, Caller caller, HttpResponse response)
    {
        var header = kind.Header(value);
        response.Headers.ETag = Preconditions.ETagOf(header.Version);
        return TypedResults.Created($"/api/{kind.Area}/{owner.Value}/{header.Id}", kind.View(value, caller.Actor));
    }

    private Ok<TView> Ok(T value, Caller caller, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETagOf(kind.Header(value).Version);
        return TypedResults.Ok(kind.View(value, caller.Actor));
    }

    private async Task<Stored<T>> RequireAsync(ParticipantId owner, string id, Store store, CancellationToken ct) =>
        await store.States.FindAsync<T>(owner.Value, kind.RowKey(RequestIds.Require(id)), ct) ?? throw new Refused(ErrorCatalogue.NotFound);

    /// <summary>Most bodies name no organisation; only those that may do cost a query.</summary>
    private static async Task<IReadOnlySet<ParticipantId>> OrganisationsNamedIn(byte[] body, DeclarationServices services, CancellationToken ct) =>
        body.AsSpan().IndexOf("org-"u8) < 0
            ? NoOrganisations
            : (await services.Participants.OrganisationsAsync(ct)).Select(organisation => organisation.Id).ToHashSet();
}
