using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Proposals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Audit;

/// <summary>The audit of a State: who did what when and why.</summary>
internal static class AuditApi
{
    private const int MostEntries = 1000;

    public static void MapAudit(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/audit").WithTags("audit").MapGet("/{state}", ReadAsync)
            .AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat, Role.FocalPoint])
            .WithSummary("Who did what when and why in a State's partition, newest first, at most 1,000 entries.");

    /// <summary>Storage: 2 range queries.</summary>
    private static async Task<Ok<Page<AuditEntry>>> ReadAsync(
        string state, Caller caller, Store store, ProposalStore proposals, CancellationToken ct)
    {
        var id = ParticipantRegister.RequireState(state);
        if (!caller.Actor.MayReadConfidential(id))
        {
            throw new Refused(ErrorCatalogue.OtherParticipant, "state", state, caller.Actor.Participant?.Value ?? "your own");
        }

        var entries = await store.States.ListAsync<AuditEntry>(id.Value, Keys.AuditPrefix, ct);
        // What the committee did with a proposal that the State may not read is not the State's to read either.
        var hidden = (await proposals.OfStateAsync(id, ct)).Where(row => !row.Value.MayBeReadBy(caller.Actor)).Select(row => row.RowKey).ToHashSet();
        return TypedResults.Ok(new Page<AuditEntry>(
            [.. entries.Select(row => row.Value).Where(entry => !hidden.Contains(entry.Subject)).Reverse().Take(MostEntries)], null));
    }
}
