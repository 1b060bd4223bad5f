using System.Globalization;
using System.Text.RegularExpressions;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>The names that sentences need and the domain's rules do not have, in the reader's language.</summary>
/// <param name="Participant">The name of a State or organisation.</param>
/// <param name="Area">The name of an M49 region or subregion by its code of three digits.</param>
public sealed record SentenceNames(Func<ParticipantId, string> Participant, Func<string, string> Area)
{
    /// <summary>Codes instead of names, where a program reads.</summary>
    public static SentenceNames Codes { get; } = new(id => id.Value, area => area);
}

/// <summary>
/// Renders reasons in a reader's language. A template names each fact and how to show it: <c>{gap:amount}</c>,
/// <c>{to:date}</c>; <c>{title}</c> stands for the title's version in that language. A participant or an area
/// stands with its article as <c>{partner:the}</c>, after a preposition as <c>{state:of}</c>, <c>{state:to}</c>, <c>{state:in}</c>, several of them as
/// <c>{places:places}</c>, any place as <c>{place:where}</c>, and a word agrees with it in number as <c>{partner?doit/doivent}</c>.
/// </summary>
public static partial class Sentences
{
    /// <summary>Every code that has a sentence, in ordinal order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Wording.For("en").Templates.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// The sentence of <paramref name="reason"/> in <paramref name="language"/> (ISO 639-1), else in English. Never throws, since
    /// stored reasons outlive the catalogue: an unknown code stands for itself, a missing fact is shown as an ellipsis.
    /// </summary>
    public static string Render(Reason reason, string language, SentenceNames names)
    {
        var wording = Wording.For(language);
        return wording.Templates.TryGetValue(reason.Code, out var template)
            // What is shown may end in a full stop of its own ("É.-U."); the sentence needs one only.
            ? FirstCapital(Placeholder().Replace(template, match => Show(reason, match.Groups[1].Value, match.Groups[2].Value + match.Groups[3].Value, wording, names) ?? "…"), template)
                .Replace("..", ".", StringComparison.Ordinal)
            : reason.Code;
    }

    /// <summary>What keeps <paramref name="reason"/> from being rendered in <paramref name="language"/>: its code, or the names of facts; empty where nothing does.</summary>
    public static IReadOnlyList<string> Missing(Reason reason, string language) =>
        Wording.For(language).Templates.TryGetValue(reason.Code, out var template)
            ? [.. Placeholder().Matches(template).Where(m => Show(reason, m.Groups[1].Value, m.Groups[2].Value + m.Groups[3].Value, Wording.For(language), SentenceNames.Codes) is null).Select(m => m.Value)]
            : [reason.Code];

    /// <summary>The facts that the sentence of <paramref name="code"/> shows in <paramref name="language"/>, with their form, in ordinal order.</summary>
    public static IReadOnlyList<string> FactsOf(string code, string language) =>
        [.. Placeholder().Matches(Wording.For(language).Templates[code]).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The template of <paramref name="code"/> in <paramref name="language"/>.</summary>
    public static string Template(string code, string language) => Wording.For(language).Templates[code];

    private static string? Show(Reason reason, string name, string form, Wording wording, SentenceNames names)
    {
        if (name == "title")
            return Title(reason, wording.Language);
        if (!reason.Facts.TryGetValue(name, out var fact))
            return null;
        if (form.StartsWith('?'))
            return Participants.Agree(fact, form[1..], wording.Language, names);
        return form switch
        {
            "" => fact,
            "the" => Whereabouts.With(fact, Preposition.None, wording.Language, names),
            "of" => Whereabouts.With(fact, Preposition.Of, wording.Language, names),
            "to" => Whereabouts.With(fact, Preposition.To, wording.Language, names),
            "in" => Whereabouts.With(fact, Preposition.In, wording.Language, names),
            "years" => wording.List(Years.Runs(fact)),
            "participant" => ParticipantId.TryParse(fact, null, out var id) ? names.Participant(id) : null,
            "area" => names.Area(fact),
            "where" => Whereabouts.In(fact, wording.Language, names),
            "places" => List(fact, place => Whereabouts.With(place, Preposition.None, wording.Language, names) ?? place),
            "terms" => List(fact, wording.Term),
            "criteria" => List(fact, code => wording.Term("criterion." + code)),
            "languages" => List(fact, wording.LanguageName),
            "dates" => DueDates.In(fact, wording),
            "date" => DateOnly.TryParseExact(fact, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? wording.Date(day) : null,
            "amount" when reason.Facts.TryGetValue("unit", out var unit) => Whole(value => unit == Json.Code(AssistanceKind.Funding) ? wording.Usd(value) : wording.Count(value, unit)),
            "number" => Whole(wording.Number),
            "days" or "partners" => Whole(value => wording.Count(value, form)),
            _ => null,
        };

        string? Whole(Func<long, string> show) => long.TryParse(fact, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? show(value) : null;

        string List(string items, Func<string, string> show) => wording.List([.. items.Split(',').Select(show)]);
    }

    private static string? Title(Reason reason, string language) =>
        reason.Facts.GetValueOrDefault("title." + language) ?? reason.Facts.GetValueOrDefault("title.en")
            ?? reason.Facts.FirstOrDefault(fact => fact.Key.StartsWith("title.", StringComparison.Ordinal)).Value;

    /// <summary>A sentence that begins with a participant begins with its article, and that with a capital.</summary>
    private static string FirstCapital(string sentence, string template) =>
        template.StartsWith('{') && sentence.Length > 0 ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;

    [GeneratedRegex(@"\{([A-Za-z]+)(?::([a-z]+)|(\?[^}]+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
