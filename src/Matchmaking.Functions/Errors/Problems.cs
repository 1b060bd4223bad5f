using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Matchmaking.Functions.Errors;

/// <summary>Problem details (RFC 9457) with a stable <c>code</c>: programs read the code, people the sentence.</summary>
internal static class Problems
{
    /// <summary>A problem answer.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>The code of an answer for which nothing more exact is known.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => "request_timeout",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        < 500 => "bad_request",
        _ => "unexpected",
    };

    /// <summary>The status of an exception that nobody caught: the web server's own refusals keep theirs.</summary>
    public static int StatusOf(Exception exception) =>
        exception is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError;

    /// <summary>Gives every problem a code, also those that the framework writes.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        ProblemDetails problem = context.ProblemDetails;
        problem.Extensions.TryAdd("code", CodeOf(problem.Status ?? context.HttpContext.Response.StatusCode));
    }
}
