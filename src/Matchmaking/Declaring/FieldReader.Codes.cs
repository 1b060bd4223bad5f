using System.Text.Json;

namespace Matchmaking.Declaring;

public sealed partial class FieldReader
{
    private const string LanguageExpected = "a language code of ISO 639-1, two lower-case letters such as fr";
    private const string ParticipantExpected = "a State's ISO3 code in capitals (SDN) or a registered organisation (org-…)";
    private const string StateExpected = "a State's ISO3 code in capitals, such as SDN";

    private delegate bool Parser<T>(string name, JsonElement value, out T result);

    /// <summary>A code of an enumeration that must be given; its first value where it is refused.</summary>
    public T Code<T>(string name) where T : struct, Enum =>
        TryTake(name, true, CodeTable<T>.Expected, out var value) && TryCode<T>(name, value, out var code) ? code : default;

    /// <summary>A code that may be missing or null; otherwise as <see cref="Code{T}"/>.</summary>
    public T? OptionalCode<T>(string name) where T : struct, Enum =>
        TryTake(name, false, "", out var value) && TryCode<T>(name, value, out var code) ? code : null;

    /// <summary>A list of codes, none twice; at least one where it is required.</summary>
    public IReadOnlyList<T> Codes<T>(string name, bool required) where T : struct, Enum =>
        List<T>(name, required, CodeTable<T>.Values.Count, "a list, each " + CodeTable<T>.Expected, TryCode);

    /// <summary>A language code of ISO 639-1 that must be given; "" where it is refused.</summary>
    public string Language(string name) =>
        TryTake(name, true, LanguageExpected, out var value) && TryLanguage(name, value, out var code) ? code : "";

    /// <summary>A list of language codes, none twice, which may be missing, null or empty.</summary>
    public IReadOnlyList<string> Languages(string name, int max) =>
        List<string>(name, false, max, "a list, each " + LanguageExpected, TryLanguage);

    /// <summary>A State or organisation that must be given and exist.</summary>
    public ParticipantId Participant(string name, Func<ParticipantId, bool> isKnown) =>
        TryTake(name, true, ParticipantExpected, out var value) && TryParticipant(name, value, isKnown, false, out var id) ? id : default;

    /// <summary>A State or organisation that may be missing or null, and otherwise must exist.</summary>
    public ParticipantId? OptionalParticipant(string name, Func<ParticipantId, bool> isKnown) =>
        TryTake(name, false, "", out var value) && TryParticipant(name, value, isKnown, false, out var id) ? id : null;

    /// <summary>A State that must be given and exist.</summary>
    public ParticipantId State(string name, Func<ParticipantId, bool> isKnown) =>
        TryTake(name, true, StateExpected, out var value) && TryParticipant(name, value, isKnown, true, out var id) ? id : default;

    /// <summary>A list of States and organisations that exist, none twice, which may be missing, null or empty.</summary>
    public IReadOnlyList<ParticipantId> Participants(string name, Func<ParticipantId, bool> isKnown, int max) =>
        List(name, false, max, "a list, each " + ParticipantExpected,
            (string n, JsonElement value, out ParticipantId id) => TryParticipant(n, value, isKnown, false, out id));

    /// <summary>A list of States that exist, none twice, which may be missing, null or empty.</summary>
    public IReadOnlyList<ParticipantId> States(string name, Func<ParticipantId, bool> isKnown, int max) =>
        List(name, false, max, "a list, each " + StateExpected,
            (string n, JsonElement value, out ParticipantId id) => TryParticipant(n, value, isKnown, true, out id));

    /// <summary>A list of M49 codes that <paramref name="isKnown"/> knows, none twice, which may be missing, null or empty.</summary>
    /// <param name="name">The field.</param>
    /// <param name="isKnown">True for a code that may stand here.</param>
    /// <param name="expected">What may stand here, such as "an M49 region, such as 002 (Africa)".</param>
    /// <param name="max">The most elements.</param>
    public IReadOnlyList<string> Areas(string name, Func<string, bool> isKnown, string expected, int max) =>
        List(name, false, max, "a list, each " + expected, (string n, JsonElement value, out string code) =>
        {
            if (!TryWord(n, value, expected, out code)) return false;
            if (code.Length == 3 && code.All(char.IsAsciiDigit) && isKnown(code)) return true;
            Refuse(n, FieldErrorCodes.UnknownArea, CleanText.Shorten(code), expected);
            return false;
        });

    /// <summary>One place that must be given: a State, an M49 region or subregion, or <paramref name="anywhere"/>; empty where it is refused.</summary>
    public string Place(string name, KnownPlaces known, string anywhere)
    {
        var expected = $"a State's ISO3 code in capitals (SDN), an M49 region or subregion of three digits (011), or {anywhere}";
        if (!TryTake(name, true, expected, out var value) || !TryWord(name, value, expected, out var text)) return "";
        if (text == anywhere) return text;

        string? code;
        if (text.Length == 3 && text.All(char.IsAsciiDigit)) code = known.IsArea(text) ? null : FieldErrorCodes.UnknownArea;
        else if (!ParticipantId.TryParse(text, null, out var id)) code = FieldErrorCodes.UnknownCode;
        else code = id.IsOrganisation ? FieldErrorCodes.NotAState : known.IsParticipant(id) ? null : FieldErrorCodes.UnknownParticipant;
        if (code is null) return text;

        Refuse(name, code, CleanText.Shorten(text), expected);
        return "";
    }

    private List<T> List<T>(string name, bool required, int max, string expected, Parser<T> parse)
    {
        if (!TryTake(name, required, expected, out var value)) return [];

        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, FieldErrorCodes.WrongType, CleanText.Shown(value), expected);
            return [];
        }

        var count = value.GetArrayLength();
        if (count == 0 && required) Refuse(name, FieldErrorCodes.Empty, "[]", expected);
        if (count > max)
        {
            var given = string.Create(Invariant, $"{count} elements");
            Refuse(name, FieldErrorCodes.TooMany, given, string.Create(Invariant, $"at most {max} elements"));
            return [];
        }

        var elements = new List<T>(count);
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            var at = string.Create(Invariant, $"{name}[{index++}]");
            if (element.ValueKind == JsonValueKind.Null)
            {
                Refuse(at, FieldErrorCodes.Required, null, expected);
            }
            else if (parse(at, element, out var result))
            {
                if (elements.Contains(result)) Refuse(at, FieldErrorCodes.Duplicate, CleanText.Shown(element), "each element once");
                else elements.Add(result);
            }
        }

        return elements;
    }

    private bool TryCode<T>(string name, JsonElement value, out T code) where T : struct, Enum
    {
        code = default;
        if (!TryWord(name, value, CodeTable<T>.Expected, out var text)) return false;
        if (CodeTable<T>.Values.TryGetValue(text, out code)) return true;

        Refuse(name, FieldErrorCodes.UnknownCode, CleanText.Shorten(text), CodeTable<T>.Expected);
        return false;
    }

    private bool TryLanguage(string name, JsonElement value, out string code)
    {
        if (!TryWord(name, value, LanguageExpected, out code)) return false;
        if (LanguageCodes.Contains(code)) return true;

        Refuse(name, FieldErrorCodes.UnknownLanguage, CleanText.Shorten(code), LanguageExpected);
        return false;
    }

    private bool TryParticipant(string name, JsonElement value, Func<ParticipantId, bool> isKnown, bool stateOnly, out ParticipantId id)
    {
        id = default;
        var expected = stateOnly ? StateExpected : ParticipantExpected;
        if (!TryWord(name, value, expected, out var text)) return false;

        var code = !ParticipantId.TryParse(text, null, out id) ? FieldErrorCodes.NotAParticipant
            : stateOnly && id.IsOrganisation ? FieldErrorCodes.NotAState
            : !isKnown(id) ? FieldErrorCodes.UnknownParticipant
            : null;
        if (code is not null) Refuse(name, code, CleanText.Shorten(text), expected);
        return code is null;
    }
}
