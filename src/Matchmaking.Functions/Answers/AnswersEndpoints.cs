using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Proposals;
using Matchmaking.Mail;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Answers;

/// <summary>The services behind an answer link.</summary>
internal sealed record AnswerServices(
    Store Store, ProposalStore Proposals, ProposalActions Actions, SigningKey SigningKey, LetterWriter Letters, TimeProvider Time);

/// <summary>
/// The answer links of the mails. Opening one shows a question and changes nothing, since mail scanners open links;
/// sending its form answers, once. The link is its own proof: whoever holds the mail may answer, so no cookie and no
/// antiforgery token is needed.
/// </summary>
internal static class AnswersEndpoints
{
    private const int MaxFormBytes = 32 * 1024;

    public static void MapAnswers(this IEndpointRouteBuilder app, string language)
    {
        var route = AnswerPages.Route(language);
        app.MapGet(route, (string token, HttpContext context, [AsParameters] AnswerServices services, CancellationToken ct) =>
            AskAsync(token, language, context.Response, services, ct)).AllowAnybody().ExcludeFromDescription();
        app.MapPost(route, (string token, HttpContext context, [AsParameters] AnswerServices services, CancellationToken ct) =>
            AnswerAsync(token, language, context, services, ct)).AllowAnybody().ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task<IResult> AskAsync(string token, string language, HttpResponse response, AnswerServices services, CancellationToken ct)
    {
        var (claim, proposal, refusal) = await ReadAsync(token, services, ct);
        if (refusal is not null)
        {
            return AnswerPages.Say(response, refusal.Value, language, proposal?.Value.Demo ?? false);
        }

        var reader = new Reader(language, await services.Letters.OrganisationsAsync(ct));
        return AnswerPages.Ask(response, new AnswerModel(claim!, proposal!.Value, await services.Letters.DeclaredAsync(proposal.Value, ct), reader));
    }

    private static async Task<IResult> AnswerAsync(string token, string language, HttpContext context, AnswerServices services, CancellationToken ct)
    {
        var (claim, proposal, refusal) = await ReadAsync(token, services, ct);
        if (refusal is not null)
        {
            return AnswerPages.Say(context.Response, refusal.Value, language, proposal?.Value.Demo ?? false);
        }

        var form = await FormAsync(context.Request, claim!.Question, ct);
        var result = form is null ? AnswerResult.Invalid : await ActAsync(claim, proposal!, form, services, ct);
        return AnswerPages.Say(context.Response, result, language, proposal!.Value.Demo);
    }

    /// <summary>Who may answer, what: the claim and its proposal, or why not.</summary>
    private static async Task<(AnswerClaim? Claim, Stored<Proposal>? Proposal, AnswerResult? Refusal)> ReadAsync(
        string token, AnswerServices services, CancellationToken ct)
    {
        switch (AnswerLink.Read(token, await services.SigningKey.GetAsync(ct), services.Time.GetUtcNow()))
        {
            case AnswerLinkReading.Valid { Claim: var claim }:
                var proposal = await services.Proposals.FindAsync(claim.State, claim.ProposalId, ct);
                var used = await services.Store.States.GetAsync(claim.State.Value, Keys.UsedLink(claim.LinkId), ct);
                var contact = await services.Store.States.FindAsync<Contact>(claim.Participant.Value, Keys.Contact(claim.ContactId), ct);
                // Somebody who has left may still have the mail.
                return proposal is null || contact is not { Value.Active: true } ? (null, null, AnswerResult.Forged)
                    : used is not null ? (claim, proposal, AnswerResult.Already)
                    : (claim, proposal, Closed(claim, proposal.Value));
            case AnswerLinkReading.Expired:
                return (null, null, AnswerResult.Expired);
            default:
                return (null, null, AnswerResult.Forged);
        }
    }

    /// <summary>Whether the question is still open, and why not where it is not.</summary>
    private static AnswerResult? Closed(AnswerClaim claim, Proposal proposal)
    {
        if (claim.Question == AnswerQuestion.State)
        {
            return proposal.Status switch
            {
                ProposalStatus.Approved => null,
                ProposalStatus.Accepted or ProposalStatus.Answered or ProposalStatus.Refused => AnswerResult.Already,
                _ => AnswerResult.Closed,
            };
        }

        return proposal.Partners.FirstOrDefault(partner => partner.Partner == claim.Participant) switch
        {
            null => AnswerResult.Closed,
            { Answer: PartnerAnswer.Yes or PartnerAnswer.No } => AnswerResult.Already,
            _ => proposal.Status == ProposalStatus.Accepted ? null : AnswerResult.Closed,
        };
    }

    private static async Task<AnswerResult> ActAsync(
        AnswerClaim claim, Stored<Proposal> proposal, AnswerForm form, AnswerServices services, CancellationToken ct)
    {
        var role = claim.Participant.IsOrganisation ? Role.Partner : Role.FocalPoint;
        var actor = new Actor(claim.ContactId, role, claim.Participant);
        try
        {
            if (claim.Question == AnswerQuestion.State)
            {
                var yes = form.Answer == OfferedAnswer.Yes;
                await services.Actions.AnswerForStateAsync(proposal, yes, form.Day, form.Note, actor, claim.LinkId, ct);
                return yes ? AnswerResult.StateYes : AnswerResult.StateNo;
            }

            var (answer, result) = form.Answer switch
            {
                OfferedAnswer.Yes => (PartnerAnswer.Yes, AnswerResult.PartnerYes),
                OfferedAnswer.No => (PartnerAnswer.No, AnswerResult.PartnerNo),
                _ => (PartnerAnswer.Later, AnswerResult.PartnerLater),
            };
            // "Later" leaves the question open, and with it the link that asks it.
            var usedLink = answer == PartnerAnswer.Later ? null : claim.LinkId;
            await services.Actions.AnswerForPartnerAsync(proposal, claim.Participant, answer, form.Note, actor, usedLink, ct);
            return result;
        }
        catch (Refused refused)
        {
            return refused.Error.Code switch
            {
                "already_answered" => AnswerResult.Already,
                "day_in_past" or "day_too_far" => AnswerResult.Invalid,
                _ => AnswerResult.Closed,
            };
        }
    }

    private static async Task<AnswerForm?> FormAsync(HttpRequest request, AnswerQuestion question, CancellationToken ct)
    {
        if (!request.HasFormContentType || request.ContentLength > MaxFormBytes || !IsUtf8(request))
        {
            return null;
        }

        var options = new Microsoft.AspNetCore.Http.Features.FormOptions { BufferBodyLengthLimit = MaxFormBytes, ValueLengthLimit = MaxFormBytes, ValueCountLimit = 10 };
        try
        {
            return AnswerForm.Read(await new Microsoft.AspNetCore.Http.Features.FormFeature(request, options).ReadFormAsync(ct), question);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Browsers send a form in the page's encoding, which is UTF-8.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
