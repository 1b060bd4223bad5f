using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Tests.Declaring;

/// <summary>Complete bodies that are right, and what a fragment makes of them.</summary>
internal static class Bodies
{
    public const string Need =
        """
        {
          "conventions": ["apmbc"], "pillar": "survey_clearance", "title": { "en": "Clearance of Blue Nile", "fr": "Dépollution du Nil Bleu" },
          "kinds": ["funding", "training"], "amountUsd": 5000000, "nationalContributionUsd": 1000000, "slots": 20,
          "period": { "from": "2027-01-01", "to": "2029-12-31" },
          "quantity": { "amount": 120000, "unit": "square_metres" },
          "people": { "women": 10, "girls": 20 },
          "deadline": { "convention": "apmbc", "article": 5, "date": "2027-04-01", "certainty": "found" },
          "languages": ["en", "ar"], "unwantedPartners": ["FRA"],
          "source": { "title": "Article 7 report", "url": "https://example.org/a7", "asOf": "2026-04", "certainty": "found" },
          "visibility": "partners", "interest": "none"
        }
        """;

    public const string Capacity =
        """
        {
          "title": { "en": "Grants" }, "pillars": ["survey_clearance"],
          "places": { "states": ["TCD"], "subregions": ["014"], "regions": ["002"], "excludedStates": ["IRQ"], "excludedAreas": ["015"] },
          "kind": "funding", "amountUsd": 3000000, "smallestShare": 100000, "largestShare": 1000000,
          "period": { "from": "2027-01-01", "to": "2027-12-31" }, "languages": ["en"], "conventions": ["apmbc"], "modality": "grant",
          "source": { "title": "Budget", "certainty": "derived" }, "visibility": "committee"
        }
        """;

    /// <summary>
    /// The whole body with each member of the fragment in place of its own; a member <c>"-"</c> names, comma by comma,
    /// those to leave out.
    /// </summary>
    public static JsonElement With(string whole, string fragment)
    {
        var body = JsonNode.Parse(whole)!.AsObject();
        // By hand, so that doubled names and broken escapes reach the reader as they stand.
        using var change = JsonDocument.Parse(fragment);
        var members = new List<string>();
        foreach (var property in change.RootElement.EnumerateObject())
        {
            var name = property.Name;
            if (name == "-")
            {
                foreach (var gone in property.Value.GetString()!.Split(',')) body.Remove(gone);
                continue;
            }

            body.Remove(name);
            members.Add($"{JsonSerializer.Serialize(name)}: {property.Value.GetRawText()}");
        }

        members.InsertRange(0, body.Select(m => $"{JsonSerializer.Serialize(m.Key)}: {m.Value?.ToJsonString() ?? "null"}"));
        return JsonDocument.Parse($"{{ {string.Join(", ", members)} }}").RootElement;
    }
}
