using System.Collections.Frozen;

namespace Matchmaking.Field;

/// <summary>
/// Organisations' names in sentences. No register gives their articles; a name that is a description ("European Union",
/// "Fonds humanitaire pour le Soudan") takes the article of the noun that it is made of, any other name (UNDP, Handicap
/// International) takes none.
/// </summary>
public static class OrganisationNames
{
    private static readonly FrozenSet<string> EnglishNouns = new[]
    {
        "Agency", "Bank", "Centre", "Center", "Coalition", "Commission", "Committee", "Council", "Federation", "Foundation", "Fund", "Group",
        "Institute", "League", "Ministry", "Mission", "Nations", "Network", "Office", "Organisation", "Organization", "Programme", "Service",
        "Society", "Trust", "Union", "Unit",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> FrenchNouns = new Dictionary<string, string>
    {
        ["Agence"] = "l'",
        ["Banque"] = "la",
        ["Bureau"] = "le",
        ["Campagne"] = "la",
        ["Centre"] = "le",
        ["Coalition"] = "la",
        ["Comité"] = "le",
        ["Commission"] = "la",
        ["Conseil"] = "le",
        ["Fédération"] = "la",
        ["Fondation"] = "la",
        ["Fonds"] = "le",
        ["Groupe"] = "le",
        ["Haut-Commissariat"] = "le",
        ["Institut"] = "l'",
        ["Ligue"] = "la",
        ["Ministère"] = "le",
        ["Mission"] = "la",
        ["Nations"] = "les",
        ["Office"] = "l'",
        ["Organisation"] = "l'",
        ["Programme"] = "le",
        ["Réseau"] = "le",
        ["Service"] = "le",
        ["Société"] = "la",
        ["Union"] = "l'",
        ["Unité"] = "l'",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name in English with its article and what comes before it, in lower case.</summary>
    public static string English(string name, Preposition preposition) =>
        EnglishNames.Join(name, !name.StartsWith("The ", StringComparison.Ordinal) && name.Split(' ', ',').Any(EnglishNouns.Contains), preposition);

    /// <summary>The name in French with its article and what comes before it, contracted and elided, in lower case. "In" an organisation is "à".</summary>
    public static string French(string name, Preposition preposition)
    {
        var article = FrenchArticle(name);
        return FrenchNames.Join(name, article, preposition == Preposition.In ? Preposition.To : preposition, "");
    }

    /// <summary>True where French agrees with it in the plural: <c>les Nations Unies</c>.</summary>
    public static bool IsFrenchPlural(string name) => FrenchArticle(name) == "les";

    private static string FrenchArticle(string name) => FrenchNouns.GetValueOrDefault(name.Split(' ')[0], "none");
}
