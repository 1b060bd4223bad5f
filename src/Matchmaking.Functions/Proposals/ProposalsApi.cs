using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.OpenApi;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policy;
using Matchmaking.Proposals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Proposals;

/// <summary>What the committee may decide.</summary>
internal enum ReviewVerdict
{
    Approve,
    Decline,
    SendBack,
}

/// <summary>Body of a review; the reason is owed unless the verdict is to approve.</summary>
internal sealed record ReviewBody(ReviewVerdict Verdict, string? Reason);

/// <summary>Body of an affected State's answer: yes or no, the day it wants for the meeting, a note.</summary>
internal sealed record StateAnswerBody(bool Yes, DateOnly? MeetingOn, string? Note);

/// <summary>Body of a partner's answer.</summary>
internal sealed record PartnerAnswerBody(PartnerAnswer Answer, string? Note);

/// <summary>The services that every endpoint of proposals uses.</summary>
internal sealed record ProposalServices(
    Store Store, ProposalStore Proposals, ProposalActions Actions, ParticipantRegister Participants, WhyNot WhyNot, LetterWriter Letters, PolicyStore Policies);

/// <summary>
/// Proposals: the committee sees all and decides; the affected State sees its own once approved, and answers; partners
/// see their own invitation once the State has said yes, and answer.
/// </summary>
internal static class ProposalsApi
{
    public static void MapProposals(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/proposals").WithTags("proposals");
        group.MapGet("", ListAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat])
            .TakesQuery<ProposalStatus>("status", "Only those that stand so.")
            .WithSummary("The latest proposal of each State.");
        group.MapGet("/{state}", ListOfStateAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat, Role.FocalPoint])
            .WithSummary("All proposals of a State, ended ones included.");
        group.MapGet("/{partner}/invitations", InvitationsAsync).AllowRoles(Role.FocalPoint, Role.Partner)
            .WithSummary("The invitations of a partner: its own lines, nothing of other partners.");
        group.MapGet("/{state}/{id}", ReadAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat, Role.FocalPoint]).AnswersETag()
            .WithSummary("One proposal with its reasons in each language; its own State sees it once it is approved.");
        group.MapGet("/{state}/{id}/why-not", WhyNotAsync).AllowRoles([.. AllowedRolesExtensions.Reviewers, Role.Secretariat])
            .TakesQuery<ParticipantId>("partner", "The State or organisation that is asked about.", required: true)
            .WithSummary("Why a partner (?partner=) is not proposed: every rule that keeps its capacities from each need; what is the same for several is said once.");
        group.MapPost("/{state}/{id}/review", ReviewAsync).AllowRoles(AllowedRolesExtensions.Reviewers).Accepts<ReviewBody>("application/json").TakesIfMatch().AnswersETag()
            .WithSummary("Approves, declines or sends back; If-Match must hold the ETag as read. Nobody decides on their own State.");
        group.MapPost("/{state}/{id}/answer", AnswerForStateAsync).AllowRoles(Role.FocalPoint).Accepts<StateAnswerBody>("application/json").AnswersETag()
            .WithSummary("The affected State says yes or no. Partners hear of it only after its yes.");
        group.MapPost("/{state}/{id}/partners/{partner}/answer", AnswerForPartnerAsync).AllowRoles(Role.FocalPoint, Role.Partner)
            .Accepts<PartnerAnswerBody>("application/json").WithSummary("An invited partner says yes, no or later.");
    }

    private static async Task<Ok<Page<ProposalView>>> ListAsync(string? status, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var wanted = status is null ? (ProposalStatus?)null : ParseStatus(status);
        var (names, proposals) = (services.Participants.NamesAsync(ct), services.Proposals.LiveAsync(ct));
        await Task.WhenAll(names, proposals);
        var renderer = new ProposalRenderer(await names);
        var live = (await proposals).Where(proposal => wanted is null || proposal.Status == wanted).OrderBy(proposal => proposal.State).ToList();
        return TypedResults.Ok(new Page<ProposalView>(
            await Task.WhenAll(live.Select(async proposal => renderer.Render(proposal, await services.Letters.DeclaredAsync(proposal, ct)))), null));
    }

    private static async Task<Ok<Page<ProposalView>>> ListOfStateAsync(
        string state, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var id = ParticipantRegister.RequireState(state);
        var renderer = new ProposalRenderer(await services.Participants.NamesAsync(ct));
        var visible = (await services.Proposals.OfStateAsync(id, ct)).Select(row => row.Value).Where(proposal => proposal.MayBeReadBy(caller.Actor));
        return TypedResults.Ok(new Page<ProposalView>(
            await Task.WhenAll(visible.Select(proposal => ViewAsync(proposal, renderer, caller.Actor, services, ct))), null));
    }

    private static async Task<Ok<ProposalView>> ReadAsync(
        string state, string id, Caller caller, HttpResponse response, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var proposal = await RequireAsync(state, id, caller, services, ct);
        return await RenderAsync(proposal.Value, caller.Actor, response, services, ct);
    }

    private static async Task<Ok<WhyNotView>> WhyNotAsync(
        string state, string id, string? partner, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var proposal = await RequireAsync(state, id, caller, services, ct);
        if (string.IsNullOrEmpty(partner))
        {
            throw new Refused(ErrorCatalogue.InvalidParameter, "partner", partner, ParticipantRegister.Codes);
        }

        var asked = await services.Participants.RequireAsync(partner, ct);
        return TypedResults.Ok(await services.WhyNot.ExplainAsync(proposal.Value, asked, ct));
    }

    private static async Task<Ok<ProposalView>> ReviewAsync(
        string state, string id, HttpRequest request, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var proposal = await RequireAsync(state, id, caller, services, ct);
        var reader = FieldReader.Of((await RequestBody.ReadJsonAsync(request, ct)).Json);
        var (verdict, reason) = (reader.Code<ReviewVerdict>("verdict"), reader.OptionalText("reason", 1, ReasonBody.MaxLength, lines: true));
        var body = reader.Finish(() => new ReviewBody(verdict, reason)).Require();
        Preconditions.RequireVersion(request, proposal.Value.Revision);
        var policy = (await services.Policies.InForceAsync(ct)).Policy;
        var decided = await services.Actions.ReviewAsync(
            proposal,
            (before, at) => body.Verdict switch
            {
                ReviewVerdict.Approve => ProposalRules.Approve(before, caller.Actor, body.Reason, at, policy),
                ReviewVerdict.Decline => ProposalRules.Decline(before, caller.Actor, body.Reason, at),
                _ => ProposalRules.SendBack(before, caller.Actor, body.Reason, at),
            },
            caller.Actor,
            ct);
        return await RenderAsync(decided, caller.Actor, request.HttpContext.Response, services, ct);
    }

    private static async Task<Ok<ProposalView>> AnswerForStateAsync(
        string state, string id, HttpRequest request, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var proposal = await RequireAsync(state, id, caller, services, ct);
        var reader = FieldReader.Of((await RequestBody.ReadJsonAsync(request, ct)).Json);
        if (!reader.IsGiven("yes"))
        {
            reader.Refuse("yes", FieldErrorCodes.Required, null, "true or false");
        }

        var (yes, day, note) = (reader.Flag("yes"), reader.OptionalDate("meetingOn"), reader.OptionalText("note", 1, ReasonBody.MaxLength, lines: true));
        var body = reader.Finish(() => new StateAnswerBody(yes, day, note)).Require();
        var answered = await services.Actions.AnswerForStateAsync(proposal, body.Yes, body.MeetingOn, body.Note, caller.Actor, usedLink: null, ct);
        return await RenderAsync(answered, caller.Actor, request.HttpContext.Response, services, ct);
    }

    private static async Task<Ok<PartnerInvitation>> AnswerForPartnerAsync(
        string state, string id, string partner, HttpRequest request, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var own = await services.Participants.RequireOwnAsync(partner, caller.Actor, ct);
        var affected = ParticipantRegister.RequireState(state);
        var proposal = await services.Proposals.FindAsync(affected, RequestIds.Require(id), ct);
        if (proposal is null || ProposalRules.ForPartner(proposal.Value, own) is null)
        {
            throw new Refused(ErrorCatalogue.NotFound);
        }

        var reader = FieldReader.Of((await RequestBody.ReadJsonAsync(request, ct)).Json);
        var (answer, note) = (reader.Code<PartnerAnswer>("answer"), reader.OptionalText("note", 1, ReasonBody.MaxLength, lines: true));
        var body = reader.Finish(() => new PartnerAnswerBody(answer, note)).Require();
        var answered = await services.Actions.AnswerForPartnerAsync(proposal, own, body.Answer, body.Note, caller.Actor, usedLink: null, ct);
        return TypedResults.Ok(ProposalRules.ForPartner(answered, own)!.Shown(await services.Letters.DeclaredAsync(answered, ct)));
    }

    private static async Task<Ok<Page<PartnerInvitation>>> InvitationsAsync(
        string partner, Caller caller, [AsParameters] ProposalServices services, CancellationToken ct)
    {
        var own = await services.Participants.RequireOwnAsync(partner, caller.Actor, ct);
        var live = await services.Proposals.LiveAsync(ct);
        var invited = live.Where(proposal => ProposalRules.ForPartner(proposal, own) is not null);
        return TypedResults.Ok(new Page<PartnerInvitation>(
            await Task.WhenAll(invited.Select(async proposal => ProposalRules.ForPartner(proposal, own)!.Shown(await services.Letters.DeclaredAsync(proposal, ct)))), null));
    }

    private static async Task<Stored<Proposal>> RequireAsync(
        string state, string id, Caller caller, ProposalServices services, CancellationToken ct)
    {
        var found = await services.Proposals.FindAsync(ParticipantRegister.RequireState(state), RequestIds.Require(id), ct);
        return found is not null && found.Value.MayBeReadBy(caller.Actor) ? found : throw new Refused(ErrorCatalogue.NotFound);
    }

    private static async Task<Ok<ProposalView>> RenderAsync(
        Proposal proposal, Actor reader, HttpResponse response, ProposalServices services, CancellationToken ct)
    {
        response.Headers.ETag = Preconditions.ETagOf(proposal.Revision);
        var renderer = new ProposalRenderer(await services.Participants.NamesAsync(ct));
        return TypedResults.Ok(await ViewAsync(proposal, renderer, reader, services, ct));
    }

    /// <summary>Storage: 1 read for each need and capacity, 1 more for each need revised since it was matched.</summary>
    private static async Task<ProposalView> ViewAsync(
        Proposal proposal, ProposalRenderer renderer, Actor reader, ProposalServices services, CancellationToken ct)
    {
        var declared = await services.Letters.DeclaredAsync(proposal, ct);
        return reader.ActsFor(proposal.State) ? renderer.RenderForState(proposal, declared) : renderer.Render(proposal, declared);
    }

    private static ProposalStatus ParseStatus(string status)
    {
        var values = Enum.GetValues<ProposalStatus>();
        var found = Array.FindIndex(values, value => Json.Code(value) == status);
        return found >= 0
            ? values[found]
            : throw new Refused(ErrorCatalogue.InvalidParameter, "status", status.Length > 100 ? status[..100] : status, "one of " + string.Join(", ", values.Select(Json.Code)));
    }
}
