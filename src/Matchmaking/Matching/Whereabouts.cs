using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>A State, an M49 area or "anywhere" as it stands inside a sentence, with its preposition: "in Western Africa", "en Afrique occidentale".</summary>
internal static class Whereabouts
{
    // The areas of which the name is a plural, in French: "dans les", where all others take "en".
    private static readonly HashSet<string> Plural = ["019", "029"];

    /// <summary>The words for <paramref name="place"/>; null for what is no place.</summary>
    public static string? In(string place, string language, SentenceNames names)
    {
        var french = language == "fr";
        if (place == Addition.Anywhere)
            return french ? "dans n’importe quel État" : "anywhere";
        if (place.Length != 3 || !place.All(char.IsAsciiDigit))
            return Participants.With(place, Preposition.In, language, names);
        var isPlural = Plural.Contains(place);
        return (french ? isPlural ? "dans les " : "en " : isPlural ? "in the " : "in ") + names.Area(place);
    }
}
