using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Proposals;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Contacts;

/// <summary>Body of a contact.</summary>
internal sealed record ContactBody(string Name, string Email, string Language, bool? Active);

/// <summary>
/// Who receives the mail of a participant, or of the committee. Contacts are never public: their own participant and
/// the secretariat see them, nobody else. They are the one thing here that is truly deleted, since they are personal data.
/// </summary>
internal static class ContactsApi
{
    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var participants = app.MapGroup("/api/contacts/{participant}").WithTags("contacts")
            .AllowRoles(Role.FocalPoint, Role.Partner, Role.Secretariat);
        participants.MapGet("", async (string participant, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct) =>
            await ListAsync((await OwnAsync(participant, caller, services, ct)).Value, services, ct)).WithSummary("Contacts of a participant.");
        participants.MapPut("/{id}", async (string participant, string id, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, ProposalStore proposals, CancellationToken ct) =>
            await PutAsync(await OwnAsync(participant, caller, services, ct), partition: null, id, request, caller, services, proposals, ct))
            .Accepts<ContactBody>("application/json").WithSummary("Adds or changes a contact.");
        participants.MapDelete("/{id}", async (string participant, string id, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct) =>
            await DeleteAsync((await OwnAsync(participant, caller, services, ct)).Value, id, caller, services, ct)).WithSummary("Deletes a contact.");

        var committee = app.MapGroup("/api/contacts/committee").WithTags("contacts").AllowRoles(Role.Secretariat);
        committee.MapGet("", ([AsParameters] DeclarationServices services, CancellationToken ct) => ListAsync(Keys.Committee, services, ct))
            .WithSummary("Contacts of the committee's members.");
        committee.MapPut("/{participant}/{id}", async (string participant, string id, HttpRequest request, Caller caller, [AsParameters] DeclarationServices services, ProposalStore proposals, CancellationToken ct) =>
            await PutAsync(await services.Participants.RequireAsync(participant, ct), Keys.Committee, id, request, caller, services, proposals, ct))
            .Accepts<ContactBody>("application/json").WithSummary("Adds or changes a member's contact; the participant is the member's State.");
        committee.MapDelete("/{id}", (string id, Caller caller, [AsParameters] DeclarationServices services, CancellationToken ct) =>
            DeleteAsync(Keys.Committee, id, caller, services, ct)).WithSummary("Deletes a member's contact.");
    }

    /// <summary>The active contacts of a partition. One range query.</summary>
    public static async Task<IReadOnlyList<Contact>> ActiveAsync(StorageTable states, string partition, CancellationToken ct) =>
        [.. (await states.ListAsync<Contact>(partition, Keys.ContactPrefix, ct)).Select(row => row.Value).Where(contact => contact.Active)];

    private static async Task<ParticipantId> OwnAsync(string participant, Caller caller, DeclarationServices services, CancellationToken ct) =>
        caller.Actor.Role == Role.Secretariat
            ? await services.Participants.RequireAsync(participant, ct)
            : await services.Participants.RequireOwnAsync(participant, caller.Actor, ct);

    private static async Task<Ok<IReadOnlyList<Contact>>> ListAsync(string partition, DeclarationServices services, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<Contact>>(
            [.. (await services.Store.States.ListAsync<Contact>(partition, Keys.ContactPrefix, ct)).Select(row => row.Value)]);

    private static async Task<Ok<Contact>> PutAsync(
        ParticipantId participant, string? partition, string id, HttpRequest request, Caller caller, DeclarationServices services, ProposalStore proposals, CancellationToken ct)
    {
        if (id.Length > 64 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "id", id.Length > 100 ? id[..100] : id, "1 to 64 lower-case letters, digits or hyphens");
        }

        var reader = FieldReader.Of((await RequestBody.ReadJsonAsync(request, ct)).Json);
        var (name, email, language) = (reader.Text("name", 1, 200), reader.Email("email"), reader.Language("language"));
        var active = !reader.IsGiven("active") || reader.Flag("active");
        var contact = reader.Finish(() => new Contact(id, participant, name, email, language, active)).Require();
        var commit = new Commit(partition ?? participant.Value, caller.Actor, services.Time.GetUtcNow())
            .Upsert(Keys.Contact(id), contact)
            .Audit("contact.changed", Keys.Contact(id));
        foreach (var proposal in (await proposals.LiveAsync(ct)).Where(proposal => Concerns(proposal, participant)))
        {
            // Whoever was not there when the invitations went out is told now; who has been told is not told twice.
            commit.Send(Messages.NoticeQueue, Messages.OfProposalChanged(proposal.State.Value, Keys.Proposal(proposal.Id)));
        }

        await services.Ledger.SubmitAsync(commit, ct);
        return TypedResults.Ok(contact);
    }

    private static bool Concerns(Proposal proposal, ParticipantId participant) => proposal.Status switch
    {
        ProposalStatus.Approved => proposal.State == participant,
        ProposalStatus.Accepted => proposal.Partners.Any(partner => partner.Partner == participant),
        _ => false,
    };

    private static async Task<NoContent> DeleteAsync(string partition, string id, Caller caller, DeclarationServices services, CancellationToken ct)
    {
        var commit = new Commit(partition, caller.Actor, services.Time.GetUtcNow())
            .Delete(Keys.Contact(id))
            .Audit("contact.deleted", Keys.Contact(id));
        return await services.Ledger.SubmitAsync(commit, ct) is TransactionResult.Committed
            ? TypedResults.NoContent()
            : throw new Refused(ErrorCatalogue.NotFound);
    }
}
