using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Declarations;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Cursor of the next page; null after the last.</param>
internal sealed record Page<TView>(IReadOnlyList<TView> Items, string? Next);

/// <summary>An earlier or the present version of a declaration, with who wrote it, when and why.</summary>
internal sealed record VersionView<TView>(int Version, TView Content, AuditEntry? Change);

/// <summary>The endpoints that read declarations of one kind. What a caller may not see is as if it were not there.</summary>
internal sealed class DeclarationReads<T, TView>(DeclarationKind<T, TView> kind) where T : class
{
    /// <summary>One declaration. Storage: 1 read.</summary>
    public async Task<Ok<TView>> ReadAsync(
        string participant, string id, Caller caller, HttpResponse response, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var value = await RequireVisibleAsync(participant, id, caller.Actor, services, ct);
        response.Headers.ETag = Preconditions.ETagOf(kind.Header(value).Version);
        return TypedResults.Ok(kind.View(value, caller.Actor));
    }

    /// <summary>All declarations of one participant, withdrawn ones included. Storage: 1 range query for each 1,000.</summary>
    public async Task<Ok<Page<TView>>> ListOwnedAsync(
        string participant, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireAsync(participant, ct);
        var rows = await services.Store.States.ListAsync<T>(owner.Value, kind.Prefix, ct);
        return TypedResults.Ok(new Page<TView>([.. rows.Where(row => MayRead(row.Value, caller.Actor)).Select(row => kind.View(row.Value, caller.Actor))], null));
    }

    /// <summary>
    /// Open declarations of all participants, by pillar, from the market: what was declared a moment ago may be missing
    /// until its message has been handled. Storage: 1 range query for each pillar and each 1,000 rows passed over.
    /// </summary>
    public async Task<Ok<Page<TView>>> ListAsync(
        HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var (filter, errors) = ListFilter.Read(request.Query);
        if (filter is null)
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, errors);
        }

        if (filter.After is { RowKey: var after } && !(after.StartsWith(kind.Prefix, StringComparison.Ordinal) && RequestIds.IsId(after[kind.Prefix.Length..])))
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "cursor", null, "a cursor of this list");
        }

        List<TView> items = [];
        foreach (var pillar in filter.Pillars.SkipWhile(pillar => filter.After is { } start && pillar != start.Pillar))
        {
            var from = filter.After is { } last && last.Pillar == pillar ? StorageTable.KeyAfter(last.RowKey) : kind.Prefix;
            await foreach (var row in services.Store.Market.QueryAsync(Json.Code(pillar), from, Keys.EndOf(kind.Prefix), ct))
            {
                var value = Documents.Read<T>(row).Value;
                if (!IsListedUnder(pillar, value, filter) || !MayRead(value, caller.Actor))
                {
                    continue;
                }

                items.Add(kind.View(value, caller.Actor));
                if (items.Count == filter.Limit)
                {
                    return TypedResults.Ok(new Page<TView>(items, ListFilter.CursorOf(pillar, row.RowKey)));
                }
            }
        }

        return TypedResults.Ok(new Page<TView>(items, null));
    }

    /// <summary>Every version, newest first. Storage: 1 read, 2 range queries.</summary>
    public async Task<Ok<IReadOnlyList<VersionView<TView>>>> HistoryAsync(
        string participant, string id, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct)
    {
        var present = await RequireVisibleAsync(participant, id, caller.Actor, services, ct);
        var header = kind.Header(present);
        if (!caller.Actor.MayReadConfidential(header.Owner))
        {
            // An earlier version may have been less visible than the present one.
            throw new Refused(ErrorCatalogue.NotFound);
        }

        var rowKey = kind.RowKey(id);
        var earlier = await services.Store.States.ListAsync<T>(header.Owner.Value, Keys.HistoryPrefix(rowKey), ct);
        var audit = await services.Store.States.ListAsync<AuditEntry>(header.Owner.Value, Keys.AuditPrefix, ct);
        var changes = audit.Select(row => row.Value).Where(entry => entry.Subject == rowKey && entry.Version is not null)
            .ToLookup(entry => entry.Version!.Value);
        IReadOnlyList<VersionView<TView>> versions =
            [.. earlier.Select(row => row.Value).Append(present)
                .Select(value => (Version: kind.Header(value).Version, Value: value))
                .OrderByDescending(version => version.Version)
                .Select(version => new VersionView<TView>(version.Version, kind.View(version.Value, caller.Actor), changes[version.Version].FirstOrDefault()))];
        return TypedResults.Ok(versions);
    }

    private async Task<T> RequireVisibleAsync(string participant, string id, Actor actor, DeclarationServices services, CancellationToken ct)
    {
        var owner = await services.Participants.RequireAsync(participant, ct);
        var stored = await services.Store.States.FindAsync<T>(owner.Value, kind.RowKey(RequestIds.Require(id)), ct);
        return stored is not null && MayRead(stored.Value, actor) ? stored.Value : throw new Refused(ErrorCatalogue.NotFound);
    }

    private bool MayRead(T value, Actor actor) => kind.Header(value) is var header && actor.MayRead(header.Visibility, header.Owner);

    /// <summary>
    /// A capacity stands under each of its pillars; in a list it shows once, under the first that is asked for. A row
    /// under a pillar that it has left stays as a mark for late messages, and shows nowhere.
    /// </summary>
    private bool IsListedUnder(Pillar pillar, T value, ListFilter filter) =>
        kind.Header(value) is { Status: DeclarationStatus.Open } header
        && header.Pillars.Contains(pillar)
        && filter.Pillars.First(header.Pillars.Contains) == pillar
        && (filter.Participant is null || filter.Participant == header.Owner)
        && kind.Passes(value, filter);
}
