using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Reads the mails that <see cref="MailFolder"/> lays: multiparts of base64 or quoted-printable leaves, encoded words in
/// headers. Not a reader for mail from elsewhere.
/// </summary>
internal static partial class EmlReader
{
    /// <summary>Reads one file's text.</summary>
    public static StoredMail Read(string name, DateTimeOffset laidAt, string eml)
    {
        var root = Parse(eml);
        var leaves = Leaves(root).ToList();
        return new StoredMail(
            name,
            laidAt,
            DecodeWords(root.Header("To")),
            DecodeWords(root.Header("Subject")),
            root.Header("Content-Language"),
            leaves.FirstOrDefault(l => l.Is("text/plain"))?.Text,
            leaves.FirstOrDefault(l => l.Is("text/html"))?.Text,
            [.. leaves.Where(l => !l.Is("text/plain") && !l.Is("text/html"))
                .Select(l => new StoredAttachment(Parameter(l.Type, "name") ?? "attachment", l.Type.Split(';')[0].Trim(), l.Bytes))]);
    }

    /// <summary>Decodes the encoded words (RFC 2047) of a header.</summary>
    public static string DecodeWords(string header) =>
        EncodedWord().Replace(BetweenWords().Replace(header, "$1"), word => Encoding.UTF8.GetString(word.Groups["how"].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups["text"].Value)
            : QuotedPrintable(word.Groups["text"].Value.Replace('_', ' '))));

    private static Entity Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        return new Entity(Folded().Replace(head, " ").Split("\r\n"), end < 0 ? "" : text[(end + 4)..]);
    }

    private static IEnumerable<Entity> Leaves(Entity entity)
    {
        if (Parameter(entity.Type, "boundary") is not { } boundary)
            return [entity];

        // What stands before the first boundary and after the last one is no part.
        var parts = ("\r\n" + entity.Body).Split("\r\n--" + boundary);
        return parts.Skip(1).TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(p => Leaves(Parse(p[(p.IndexOf("\r\n", StringComparison.Ordinal) + 2)..])));
    }

    private static string? Parameter(string type, string name) =>
        Regex.Match(type, $";\\s*{name}=(?:\"([^\"]*)\"|([^;\\s]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } match
            ? match.Groups[1].Value + match.Groups[2].Value
            : null;

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && text.AsSpan(i + 1, 2) is var hex && !hex.SequenceEqual("\r\n"))
                bytes.Add(Convert.FromHexString(hex)[0]);
            else if (text[i] != '=')
                bytes.Add((byte)text[i]);

            i += text[i] == '=' ? 2 : 0;
        }

        return [.. bytes];
    }

    private sealed record Entity(string[] Headers, string Body)
    {
        public string Type => Header("Content-Type");

        public byte[] Bytes => Header("Content-Transfer-Encoding").ToUpperInvariant() switch
        {
            "BASE64" => Convert.FromBase64String(Body),
            "QUOTED-PRINTABLE" => QuotedPrintable(Body),
            _ => Encoding.UTF8.GetBytes(Body),
        };

        public string Text => Encoding.UTF8.GetString(Bytes);

        public bool Is(string type) => Type.StartsWith(type, StringComparison.OrdinalIgnoreCase);

        public string Header(string name) => Headers
            .Where(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(h => h[(name.Length + 1)..].Trim())
            .FirstOrDefault("");
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?utf-8\?(?<how>[bBqQ])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();
}
