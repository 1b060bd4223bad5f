using System.Text.Json.Nodes;

namespace Matchmaking.Matching;

/// <summary>Writes a policy as the document that <see cref="PolicyReader"/> reads.</summary>
public static class PolicyWriter
{
    /// <summary>The document: name, version and every number of <see cref="PolicyNumbers"/> at its path.</summary>
    public static JsonObject ToJson(MatchPolicy policy)
    {
        var document = new JsonObject { ["name"] = policy.Name, ["version"] = policy.Version };
        foreach (var number in PolicyNumbers.All)
        {
            var values = number.Of(policy);
            switch (number.Group)
            {
                case "":
                    document[number.Name] = values[0];
                    break;
                case "tranches[]":
                    for (var i = 0; i < values.Count; i++)
                        Element(Part(document, "tranches", () => new JsonArray()), i)[number.Name] = values[i];
                    break;
                default:
                    Part(document, number.Group, () => new JsonObject())[number.Name.TrimEnd('[', ']')] =
                        number.IsList ? new JsonArray([.. values.Select(value => JsonValue.Create(value))]) : values[0];
                    break;
            }
        }

        return document;
    }

    private static T Part<T>(JsonObject document, string name, Func<T> make) where T : JsonNode
    {
        if (document[name] is not T part)
            document[name] = part = make();
        return part;
    }

    private static JsonNode Element(JsonArray list, int index)
    {
        if (list.Count == index)
            list.Add((JsonNode)new JsonObject());
        return list[index]!;
    }
}
