using System.Text;

namespace Matchmaking.Local.Mail;

/// <summary>
/// What a person typed, for a header, as encoded words (RFC 2047). MimeKit would do it but for two cases: what looks like an
/// encoded word it lets stand, so that readers decode it, and of a long word of mixed characters it loses a part.
/// </summary>
internal static class EncodedWords
{
    // An encoded word has at most 75 characters; 12 of them frame the base64.
    private const int MostOctets = 45;

    /// <summary>The text as it is where it is plain ASCII, else in encoded words throughout.</summary>
    public static string Of(string text) => Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal)
        ? text
        : string.Join(' ', Pieces(text).Select(piece => $"=?utf-8?b?{Convert.ToBase64String(piece)}?="));

    // No character is cut in two: each word decodes by itself (RFC 2047 §5).
    private static IEnumerable<byte[]> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(piece.ToString()) + rune.Utf8SequenceLength > MostOctets)
            {
                yield return Encoding.UTF8.GetBytes(piece.ToString());
                piece.Clear();
            }

            piece.Append(rune);
        }

        yield return Encoding.UTF8.GetBytes(piece.ToString());
    }
}
