using System.Text.Json.Nodes;
using Matchmaking.Functions.Errors;
using Microsoft.OpenApi;

namespace Matchmaking.Functions.OpenApi;

/// <summary>Problem details (RFC 9457) as this service writes them.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Make() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong. Programs read the codes, people the title.",
        Required = new HashSet<string> { "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A link on the meaning of the status."),
            ["title"] = Text("What happened and what to do, in the language that Accept-Language prefers: English or French."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "A stable code.",
                Enum = [.. ErrorCatalogue.All.Select(error => JsonValue.Create(error.Code))],
            },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = "What is wrong with each field.", Items = FieldError() },
            ["report"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Of a refused import: what is wrong, line by line." },
            ["traceId"] = Text("Names this request in the service's traces."),
        },
    };

    private static OpenApiSchema FieldError() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "field", "code", "expected" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["field"] = Text("Path of the field in the body, name of the column, parameter or header."),
            ["code"] = Text("A stable code."),
            ["given"] = Text("What was given, shortened; absent where nothing was and for what must not be repeated."),
            ["expected"] = Text("What is expected, in English."),
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
