using System.Text.Json.Nodes;

namespace Matchmaking.Functions.OpenApi;

/// <summary>An example of each body; a test sends them all. None of a contact: even an invented person's address invites real mail.</summary>
internal static class Examples
{
    private const string Need = """
        {
          "conventions": ["apmbc"],
          "pillar": "survey_clearance",
          "title": { "en": "Clearance of farmland in the east", "fr": "Dépollution de terres agricoles dans l’est" },
          "kinds": ["funding", "expertise"],
          "amountUsd": 2400000,
          "nationalContributionUsd": 400000,
          "slots": 2,
          "period": { "from": "2027-01-01", "to": "2028-12-31" },
          "quantity": { "amount": 1200000, "unit": "square_metres" },
          "people": { "women": 3100, "girls": 2600, "men": 2900, "boys": 2700 },
          "languages": ["en", "fr"],
          "visibility": "partners",
          "interest": "individualised_approach"
        }
        """;

    private const string Capacity = """
        {
          "pillars": ["survey_clearance", "risk_education"],
          "places": { "regions": ["002"], "excludedStates": ["EGY"] },
          "kind": "funding",
          "amountUsd": 900000,
          "smallestShare": 100000,
          "period": { "from": "2027-01-01", "to": "2029-12-31" },
          "modality": "multi_year",
          "visibility": "partners"
        }
        """;

    private const string NeedCsv = """
        state,conventions,pillar,title_en,kinds,amount_usd,period_from,period_to
        SDN,apmbc,risk_education,Risk education in schools,funding,150000,2027-01-01,2027-12-31

        """;

    private const string CapacityCsv = """
        partner,pillars,anywhere,kind,slots,period_from,period_to
        JPN,capacity_building,true,training,20,2027-01-01,2027-12-31

        """;

    /// <summary>The example for a path, or null.</summary>
    public static JsonNode? For(string path) => path.Split('/')[1..] switch
    {
        ["needs", .., "import"] => JsonValue.Create(NeedCsv),
        ["capacities", .., "import"] => JsonValue.Create(CapacityCsv),
        [.., "withdraw"] => JsonNode.Parse("""{ "reason": "Covered by another programme." }"""),
        ["policy", ..] => JsonNode.Parse("""{ "name": "regions first", "reason": "Partners near the State know it best.", "fit": { "placeSubregion": 200 } }"""),
        [.., "what-if"] => JsonNode.Parse("""{ "pillar": "risk_education", "place": "011", "amountUsd": 1000000 }"""),
        [.., "review"] => JsonNode.Parse("""{ "verdict": "approve" }"""),
        [.., "{partner}", "answer"] => JsonNode.Parse("""{ "answer": "later", "note": "After our budget is voted." }"""),
        [.., "answer"] => JsonNode.Parse("""{ "yes": true, "note": "Welcome." }"""),
        ["needs", ..] => JsonNode.Parse(Need),
        ["capacities", ..] => JsonNode.Parse(Capacity),
        ["participants", ..] => JsonNode.Parse("""{ "name": { "en": "An organisation", "fr": "Une organisation" } }"""),
        _ => null,
    };
}
