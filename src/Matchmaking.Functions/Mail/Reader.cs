using System.Globalization;
using Matchmaking.Field;
using Matchmaking.Matching;

namespace Matchmaking.Functions.Mail;

/// <summary>Who reads a letter or a page: a language, and the field's words in it.</summary>
/// <param name="Language">The language to write in, ISO 639-1.</param>
/// <param name="Words">The field's words.</param>
public sealed record Reader(string Language, FieldWords Words)
{
    /// <summary>A text with its gaps filled.</summary>
    public string T(LocalText text, params object[] gaps) =>
        gaps.Length == 0 ? text.In(Language) : string.Format(CultureInfo.InvariantCulture, text.In(Language), gaps);

    /// <summary>A text that depends on a count: <paramref name="one"/> for 1 (in French for 0 too), else <paramref name="many"/>.</summary>
    public string Count(int count, LocalText one, LocalText many) =>
        T(count == 1 || (count == 0 && Language == "fr") ? one : many, count);

    /// <summary>A participant's name alone, as a label.</summary>
    public string Name(ParticipantId participant) =>
        States.TryGet(participant, out var state) ? state.Name.In(Language) : Words.Organisation(participant, Language);

    /// <summary>A participant's name in a sentence, with its article and preposition.</summary>
    public string Name(ParticipantId participant, Preposition preposition)
    {
        if (!States.TryGet(participant, out var state))
            return Name(participant);

        return Language == "fr" ? FrenchNames.With(state, preposition) : EnglishNames.With(state, preposition);
    }

    /// <summary>A participant's name at the beginning of a sentence: <c>La Gambie</c>, <c>The Gambia</c>.</summary>
    public string NameFirst(ParticipantId participant)
    {
        var name = Name(participant, Preposition.None);
        return string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));
    }

    /// <summary>A reason as a sentence.</summary>
    public string Sentence(Reason reason) => Words.Sentence(reason, Language);

    /// <summary>US dollars or slots; marked where not confirmed.</summary>
    public string Amount(AssistanceKind kind, long amount, bool confirmed) => Mark(Words.Amount(kind, amount, Language), confirmed);

    /// <summary>US dollars, or contributions of kinds that are not money; marked where not confirmed.</summary>
    public string Amount(bool money, long amount, bool confirmed) => money
        ? Amount(AssistanceKind.Funding, amount, confirmed)
        : Mark(Count((int)amount, Texts.OneInKind, Texts.ManyInKind), confirmed);

    /// <summary>A day.</summary>
    public string Date(DateOnly day) => Words.Date(day, Language);

    /// <summary>A pillar's name.</summary>
    public string Pillar(Pillar pillar) => T(Names.Of(pillar));

    /// <summary>A kind of meeting, without article.</summary>
    public string Meeting(MeetingKind kind) => T(Names.Of(kind));

    /// <summary>A text, followed by "to be confirmed" where it is not.</summary>
    public string Mark(string text, bool confirmed) => confirmed ? text : $"{text} ({T(Names.ToBeConfirmed)})";
}
