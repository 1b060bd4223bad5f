using Matchmaking.Functions.Access;
using Matchmaking.Functions.OpenApi;

namespace Matchmaking.Functions.Declarations;

internal static class DeclarationRoutes
{
    /// <summary>Maps every endpoint of one kind of declaration.</summary>
    /// <typeparam name="T">The record that is stored.</typeparam>
    /// <typeparam name="TView">What a caller sees of it.</typeparam>
    /// <typeparam name="TBody">What a body holds, for the OpenAPI document.</typeparam>
    public static void MapDeclarations<T, TView, TBody>(this IEndpointRouteBuilder app, DeclarationKind<T, TView> kind)
        where T : class where TBody : notnull
    {
        var changes = new DeclarationsApi<T, TView>(kind);
        var reads = new DeclarationReads<T, TView>(kind);
        var import = new ImportApi<T, TView>(kind);
        var group = app.MapGroup($"/api/{kind.Area}").WithTags(kind.Area);
        const string own = "/{participant}";
        const string one = "/{participant}/{id}";

        group.MapGet("", reads.ListAsync).AllowAnybody()
            .TakesQuery<Pillar>("pillar", "Only under this pillar.")
            .TakesQuery<ParticipantId>("participant", "Only this State's or organisation's.")
            .TakesQuery<string>("area", "Only within this M49 region or subregion, three digits.")
            .TakesQuery<AssistanceKind>("kind", "Only with this kind of assistance.")
            .TakesQuery<int>("limit", $"Items a page, 1 to {ListFilter.MaxLimit}; {ListFilter.DefaultLimit} where not given.")
            .TakesQuery<string>("cursor", "The `next` of the page before, as it came.")
            .WithSummary("Lists what is open, by pillar. Filters: pillar, participant, area, kind; paging: limit, cursor.");
        group.MapGet(own, reads.ListOwnedAsync).AllowAnybody().WithSummary("Lists all of one participant, withdrawn ones included.");
        group.MapPost(own, changes.DeclareAsync).AllowRoles(kind.Declarers).Accepts<TBody>("application/json").TakesIdempotencyKey().AnswersETag()
            .WithSummary("Declares. Send an Idempotency-Key so that a repeat creates nothing.");
        group.MapPost($"{own}/import", import.ImportAsync).AllowRoles(kind.Declarers).Accepts<string>("text/csv").TakesIdempotencyKey()
            .TakesQuery<string>("mode", "`all_or_nothing` (the default) or `good_lines`.")
            .WithSummary("Declares from a CSV file: all lines or none, or with mode=good_lines the good ones.");
        group.MapGet(one, reads.ReadAsync).AllowAnybody().AnswersETag().WithSummary("Reads one.");
        group.MapPut(one, changes.ReplaceAsync).AllowRoles(kind.Declarers).Accepts<TBody>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Replaces the whole declaration; If-Match must hold the ETag as read.");
        group.MapPost($"{one}/withdraw", changes.WithdrawAsync).AllowRoles(kind.Declarers).Accepts<ReasonBody>("application/json").AnswersETag()
            .WithSummary("Withdraws, with a reason. Nothing is deleted.");
        group.MapGet($"{one}/history", reads.HistoryAsync).AllowRoles(AllowedRolesExtensions.Everyone)
            .WithSummary("Every version, newest first, with who wrote it and why.");
    }
}
