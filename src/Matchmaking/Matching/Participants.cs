using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>Participants inside sentences: a State by its grammar, an organisation by the noun that its name is made of.</summary>
internal static class Participants
{
    /// <summary>The name with its article and what comes before it; null where <paramref name="code"/> is no participant's.</summary>
    public static string? With(string code, Preposition preposition, string language, SentenceNames names)
    {
        if (!ParticipantId.TryParse(code, null, out var id))
            return null;
        var name = names.Participant(id);
        // Where programs read, a code stands for itself.
        if (name == code)
            return Word(preposition, language) + code;
        var french = language == "fr";
        var shown = !States.TryGet(id, out var state)
            ? french ? OrganisationNames.French(name, preposition) : OrganisationNames.English(name, preposition)
            : french ? FrenchNames.With(state, preposition) : EnglishNames.With(state, preposition);
        return french ? shown.Replace('\'', '’') : shown;
    }

    /// <summary>The first of two words where French agrees with the participant in the singular, the second in the plural.</summary>
    public static string? Agree(string code, string words, string language, SentenceNames names)
    {
        if (!ParticipantId.TryParse(code, null, out var id) || words.Split('/') is not [var singular, var plural])
            return null;
        var name = names.Participant(id);
        var isPlural = language == "fr" && name != code
            && (States.TryGet(id, out var state) ? FrenchNames.IsPlural(state) : OrganisationNames.IsFrenchPlural(name));
        return isPlural ? plural : singular;
    }

    private static string Word(Preposition preposition, string language) => (preposition, language) switch
    {
        (Preposition.None, _) => "",
        (Preposition.Of, "fr") => "de ",
        (_, "fr") => "à ",
        (Preposition.Of, _) => "of ",
        (Preposition.To, _) => "to ",
        _ => "in ",
    };
}
