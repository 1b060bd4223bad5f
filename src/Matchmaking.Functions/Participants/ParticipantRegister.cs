using Matchmaking.Field;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;

namespace Matchmaking.Functions.Participants;

/// <summary>An organisation that may be a partner. Registered by the secretariat.</summary>
/// <param name="Id">Its code, <c>org-…</c>.</param>
/// <param name="Name">Its name in each language given.</param>
/// <param name="Demo">True for demonstration data.</param>
internal sealed record Organisation(ParticipantId Id, LocalText Name, bool Demo = false);

/// <summary>Who is known: the States of the register and the organisations in table <c>access</c>.</summary>
internal sealed class ParticipantRegister(Store store)
{
    /// <summary>What is expected where a participant is asked for.</summary>
    public const string Codes = "an ISO3 code or a registered org-…";

    /// <summary>The participant of a path segment. No storage for a State, 1 point read for an organisation.</summary>
    /// <exception cref="Refused">Unknown (404).</exception>
    public async Task<ParticipantId> RequireAsync(string code, CancellationToken ct)
    {
        var known = ParticipantId.TryParse(code, null, out var id)
            && (id.IsOrganisation ? await FindOrganisationAsync(id, ct) is not null : States.Find(id) is not null);
        return known
            ? id
            : throw new Refused(ErrorCatalogue.UnknownParticipant, "participant", code.Length > 100 ? code[..100] : code, Codes);
    }

    /// <summary>The State of a path segment. No storage.</summary>
    /// <exception cref="Refused">No State (404).</exception>
    public static ParticipantId RequireState(string code) =>
        ParticipantId.TryParse(code, null, out var id) && States.Find(id) is not null
            ? id
            : throw new Refused(ErrorCatalogue.UnknownParticipant, "state", code.Length > 100 ? code[..100] : code, "an ISO3 code");

    /// <summary>As <see cref="RequireAsync"/>, and the actor acts for it.</summary>
    /// <exception cref="Refused">Unknown (404), or another's (403).</exception>
    public async Task<ParticipantId> RequireOwnAsync(string code, Actor actor, CancellationToken ct)
    {
        var id = await RequireAsync(code, ct);
        return actor.ActsFor(id) ? id : throw new Refused(ErrorCatalogue.OtherParticipant, "participant", code, actor.Participant?.Value ?? "your own");
    }

    public async Task<Stored<Organisation>?> FindOrganisationAsync(ParticipantId id, CancellationToken ct) =>
        await store.Access.FindAsync<Organisation>(Keys.Organisations, id.Value, ct);

    /// <summary>All organisations, by code; one range query.</summary>
    public async Task<IReadOnlyList<Organisation>> OrganisationsAsync(CancellationToken ct) =>
        [.. (await store.Access.ListAsync<Organisation>(Keys.Organisations, "org-", ct)).Select(row => row.Value)];

    /// <summary>Names of participants for texts: States from the register, organisations as registered, else the code.</summary>
    public async Task<Func<ParticipantId, LocalText>> NamesAsync(CancellationToken ct)
    {
        var organisations = (await OrganisationsAsync(ct)).ToDictionary(organisation => organisation.Id, organisation => organisation.Name);
        return id => States.Find(id)?.Name ?? organisations.GetValueOrDefault(id) ?? LocalText.Of(id.Value, id.Value);
    }
}
