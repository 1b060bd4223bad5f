using Matchmaking.Functions.Access;

namespace Matchmaking.Functions.Declarations;

internal static class DeclarationRoutes
{
    /// <summary>Maps every endpoint of one kind of declaration.</summary>
    /// <typeparam name="T">The record that is stored.</typeparam>
    /// <typeparam name="TView">What a caller sees of it.</typeparam>
    /// <typeparam name="TBody">What a body holds, for the OpenAPI document.</typeparam>
    public static void MapDeclarations<T, TView, TBody>(this IEndpointRouteBuilder api, DeclarationKind<T, TView> kind)
        where T : class where TBody : notnull
    {
        var changes = new DeclarationsApi<T, TView>(kind);
        var reads = new DeclarationReads<T, TView>(kind);
        var import = new ImportApi<T, TView>(kind);
        var group = api.MapGroup("").WithTags(kind.ListPath);
        var one = $"/{kind.OwnedPath}/{{id}}";

        group.MapGet($"/{kind.ListPath}", reads.ListAsync).AllowAnybody()
            .WithSummary($"Lists what is open, by pillar. Filters: pillar, participant, area, kind; paging: limit, cursor.");
        group.MapGet($"/{kind.OwnedPath}", reads.ListOwnedAsync).AllowAnybody().WithSummary("Lists all of one participant, withdrawn ones included.");
        group.MapPost($"/{kind.OwnedPath}", changes.DeclareAsync).AllowRoles(kind.Declarers).Accepts<TBody>("application/json")
            .WithSummary("Declares. Send an Idempotency-Key so that a repeat creates nothing.");
        group.MapPost($"/{kind.OwnedPath}/import", import.ImportAsync).AllowRoles(kind.Declarers).Accepts<string>("text/csv")
            .WithSummary("Declares from a CSV file: all lines or none, or with mode=good_lines the good ones.");
        group.MapGet(one, reads.ReadAsync).AllowAnybody().WithSummary("Reads one.");
        group.MapPut(one, changes.ReplaceAsync).AllowRoles(kind.Declarers).Accepts<TBody>("application/json")
            .WithSummary("Replaces the whole declaration; If-Match must hold the ETag as read.");
        group.MapPost($"{one}/withdraw", changes.WithdrawAsync).AllowRoles(kind.Declarers).Accepts<ReasonBody>("application/json")
            .WithSummary("Withdraws, with a reason. Nothing is deleted.");
        group.MapGet($"{one}/history", reads.HistoryAsync).AllowRoles(AllowedRolesExtensions.Everyone)
            .WithSummary("Every version, newest first, with who wrote it and why.");
    }
}
