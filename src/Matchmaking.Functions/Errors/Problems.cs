using Matchmaking.Declaring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Matchmaking.Functions.Errors;

/// <summary>
/// Errors as problem details (RFC 9457) with a stable <c>code</c> and, where fields are wrong, <c>errors</c>: programs read the codes,
/// people the sentences.
/// </summary>
internal static class Problems
{
    /// <summary>An error of the catalogue.</summary>
    public static ProblemHttpResult Of(Error error, IReadOnlyList<FieldError>? errors = null, string language = "en")
    {
        var extensions = new Dictionary<string, object?> { ["code"] = error.Code };
        if (errors is { Count: > 0 })
        {
            extensions["errors"] = errors;
        }

        return TypedResults.Problem(title: error.Sentence.In(language), statusCode: error.Status, extensions: extensions);
    }

    /// <summary>Gives every problem a code, also those that the framework writes.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        ProblemDetails problem = context.ProblemDetails;
        if (!problem.Extensions.ContainsKey("code"))
        {
            var status = problem.Status ?? context.HttpContext.Response.StatusCode;
            var error = ErrorCatalogue.OfStatus(status);
            problem.Extensions["code"] = error.Code;
            problem.Title = error.Sentence.In("en");
        }
    }
}
