using Matchmaking.Functions.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Matchmaking.Functions.Hosting;

/// <summary>The endpoints to which the Functions host posts triggers. On its own the program has none.</summary>
internal static class TriggerEndpoints
{
    /// <summary>Maps one endpoint per queue or timer function, each behind the <see cref="TriggerGuard"/>.</summary>
    public static void MapTriggers(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<RunMode>().UnderHost)
        {
            return;
        }

        foreach (var function in app.ServiceProvider.GetRequiredService<Switchboard>().Triggers)
        {
            // Any method, so that a GET from outside sees the 404 of an unknown path and not a 405 that gives the path away.
            app.Map($"/{function.Name}", (HttpContext context, TriggerInvoker invoker) => AnswerAsync(context, invoker, function))
                .AddEndpointFilter<IEndpointConventionBuilder, TriggerGuard>()
                .WithMetadata(new TriggerMetadata(function.Name), new TriggerGuardMetadata())
                .ExcludeFromDescription();
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, TriggerInvoker invoker, Function.Trigger function)
    {
        try
        {
            var envelope = await ReadBodyAsync(context);
            return (await invoker.InvokeAsync(function, envelope, context.RequestAborted)).ToResult();
        }
        catch (BadHttpRequestException exception)
        {
            return TriggerAnswer.Failure(function.Name, ErrorCatalogue.OfStatus(exception.StatusCode).Code).ToResult(exception.StatusCode);
        }
        catch (OperationCanceledException)
        {
            return TriggerAnswer.Failure(function.Name, "cancelled").ToResult();
        }
    }

    // Chunked or with a length: the host sends both.
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = TriggerEnvelope.MaxBytes;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
