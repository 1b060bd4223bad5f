using System.Globalization;
using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;
using Dates = Matchmaking.Matching.DueDates;

namespace Matchmaking.Functions.Mail;

/// <summary>Who reads a letter or a page: a language, and how the field's facts are said in it.</summary>
/// <param name="Language">The language to write in, ISO 639-1.</param>
/// <param name="Organisations">Names of the organisations that are spoken of; one that is not here goes by its code.</param>
public sealed record Reader(string Language, IReadOnlyDictionary<ParticipantId, LocalText> Organisations)
{
    private readonly Wording _wording = Wording.For(Language);

    /// <summary>A text with its gaps filled.</summary>
    public string T(LocalText text, params object[] gaps) =>
        gaps.Length == 0 ? text.In(Language) : string.Format(CultureInfo.InvariantCulture, text.In(Language), gaps);

    /// <summary>A text that depends on a count: <paramref name="one"/> for 1 (in French for 0 too), else <paramref name="many"/>.</summary>
    public string Count(long count, LocalText one, LocalText many) =>
        T(count == 1 || (count == 0 && Language == "fr") ? one : many, _wording.Number(count));

    /// <summary>A participant's name alone, as a label.</summary>
    public string Name(ParticipantId participant)
    {
        if (States.TryGet(participant, out var state))
            return state.Name.In(Language);

        return Organisations.GetValueOrDefault(participant) is { IsEmpty: false } name ? name.In(Language) : participant.Value;
    }

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
    public string Sentence(Reason reason) => Sentences.Render(
        reason,
        Language,
        new SentenceNames(Name, code => Areas.Find(code)?.Name.In(Language) ?? code));

    /// <summary>US dollars or slots; marked where not confirmed.</summary>
    public string Amount(AssistanceKind kind, long amount, bool confirmed) => Mark(_wording.Amount(amount, kind), confirmed);

    /// <summary>US dollars, or contributions of kinds that are not money; marked where not confirmed.</summary>
    public string Amount(bool money, long amount, bool confirmed) =>
        Mark(money ? _wording.Usd(amount) : Count(amount, Texts.OneInKind, Texts.ManyInKind), confirmed);

    /// <summary>A day.</summary>
    public string Date(DateOnly day) => _wording.Date(day);

    /// <summary>A number with its groups.</summary>
    public string Number(long value) => _wording.Number(value);

    /// <summary>Work, with its unit.</summary>
    public string Quantity(Quantity quantity) => $"{_wording.Number(quantity.Amount)}\u00a0{_wording.Name(quantity.Unit)}";

    /// <summary>Deadlines and the State's own date, each with what is due on it and how sure it is.</summary>
    public string DueDates(IEnumerable<Deadline> deadlines, DateOnly? expected, DateOnly today) =>
        Dates.In(Dates.Of(deadlines, expected, today), _wording);

    /// <summary>A pillar's name.</summary>
    public string Pillar(Pillar pillar) => _wording.Name(pillar);

    /// <summary>A kind of meeting, without article.</summary>
    public string Meeting(MeetingKind kind) => _wording.Name(kind);

    /// <summary>A text, followed by "to be confirmed" where it is not.</summary>
    public string Mark(string text, bool confirmed) => confirmed ? text : $"{text} ({T(Field.Names.ToBeConfirmed)})";
}
