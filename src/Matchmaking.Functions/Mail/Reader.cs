using System.Globalization;
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

    /// <summary>A participant's name.</summary>
    public string Name(ParticipantId participant) => Words.Name(participant, Language);

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
    public string Pillar(Pillar pillar) => Words.Pillar(pillar, Language);

    /// <summary>A kind of meeting, with its indefinite article.</summary>
    public string Meeting(MeetingKind kind) => Words.Meeting(kind, Language);

    /// <summary>A text, followed by "to be confirmed" where it is not.</summary>
    public string Mark(string text, bool confirmed) => confirmed ? text : T(Texts.ToBeConfirmed, text);
}
