using System.Buffers.Text;
using System.Text;

namespace Matchmaking.Storage;

/// <summary>Where a query goes on, as one opaque text of letters, digits and hyphens that fits a URL.</summary>
internal static class ContinuationToken
{
    // Escaped parts hold nothing that sorts so high. One stands in front, so that no token is empty.
    private const char Separator = '\uFFFF';

    internal static string Of(params IEnumerable<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Separator + string.Join(Separator, parts.Select(KeyEscape.Escape))));

    internal static string[] Parse(string token, int parts)
    {
        try
        {
            var found = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token)).Split(Separator);
            if (found.Length == parts + 1 && found[0].Length == 0)
                return Array.ConvertAll(found[1..], KeyEscape.Unescape);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
        }

        throw new ArgumentException("The continuation token did not come from a page before.", nameof(token));
    }
}
