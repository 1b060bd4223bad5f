using System.Text.Json.Nodes;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>Bodies that are right, and the same with one thing changed.</summary>
internal static class Bodies
{
    public const string NeedHeader = "state,conventions,pillar,title_en,kinds,amount_usd,period_from,period_to,visibility";

    private const string NeedText = """
        {
          "conventions": ["apmbc"], "pillar": "survey_clearance", "title": { "en": "Clearance in the east", "fr": "Dépollution dans l’est" },
          "kinds": ["funding"], "amountUsd": 1000000, "period": { "from": "2027-01-01", "to": "2028-12-31" }, "visibility": "public"
        }
        """;

    private const string CapacityText = """
        {
          "pillars": ["survey_clearance"], "places": { "anywhere": true }, "kind": "funding", "amountUsd": 500000,
          "period": { "from": "2027-01-01", "to": "2028-12-31" }, "visibility": "public"
        }
        """;

    /// <summary>A need; with pairs of path and JSON, each of which sets a field, or takes it away where the JSON is "".</summary>
    public static string Need(params string[] changes) => Changed(NeedText, changes);

    /// <summary>A capacity, in the same way.</summary>
    public static string Capacity(params string[] changes) => Changed(CapacityText, changes);

    /// <summary>A line of a file of needs.</summary>
    public static string NeedLine(string state = "SDN", string title = "Clearance", string amount = "1000") =>
        $"{state},apmbc,survey_clearance,{title},funding,{amount},2027-01-01,2028-12-31,public";

    private static string Changed(string text, string[] changes)
    {
        var body = JsonNode.Parse(text)!;
        foreach (var change in changes.Chunk(2))
        {
            var path = change[0].Split('.');
            var target = path[..^1].Aggregate(body, (node, name) => node[name]!);
            if (change[1].Length == 0)
            {
                target.AsObject().Remove(path[^1]);
            }
            else
            {
                target[path[^1]] = JsonNode.Parse(change[1]);
            }
        }

        return body.ToJsonString();
    }
}
