using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>A State, an organisation, an M49 area or "anywhere" as it stands inside a sentence, with article and preposition: "the Americas", "en Afrique occidentale".</summary>
internal static class Whereabouts
{
    // The areas that take an article in English; in French the plurals: "les", "dans les".
    private static readonly HashSet<string> Plural = ["019", "029"];

    /// <summary>The words for <paramref name="place"/>, of <see cref="Addition"/> or a declaration; null for what is no place.</summary>
    public static string? In(string place, string language, SentenceNames names) =>
        place == Addition.Anywhere ? (language == "fr" ? "dans n’importe quel État" : "anywhere") : With(place, Preposition.In, language, names);

    /// <summary>A participant or an area with its article and what comes before it; null for what is neither.</summary>
    public static string? With(string code, Preposition preposition, string language, SentenceNames names)
    {
        if (code.Length != 3 || !code.All(char.IsAsciiDigit))
            return Participants.With(code, preposition, language, names);
        var (name, isPlural) = (names.Area(code), Plural.Contains(code));
        // All French names of areas are feminine; those that are not plurals take "en".
        return language == "fr"
            ? FrenchNames.Join(name, isPlural ? "les" : StartsWithVowel(name) ? "l'" : "la", preposition, isPlural ? "dans les" : "en").Replace('\'', '’')
            : EnglishNames.Join(name, isPlural, preposition);
    }

    private static bool StartsWithVowel(string name) => name.Length > 0 && "AEIOUÀÂÉÈÊËÎÏÔÛÙ".Contains(name[0], StringComparison.Ordinal);
}
