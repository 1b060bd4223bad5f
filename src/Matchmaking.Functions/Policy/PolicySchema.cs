using Matchmaking.Matching;
using Microsoft.OpenApi;

namespace Matchmaking.Functions.Policy;

/// <summary>The schema of a policy, from the catalogue of its numbers: range, unit and what each does.</summary>
internal static class PolicySchema
{
    /// <summary>Completes the schema of a document or of a change; leaves every other as it is.</summary>
    public static void Complete(OpenApiSchema schema, Type type)
    {
        if (type != typeof(PolicyDocument) && type != typeof(PolicyChangeBody))
        {
            return;
        }

        var isChange = type == typeof(PolicyChangeBody);
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["name"] = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = PolicyReader.LongestName },
            ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = isChange ? "The version in force, or nothing." : "1 for the first, one more with each change." },
        };
        if (isChange)
        {
            properties["reason"] = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = PolicyReader.LongestReason, Description = "Why; owed to adopt, not to try." };
        }

        foreach (var group in PolicyNumbers.All.GroupBy(number => number.Group))
        {
            var members = group.ToDictionary(number => number.Name.TrimEnd('[', ']'), Of);
            switch (group.Key)
            {
                case "":
                    members.ToList().ForEach(member => properties[member.Key] = member.Value);
                    break;
                case var list when list.EndsWith("[]", StringComparison.Ordinal):
                    var element = Group(members);
                    element.Required = members.Keys.ToHashSet();
                    properties[list[..^2]] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = element };
                    break;
                default:
                    properties[group.Key] = Group(members);
                    break;
            }
        }

        schema.Type = JsonSchemaType.Object;
        schema.Properties = properties;
        schema.Required = isChange ? null : properties.Keys.ToHashSet();
        schema.Description = isChange ? "What is left out stays as it is; a list is replaced as a whole." : "A policy: every number that a committee may change.";
    }

    private static OpenApiSchema Group(Dictionary<string, IOpenApiSchema> members) => new() { Type = JsonSchemaType.Object, Properties = members };

    private static IOpenApiSchema Of(PolicyNumber number)
    {
        var one = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = Say(number.Least),
            Maximum = Say(number.Most),
            Description = $"{number.Text.In("en")} Unit: {Json.Code(number.Unit)}.",
        };
        return number.Name.EndsWith("[]", StringComparison.Ordinal) ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one, Description = one.Description } : one;
    }

    private static string Say(long value) => FormattableString.Invariant($"{value}");
}
