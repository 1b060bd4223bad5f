using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Declaring;

/// <summary>Text as it is stored: Unicode in form NFC, no blanks at its ends, no characters that do not show.</summary>
internal static class CleanText
{
    private const int ShownCharacters = 100;

    /// <summary>The text of a JSON string; null where it is not Unicode.</summary>
    public static string? Of(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text trimmed, in NFC and with line breaks as <c>\n</c> where it may have several lines.</summary>
    public static string Clean(string text, bool lines) =>
        (lines ? text.ReplaceLineEndings("\n") : text).Trim().Normalize(NormalizationForm.FormC);

    /// <summary>True where a character neither shows nor belongs: controls, non-characters, line breaks in a text of one line.</summary>
    public static bool HasControl(string text, bool lines) => text.EnumerateRunes().Any(rune =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => !(lines && rune.Value is '\n' or '\t'),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            // Embeddings, overrides and isolates of direction could make a text read as another one.
            UnicodeCategory.Format when rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => true,
            _ => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF,
        });

    /// <summary>Characters as people count them: a pair of surrogates is one, and a text of which nothing shows has none.</summary>
    public static int Length(string text) => text.EnumerateRunes().Any(Shows) ? text.Count(c => !char.IsLowSurrogate(c)) : 0;

    private static bool Shows(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;

    /// <summary>The first 100 characters, never half of one.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= ShownCharacters) return text;

        var length = char.IsHighSurrogate(text[ShownCharacters - 2]) ? ShownCharacters - 2 : ShownCharacters - 1;
        return text[..length] + "…";
    }

    /// <summary>What was given, for an error: short, and without the content of groups and lists.</summary>
    public static string? Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value) is { } text ? Shorten(text) : null,
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => Shorten(value.GetRawText()),
    };
}
