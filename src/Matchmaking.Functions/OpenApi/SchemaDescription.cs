using System.Text.Json.Nodes;
using Matchmaking.Functions.Policy;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Functions.OpenApi;

/// <summary>Schemas of what has its own JSON form, and of what may be left out.</summary>
internal static class SchemaDescription
{
    public const string ParticipantPattern = "^([A-Z]{3}|org-[a-z0-9-]{2,40})$";

    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(ParticipantId))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = ParticipantPattern;
            schema.Description ??= "A State by its ISO 3166-1 alpha-3 code, or a registered organisation.";
        }
        else if (type == typeof(LocalText))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Properties?.Clear();
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
            schema.PropertyNames = new OpenApiSchema { Pattern = "^[a-z]{2}$" };
            schema.Description ??= "A text in one or more languages, by ISO 639-1 code.";
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Codes(type).Select(code => JsonValue.Create(code))];
        }

        PolicySchema.Complete(schema, type);

        // What has its own JSON form is unknown to the list that holds it.
        if (schema.Items is null && context.JsonTypeInfo.ElementType == typeof(ParticipantId))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = ParticipantPattern };
        }

        // Nothing is written for what is null, and null may be left out of a body.
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                schema.Required?.Remove(property.Name);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The codes of an enumeration, as JSON has them.</summary>
    public static IEnumerable<string> Codes(Type type) =>
        Enum.GetNames(type).Select(name => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
}
