using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matchmaking.Declaring;

/// <summary>Between the text of a cell and a JSON value.</summary>
internal static partial class CsvCells
{
    private const char Separator = ';';

    private static readonly string[] DeadlineParts = ["convention", "article", "date", "certainty"];

    /// <summary>
    /// The value of a cell. What is not written as its column wants stays a text, which the reader then refuses as
    /// <c>wrong_type</c> with what is expected: nothing is guessed from 1,000 or 1.000 or 1e3.
    /// </summary>
    public static JsonNode ToJson(CsvCell cell, string text)
    {
        var plain = text.Trim();
        return cell switch
        {
            CsvCell.Number when Digits().IsMatch(plain) => JsonNode.Parse(plain)!,
            CsvCell.Flag when bool.TryParse(plain, out var flag) => JsonValue.Create(flag),
            CsvCell.List => new JsonArray([.. Parts(plain, Separator).Select(e => (JsonNode)JsonValue.Create(Unicode(e))!)]),
            CsvCell.Deadlines => new JsonArray([.. Parts(plain, Separator).Select(Deadline)]),
            _ => JsonValue.Create(Unicode(text))!,
        };
    }

    /// <summary>The cell of a value; "" for none.</summary>
    public static string ToText(JsonNode? value) => value switch
    {
        null => "",
        JsonObject deadline => string.Join(' ', DeadlineParts.Select(part => ToText(deadline[part]))),
        JsonArray list => string.Join(Separator, list.Select(ToText)),
        JsonValue text when text.TryGetValue<string>(out var s) => s,
        JsonValue flag when flag.TryGetValue<bool>(out var b) => b ? "true" : "false",
        _ => value.GetValue<long>().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A deadline as the API takes it. What is missing is left out; what is too much stays with the last part, for the reader to refuse.</summary>
    private static JsonNode Deadline(string text)
    {
        var parts = text.Split(' ', DeadlineParts.Length, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new JsonObject(DeadlineParts.Zip(parts, (name, part) =>
            KeyValuePair.Create<string, JsonNode?>(name, ToJson(name == "article" ? CsvCell.Number : CsvCell.Text, part))));
    }

    private static string[] Parts(string text, char separator) => text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // Half a surrogate pair becomes U+FFFD here, and the reader refuses that.
    private static string Unicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("^-?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
