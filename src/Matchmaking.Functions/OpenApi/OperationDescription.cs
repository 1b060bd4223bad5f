using System.Globalization;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Functions.OpenApi;

/// <summary>Completes an operation from its endpoint's metadata: who may call it, headers, query, errors, an example.</summary>
internal static class OperationDescription
{
    public static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = Id(context.Description.HttpMethod!, context.Description.RelativePath!);
        // Comments in the code, which the framework would take, are for whoever reads the code.
        operation.Summary = metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        operation.Description = Roles(metadata.OfType<AllowedRoles>().LastOrDefault());
        if (metadata.OfType<AllowedRoles>().LastOrDefault() is { } allowed && !allowed.Allow(Role.Public))
        {
            operation.Security =
                [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.KeyScheme, context.Document)] = [] }];
        }

        // What endpoints take from elsewhere is no parameter of theirs.
        var named = metadata.OfType<QueryParameter>().ToList();
        operation.Parameters =
        [
            .. (operation.Parameters ?? []).Where(parameter => parameter.In is ParameterLocation.Path).Select(InPath),
            .. named.Select(InQuery),
            .. metadata.OfType<IfMatchParameter>().Select(_ => Header("If-Match", "The ETag as read.", required: true)),
            .. metadata.OfType<IdempotencyKeyParameter>().Select(_ => Header(
                "Idempotency-Key", "1 to 100 visible ASCII characters. The same key with the same request (method, address and body) answers as the first time and stores nothing; with another it is refused.", required: false)),
        ];
        Answers(operation, context, metadata);
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            foreach (var media in (body.Content ?? new Dictionary<string, OpenApiMediaType>()).Values)
            {
                media.Example = Examples.For(context.Description.RelativePath!);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>From method and path, hence unique: <c>getNeedsByParticipant</c>.</summary>
    private static string Id(string method, string path) => method.ToLowerInvariant() + string.Concat(
        path.Split('/')[1..].Where(part => part.Length > 0)
            .Select(part => part.StartsWith('{') ? "By" + Pascal(part.Trim('{', '}')) : string.Concat(part.Split('-').Select(Pascal))));

    private static string Pascal(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    private static string Roles(AllowedRoles? allowed) =>
        allowed is null || allowed.Allow(Role.Public)
            ? "Roles: anybody, without a key. A key that is sent must be valid, and may show more."
            : $"Roles: {string.Join(", ", allowed.Roles.Select(role => Json.Code(role)))}.";

    private static OpenApiParameter InPath(IOpenApiParameter given)
    {
        var isParticipant = given.Name is "participant" or "state" or "partner";
        return new OpenApiParameter
        {
            Name = given.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = given.Name is "state" ? "A State by its ISO 3166-1 alpha-3 code."
                : isParticipant ? "A State by its ISO 3166-1 alpha-3 code, or a registered organisation."
                : given.Name is "year" ? "The year, from 1990 to the present one."
                : given.Name is "side" ? "`given` for what a partner gave, `received` for what a State received."
                : "Its id.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = isParticipant ? SchemaDescription.ParticipantPattern : null },
        };
    }

    private static OpenApiParameter InQuery(QueryParameter given) => new()
    {
        Name = given.Name,
        In = ParameterLocation.Query,
        Required = given.Required,
        Description = given.Description,
        Schema = new OpenApiSchema
        {
            Type = given.Type == typeof(int) ? JsonSchemaType.Integer : JsonSchemaType.String,
            Pattern = given.Type == typeof(ParticipantId) ? SchemaDescription.ParticipantPattern : null,
            Enum = given.Type.IsEnum ? [.. SchemaDescription.Codes(given.Type).Select(code => (JsonNode)JsonValue.Create(code))] : null,
        },
    };

    private static OpenApiParameter Header(string name, string description, bool required) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void Answers(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        operation.Responses ??= [];
        foreach (var (_, good) in operation.Responses.Where(response => response.Key.StartsWith('2')))
        {
            if (good is OpenApiResponse response && metadata.OfType<ETagHeader>().Any())
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["ETag"] = new OpenApiHeader { Description = "What a later change must name in If-Match: a number in quotes that rises with every change.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                };
            }
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "What went wrong.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema.Name, context.Document) },
            },
        };
    }
}
