using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.OpenApi;
using Matchmaking.Matching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Policy;

/// <summary>The policy that weighs: its readers see every number, the committee tries a change, the chair adopts it.</summary>
internal static class PolicyApi
{
    private static readonly Role[] Readers = [.. AllowedRolesExtensions.Reviewers, Role.Secretariat, Role.Observer];

    public static void MapPolicy(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/policy").WithTags("policy");
        group.MapGet("", ReadAsync).AllowRoles(Readers).AnswersETag()
            .WithSummary("The policy in force: every number with its range, unit and what it does.");
        group.MapGet("/history", HistoryAsync).AllowRoles(Readers)
            .WithSummary("Every policy that is or was in force, newest first: who adopted it, when and why, and what it changed.");
        group.MapPost("/trial", TryAsync).AllowRoles(AllowedRolesExtensions.Reviewers).Accepts<PolicyChangeBody>("application/json")
            .WithSummary("Tries a changed policy on the market as it stands: which proposals would change, and why. Nothing is stored.");
        group.MapPut("", AdoptAsync).AllowRoles(Role.Chair).Accepts<PolicyChangeBody>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Adopts a changed policy, with a reason; If-Match must hold the ETag as read. What is not yet decided is weighed anew.");
    }

    /// <summary>Storage: 1 read.</summary>
    private static async Task<Ok<PolicyView>> ReadAsync(HttpResponse response, PolicyStore policies, CancellationToken ct) =>
        Answer(await policies.InForceAsync(ct), response);

    /// <summary>Storage: 1 read, 1 range query.</summary>
    private static async Task<Ok<IReadOnlyList<PolicyVersionView>>> HistoryAsync(PolicyStore policies, CancellationToken ct)
    {
        var all = await policies.HistoryAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PolicyVersionView>>([.. all.Select((adopted, index) => adopted.View(all.ElementAtOrDefault(index + 1)?.Policy))]);
    }

    /// <summary>Storage: 1 read, then as a trial.</summary>
    private static async Task<Ok<PolicyTrialView>> TryAsync(HttpRequest request, PolicyStore policies, PolicyTrial trial, CancellationToken ct)
    {
        var (json, _) = await RequestBody.ReadJsonAsync(request, ct);
        var inForce = (await policies.InForceAsync(ct)).Policy;
        var change = PolicyReader.Read(json, inForce, reasonOwed: false).Require();
        return TypedResults.Ok(await trial.TryAsync(inForce, change.Policy, ct));
    }

    /// <summary>Storage: 1 read, then as adopting.</summary>
    private static async Task<Ok<PolicyView>> AdoptAsync(HttpRequest request, Caller caller, PolicyStore policies, CancellationToken ct)
    {
        var (json, _) = await RequestBody.ReadJsonAsync(request, ct);
        var inForce = (await policies.InForceAsync(ct)).Policy;
        Preconditions.RequireVersion(request, inForce.Version);
        var change = PolicyReader.Read(json, inForce, reasonOwed: true).Require();
        if (change.Policy.Name == inForce.Name && PolicyNumbers.Differing(inForce, change.Policy).Count == 0)
        {
            throw new Refused(ErrorCatalogue.PolicyUnchanged);
        }

        return Answer(await policies.AdoptAsync(change.Policy, change.Reason!, caller.Actor, ct), request.HttpContext.Response);
    }

    private static Ok<PolicyView> Answer(AdoptedPolicy adopted, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETagOf(adopted.Policy.Version);
        return TypedResults.Ok(adopted.View());
    }
}
