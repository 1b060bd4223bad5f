using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matchmaking.Declaring;

public sealed partial class FieldReader
{
    /// <summary>A text that must be given, trimmed and in NFC; "" where it is refused.</summary>
    /// <param name="name">The field.</param>
    /// <param name="min">The fewest characters, after blanks at the ends are cut; inclusive.</param>
    /// <param name="max">The most characters; inclusive.</param>
    /// <param name="lines">True where line breaks and tabs may stand in it.</param>
    /// <param name="secret">True where an error must not repeat what was given.</param>
    public string Text(string name, int min, int max, bool lines = false, bool secret = false) =>
        TryTake(name, true, Expect(min, max), out var value)
        && TryText(name, value, min, max, Expect(min, max), lines, secret, out var text) ? text : "";

    /// <summary>A text that may be missing or null; otherwise as <see cref="Text"/>.</summary>
    public string? OptionalText(string name, int min, int max, bool lines = false, bool secret = false) =>
        TryTake(name, false, "", out var value)
        && TryText(name, value, min, max, Expect(min, max), lines, secret, out var text) ? text : null;

    /// <summary>
    /// A text per language, <c>{ "en": "…", "fr": "…" }</c>, in any languages of ISO 639-1; lines may break.
    /// Where it is required, at least one language must be given; otherwise it may be missing, null or empty.
    /// </summary>
    public LocalText LocalText(string name, int min, int max, bool lines, bool required)
    {
        const string expected = "a text per language, such as { \"en\": \"…\", \"fr\": \"…\" }";
        if (!TryTake(name, required, expected, out var value)) return Matchmaking.LocalText.Empty;

        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, FieldErrorCodes.WrongType, CleanText.Shown(value), expected);
            return Matchmaking.LocalText.Empty;
        }

        var group = new FieldReader(PathOf(name), value, _errors);
        var versions = new List<KeyValuePair<string, string>>();
        foreach (var language in group._given.Keys)
        {
            if (!LanguageCodes.Contains(language))
            {
                group.Refuse(CleanText.Shorten(language), FieldErrorCodes.UnknownLanguage, CleanText.Shorten(language), LanguageExpected);
            }
            else if (group.OptionalText(language, min, max, lines) is { } text)
            {
                versions.Add(new(language, text));
            }
        }

        if (required && versions.Count == 0 && !HasErrors(name)) Refuse(name, FieldErrorCodes.Empty, "{}", expected);
        return new LocalText(versions);
    }

    /// <summary>An absolute http or https address of up to 500 characters, which may be missing or null.</summary>
    public string? OptionalUrl(string name)
    {
        if (OptionalText(name, 1, 500) is not { } text) return null;

        var isUrl = !text.Any(char.IsWhiteSpace)
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0;
        if (isUrl) return text;

        Refuse(name, FieldErrorCodes.NotAUrl, CleanText.Shorten(text), "an address that starts with https:// or http://");
        return null;
    }

    /// <summary>
    /// An email address that must be given: one @, a name of plain ASCII before it and a domain with a dot after it.
    /// More is not checked, since only a mail that arrives proves an address (RFC 5321 allows odder ones, which
    /// are refused). Errors never repeat it.
    /// </summary>
    public string Email(string name)
    {
        var text = Text(name, 3, 254, secret: true);
        if (HasErrors(name) || !_isObject) return "";

        var at = text.LastIndexOf('@');
        if (at is > 0 and <= 64 && EmailPattern().IsMatch(text)) return text;

        Refuse(name, FieldErrorCodes.NotAnEmail, null, "an email address, such as name@example.org");
        return "";
    }

    // Local part: groups of printable ASCII parted by single dots. Domain: two or more labels, none with a hyphen at its ends.
    private const string LocalPart = @"[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+(\.[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+)*";
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    [GeneratedRegex($@"^{LocalPart}@({Label}\.)+{Label}\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern();

    // A code, a date or the like: one line, of whatever length, since what it is not is said better than by its length.
    private bool TryWord(string name, JsonElement value, string expected, out string text) =>
        TryText(name, value, 0, int.MaxValue, expected, lines: false, secret: false, out text);

    private bool TryText(string name, JsonElement value, int min, int max, string expected, bool lines, bool secret, out string text)
    {
        text = "";
        var shown = secret ? null : CleanText.Shown(value);
        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(name, FieldErrorCodes.WrongType, shown, expected);
            return false;
        }

        // U+FFFD is what a program puts where it could not read: a file in another encoding, most often.
        if (CleanText.Of(value) is not { } given || given.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Refuse(name, FieldErrorCodes.BrokenText, shown, "text in Unicode, encoded as UTF-8");
            return false;
        }

        // Before normalising, which refuses non-characters on some systems.
        if (CleanText.HasControl(lines ? given.ReplaceLineEndings("\n") : given.Trim(), lines))
        {
            var line = lines ? "text" : "one line of text";
            Refuse(name, FieldErrorCodes.ControlCharacter, shown, line + " without control characters");
            return false;
        }

        text = CleanText.Clean(given, lines);
        var length = CleanText.Length(text);
        if (length >= min && length <= max) return true;

        Refuse(name, length < min ? FieldErrorCodes.TooShort : FieldErrorCodes.TooLong, shown, expected);
        return false;
    }

    private static string Expect(int min, int max) => string.Create(Invariant, $"text of {min} to {max} characters");
}
