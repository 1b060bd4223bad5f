using System.Reflection;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Access;

/// <summary>Who calls: bound by endpoints as a parameter.</summary>
internal sealed record Caller(Actor Actor)
{
    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Caller?>(new Caller(context.Features.Get<Actor>() ?? Actor.Anybody));
}

/// <summary>
/// Reads the API key (<c>Authorization: Bearer mm_…</c>), and turns away who may not call the endpoint. A key that is
/// sent must be good even where none is needed: a caller whose key was revoked should hear it, not see less.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, StoreOpener opener)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AllowedRoles>() is not { } allowed)
        {
            await next(context);
            return;
        }

        await opener.OpenAsync(context.RequestAborted);
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        var actor = Actor.Anybody;
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            var text = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
            var (key, error) = await keys.FindAsync(text, context.RequestAborted);
            if (key is null)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                throw new Refused(error!);
            }

            actor = key.Actor;
        }

        if (!allowed.Allow(actor.Role))
        {
            throw new Refused(actor.Role == Role.Public ? ErrorCatalogue.KeyRequired : ErrorCatalogue.ForbiddenRole);
        }

        context.Features.Set(actor);
        await next(context);
    }
}
