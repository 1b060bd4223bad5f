using System.Globalization;
using System.Text;

namespace Matchmaking.Storage;

/// <summary>
/// Writes any partition or row key with characters that Azure Tables takes, keeping the keys' ordinal (UTF-16) order.
/// </summary>
/// <remarks>
/// Azure refuses <c>/ \ # ?</c> and control characters (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model),
/// and <c>% + &amp; '</c> and blanks are trouble in URLs. Escaping with one character for all would reorder keys, so each refused
/// character is written with a lead that sorts where it does, and its code in upper-case hexadecimal: a neighbour in the code table,
/// itself always escaped, serves as lead. What sorts from U+D7A3 on (surrogates among it) is written in four digits behind U+D7A3, so
/// that stored keys sort alike by UTF-16 unit and by code point. Most keys stay as they are: <c>need|7</c> is stored so, <c>a/b</c> as <c>a.2Fb</c>.
/// </remarks>
internal static class KeyEscape
{
    private const char High = '\uD7A3';

    internal static string Escape(string key)
    {
        var first = 0;
        while (first < key.Length && Lead(key[first]) == '\0')
            first++;

        if (first == key.Length)
            return key;

        var escaped = new StringBuilder(key, 0, first, key.Length + 16);
        foreach (var unit in key.AsSpan(first))
        {
            var lead = Lead(unit);
            if (lead == '\0')
                escaped.Append(unit);
            else
                escaped.Append(lead).Append(((int)unit).ToString(lead == High ? "X4" : "X2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    internal static string Unescape(string escaped)
    {
        var key = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var lead = Lead(escaped[i]);
            if (lead == '\0')
            {
                key.Append(escaped[i]);
                continue;
            }

            var digits = lead == High ? 4 : 2;
            if (lead != escaped[i]
                || i + digits >= escaped.Length
                || !int.TryParse(escaped.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                throw new FormatException($"'{escaped}' is no key that this service wrote: it is not escaped.");

            key.Append((char)unit);
            i += digits;
        }

        return key.ToString();
    }

    // The lead of a character to escape, '\0' of one that stands for itself. A lead lies in its own range, so ranges keep their order.
    private static char Lead(char unit) => unit switch
    {
        <= '!' => '!',
        >= '#' and <= '\'' => '$',
        '+' or ',' => ',',
        '.' or '/' => '.',
        '>' or '?' => '>',
        '[' or '\\' => '[',
        >= '~' and <= '\u009F' => '~',
        >= High => High,
        _ => '\0',
    };
}
