using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Market;

/// <summary>Questions to the market as it stands: what one more capacity would change, and who is left behind.</summary>
internal static class MarketApi
{
    public static void MapMarket(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/market").WithTags("market");
        group.MapPost("/what-if", AskAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat]).Accepts<AdditionBody>("application/json")
            .WithSummary("What one more capacity that nobody has registered would change, such as one more million for a pillar in a region. Nothing is stored.");
        group.MapGet("/left-behind", LeftBehindAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat, Role.Observer])
            .WithSummary("States of which open needs are left behind, those that nobody could help first, then the furthest, with the reasons; only needs that the reader may read.");
    }

    /// <summary>Storage: as a round reads, and 1 range query.</summary>
    private static async Task<Ok<WhatIfView>> AskAsync(HttpRequest request, MarketQuestions questions, TimeProvider time, CancellationToken ct)
    {
        var (json, _) = await RequestBody.ReadJsonAsync(request, ct);
        // A place is a State or an area: no organisation is one, so none has to be looked up.
        var known = new NewDeclaration("", Addition.Nobody, time.GetUtcNow(), new HashSet<ParticipantId>()).Known;
        return TypedResults.Ok(await questions.WhatIfAsync(AdditionReader.Read(json, known).Require(), ct));
    }

    /// <summary>Storage: as a round reads, and 1 range query.</summary>
    private static async Task<Ok<IReadOnlyList<LeftBehindStateView>>> LeftBehindAsync(Caller caller, MarketQuestions questions, CancellationToken ct) =>
        TypedResults.Ok(await questions.LeftBehindAsync(caller.Actor, ct));
}
