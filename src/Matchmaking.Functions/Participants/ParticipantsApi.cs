using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Participants;

/// <summary>A State as everybody may see it: what public documents say.</summary>
internal sealed record StateView(
    ParticipantId Id,
    string Iso2,
    LocalText Name,
    Area Region,
    Area Subregion,
    IReadOnlyList<TreatyView> Treaties,
    IReadOnlyList<DeadlineView> Deadlines,
    bool HasVictimAssistanceCommitments,
    bool IsKnownDonor,
    string? SourceNotes);

/// <summary>How a State stands to a convention today.</summary>
internal sealed record TreatyView(Convention Convention, TreatyStatus Status, int? JoinedIn, DateOnly? WithdrawnOn);

/// <summary>A treaty deadline, and whether its date is still to be confirmed.</summary>
internal sealed record DeadlineView(Convention Convention, int Article, string Date, Certainty Certainty, bool ToBeConfirmed);

/// <summary>Body of an organisation's registration.</summary>
internal sealed record OrganisationBody(LocalText Name);

/// <summary>States and organisations.</summary>
internal static class ParticipantsApi
{
    public static void MapParticipants(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/participants").WithTags("participants");
        group.MapGet("/states", (TimeProvider time) => TypedResults.Ok(States.All.Select(state => View(state, time)).ToList())).AllowAnybody()
            .WithSummary("The States, with treaty status today and deadlines; dates of doubtful source are marked to be confirmed.");
        group.MapGet("/{participant}", ReadState).AllowAnybody().WithSummary("One State.");
        group.MapGet("/organisations", async (ParticipantRegister register, CancellationToken ct) =>
                TypedResults.Ok(await register.OrganisationsAsync(ct)))
            .AllowAnybody().WithSummary("The registered organisations.");
        group.MapPut("/{participant}", RegisterAsync).AllowRoles(Role.Secretariat).Accepts<OrganisationBody>("application/json")
            .WithSummary("Registers an organisation, or changes its name.");
    }

    private static Ok<StateView> ReadState(string participant, TimeProvider time) =>
        ParticipantId.TryParse(participant, null, out var id) && States.Find(id) is { } state
            ? TypedResults.Ok(View(state, time))
            : throw new Refused(ErrorCatalogue.UnknownParticipant, "participant", participant.Length > 100 ? participant[..100] : participant, "an ISO3 code");

    /// <summary>Storage: 1 read, 1 transaction (organisation, audit). Repeating it changes nothing.</summary>
    private static async Task<Ok<Organisation>> RegisterAsync(
        string participant, HttpRequest request, Caller caller, Store store, ParticipantRegister register, TimeProvider time, CancellationToken ct)
    {
        if (!ParticipantId.TryParse(participant, null, out var id) || !id.IsOrganisation)
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "participant", participant.Length > 100 ? participant[..100] : participant, "org- and 2 to 40 lower-case letters, digits or hyphens");
        }

        var reader = FieldReader.Of((await RequestBody.ReadJsonAsync(request, ct)).Json);
        var name = reader.LocalText("name", 2, 200, lines: false, required: true);
        var present = (await register.FindOrganisationAsync(id, ct))?.Value;
        var organisation = reader.Finish(() => new Organisation(id, name, present?.Demo ?? false)).Require();
        if (organisation != present)
        {
            var at = time.GetUtcNow();
            var audit = new AuditEntry(at, caller.Actor.Id, caller.Actor.Role, caller.Actor.Participant, "organisation.registered", id.Value, null, null);
            await store.Access.SubmitAsync(
                [
                    RowChange.Upsert(Documents.ToRow(Keys.Organisations, id.Value, organisation)),
                    RowChange.Add(Documents.ToRow(Keys.Organisations, Keys.Audit(at, Keys.NewId(at)), audit)),
                ],
                ct);
        }

        return TypedResults.Ok(organisation);
    }

    private static StateView View(State state, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return new(
            state.Id,
            state.Iso2,
            state.Name,
            state.Region,
            state.Subregion,
            [.. Enum.GetValues<Convention>().Select(convention => new TreatyView(
                convention,
                state.StatusUnder(convention, today),
                state.Under(convention).JoinedIn,
                state.Under(convention).WithdrawnOn))],
            [.. state.Deadlines.Select(deadline => new DeadlineView(
                deadline.Convention, deadline.Article, deadline.Date.ToString(), deadline.Certainty, deadline.Certainty != Certainty.Found))],
            state.HasVictimAssistanceCommitments,
            state.IsKnownDonor,
            state.SourceNotes.Length > 0 ? state.SourceNotes : null);
    }
}
