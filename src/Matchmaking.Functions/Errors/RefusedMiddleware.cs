using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Errors;

/// <summary>Answers a request that was turned away, and one during which storage did not answer.</summary>
internal sealed partial class RefusedMiddleware(RequestDelegate next, ILogger<RefusedMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Refused refused) when (!context.Response.HasStarted)
        {
            await AnswerTo(refused, Language(context.Request)).ExecuteAsync(context);
        }
        catch (StorageLimitException limit) when (!context.Response.HasStarted)
        {
            // Each field is within its bounds and all of them together are not.
            Log.TooLarge(log, limit.Message);
            await Problems.Of(ErrorCatalogue.TooLarge, language: Language(context.Request)).ExecuteAsync(context);
        }
        catch (Exception unavailable) when (!context.Response.HasStarted && unavailable is StorageUnavailableException or StorageNotConfiguredException)
        {
            Log.Unavailable(log, unavailable);
            await Problems.Of(ErrorCatalogue.StorageUnavailable, language: Language(context.Request)).ExecuteAsync(context);
        }
        catch (IOException broken) when (!context.Response.HasStarted)
        {
            // The web server's own refusals, as of a body in broken chunks or whose sender left in the middle: nothing that went wrong here. What
            // goes wrong with a disk comes as storage's exceptions.
            var status = (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            await Problems.Of(ErrorCatalogue.OfStatus(status), language: Language(context.Request)).ExecuteAsync(context);
        }
    }

    /// <summary>French where the caller prefers it, else English.</summary>
    private static string Language(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is "en" or "fr") ?? "en";

    private static ProblemHttpResult AnswerTo(Refused refused, string language)
    {
        var problem = Problems.Of(refused.Error, refused.Errors, language);
        if (refused is RefusedImport { Report: var report })
        {
            problem.ProblemDetails.Extensions["report"] = report;
        }

        return problem;
    }

    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Information, "A request was larger than a row may be: {Limit}")]
        public static partial void TooLarge(ILogger logger, string limit);

        [LoggerMessage(141, LogLevel.Error, "Storage does not answer")]
        public static partial void Unavailable(ILogger logger, Exception exception);
    }
}
