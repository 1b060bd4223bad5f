using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Functions.OpenApi;

/// <summary>The OpenAPI 3.1 document at <c>/api/openapi.json</c>, made from what is mapped.</summary>
internal static class ApiDocument
{
    /// <summary>Name of the security scheme.</summary>
    public const string KeyScheme = "apiKey";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
        options.AddDocumentTransformer(CompleteAsync);
        options.AddOperationTransformer(OperationDescription.CompleteAsync);
        options.AddSchemaTransformer(SchemaDescription.CompleteAsync);
    });

    /// <summary>Maps the document.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/api/openapi.json").AddEndpointFilter((context, next) =>
    {
        context.HttpContext.RequestServices.GetRequiredService<ServicePipeline>().MapAll();
        return next(context);
    });

    private static Task CompleteAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Matchmaking",
            Version = "1",
            Description = "Links mine-affected States with those able to help: needs, capacities, proposed meetings and answers. "
                + "Bodies are JSON in UTF-8; enumerations are snake-case codes; texts are objects of versions by ISO 639-1 language; "
                + "an unknown field is an error. Errors are problem details (RFC 9457) with a stable code.",
        };
        // The service answers at many addresses; the document's own address is the one that its reader can reach.
        document.Servers = null;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "mm_…",
            Description = "An API key, bound to one role and to one State or organisation.",
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema.Name] = ProblemSchema.Make();
        // Areas are mapped in the order in which they are first asked.
        document.Paths = Ordered(new OpenApiPaths(), document.Paths);
        document.Components.Schemas = Ordered(new Dictionary<string, IOpenApiSchema>(), document.Components.Schemas);
        document.Tags = document.Tags?.OrderBy(tag => tag.Name, StringComparer.Ordinal).ToHashSet();
        return Task.CompletedTask;
    }

    private static TMap Ordered<TMap, T>(TMap empty, IEnumerable<KeyValuePair<string, T>> entries) where TMap : IDictionary<string, T>
    {
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            empty.Add(key, value);
        }

        return empty;
    }
}
