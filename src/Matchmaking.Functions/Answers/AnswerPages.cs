using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Functions.Pages;
using Matchmaking.Mail;

namespace Matchmaking.Functions.Answers;

/// <summary>Addresses and pages of the answer links.</summary>
internal static class AnswerPages
{
    /// <summary>The route of the pages in a language; GET shows the question, POST answers it.</summary>
    public static string Route(string language) => $"/{language}/answer/{{token}}";

    /// <summary>The links of one mail: the same person, question and expiry, each marking its own answer.</summary>
    /// <param name="claim">What the links stand for; <see cref="AnswerClaim.Offered"/> is set here.</param>
    /// <param name="key">The signing key, 32 bytes or more.</param>
    /// <param name="publicBaseUrl">The address under which readers reach the service.</param>
    /// <param name="language">The reader's language.</param>
    public static AnswerLinks Links(AnswerClaim claim, ReadOnlySpan<byte> key, Uri publicBaseUrl, string language) => new(
        Address(claim with { Offered = OfferedAnswer.Yes }, key, publicBaseUrl, language),
        Address(claim with { Offered = OfferedAnswer.No }, key, publicBaseUrl, language),
        claim.Question == AnswerQuestion.Partner ? Address(claim with { Offered = OfferedAnswer.Later }, key, publicBaseUrl, language) : null,
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(claim.Expires).UtcDateTime).AddDays(-1));

    /// <summary>The page that asks, with its headers. Shows, and never acts: mail scanners open links.</summary>
    public static IResult Ask(HttpResponse response, AnswerModel model)
    {
        Site.Protect(response);
        return Site.Page<AnswerPage>(new() { [nameof(AnswerPage.Model)] = model });
    }

    /// <summary>The page that says what came of it, with its status and headers.</summary>
    public static IResult Say(HttpResponse response, AnswerResult result, string language, bool demo = false)
    {
        Site.Protect(response);
        var parameters = new Dictionary<string, object?>
        {
            [nameof(AnswerResultPage.Result)] = result,
            [nameof(AnswerResultPage.Language)] = Site.LanguageFor(language),
            [nameof(AnswerResultPage.Demo)] = demo,
        };
        return Site.Page<AnswerResultPage>(parameters, Status(result));
    }

    private static Uri Address(AnswerClaim claim, ReadOnlySpan<byte> key, Uri publicBaseUrl, string language) =>
        new(publicBaseUrl, $"{Site.LanguageFor(language)}/answer/{AnswerLink.Sign(claim, key)}");

    private static int Status(AnswerResult result) => result switch
    {
        AnswerResult.Already or AnswerResult.Closed => StatusCodes.Status409Conflict,
        AnswerResult.Expired => StatusCodes.Status410Gone,
        AnswerResult.Forged => StatusCodes.Status404NotFound,
        AnswerResult.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };
}
