namespace Matchmaking.Functions.OpenApi;

/// <summary>A query parameter that an endpoint reads itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">What it does.</param>
/// <param name="Required">True where the endpoint cannot do without.</param>
internal sealed record QueryParameter(string Name, Type Type, string Description, bool Required);

/// <summary>The endpoint wants If-Match.</summary>
internal sealed record IfMatchParameter;

/// <summary>The endpoint takes an Idempotency-Key.</summary>
internal sealed record IdempotencyKeyParameter;

/// <summary>The endpoint's answer carries an ETag.</summary>
internal sealed record ETagHeader;

/// <summary>Tells the OpenAPI document what cannot be seen in an endpoint's signature.</summary>
internal static class Described
{
    public static RouteHandlerBuilder TakesQuery<T>(this RouteHandlerBuilder builder, string name, string description, bool required = false) =>
        builder.WithMetadata(new QueryParameter(name, typeof(T), description, required));

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder builder) => builder.WithMetadata(new IfMatchParameter());

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder builder) => builder.WithMetadata(new IdempotencyKeyParameter());

    public static RouteHandlerBuilder AnswersETag(this RouteHandlerBuilder builder) => builder.WithMetadata(new ETagHeader());
}
