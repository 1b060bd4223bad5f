using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Detects a Functions host that does not know <c>enableProxyingHttpRequest</c>: instead of passing a request through it posts it to
/// <c>/</c> + function name inside an envelope. Answering anything but an error would look to callers like an empty site.
/// </summary>
internal static partial class UnproxiedHost
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly byte[] Answer =
        JsonSerializer.SerializeToUtf8Bytes(
            TriggerAnswer.Failure("HTTP", "host_without_proxying"), TriggerAnswerJson.Default.TriggerAnswer);

    /// <summary>Refuses such calls with 500 and an error in the log; lets everything else pass.</summary>
    public static IApplicationBuilder UseUnproxiedHostCheck(this IApplicationBuilder app)
    {
        var paths = app.ApplicationServices.GetRequiredService<Switchboard>().Functions
            .OfType<Function.Http>().Select(function => "/" + function.Name).ToHashSet(StringComparer.Ordinal);
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnproxiedHost).FullName!);
        return app.Use(async (context, next) =>
        {
            // A request that did come through the proxy proves that proxying is on, whatever its body looks like.
            if (HttpMethods.IsPost(context.Request.Method)
                && paths.Contains(context.Request.Path.Value ?? "")
                && !TriggerGuard.IsProxied(context.Request)
                && await HoldsRequestAsync(context))
            {
                Log.Detected(logger, context.Request.Path.Value![1..]);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
                return;
            }

            await next(context);
        });
    }

    private static async Task<bool> HoldsRequestAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        context.Request.EnableBuffering();
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("Data", out var data) && data.ValueKind is JsonValueKind.Object
                && data.TryGetProperty(TriggerEnvelope.RequestBinding, out _);
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            context.Request.Body.Position = 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1041, LogLevel.Critical,
            "The Functions host sent HTTP function {Function} an envelope instead of the request: it does not know enableProxyingHttpRequest. Use host 4.1041 or later.")]
        public static partial void Detected(ILogger logger, string function);
    }
}
