using System.Globalization;
using System.Text;

namespace Matchmaking.Storage.Azure;

/// <summary>One answer within the answer to a batch.</summary>
internal readonly record struct BatchPart(int Status, string? ETag, TableError Error)
{
    private const string StatusLine = "HTTP/1.1 ";

    /// <summary>All answers: one for each action of a transaction that was committed, one in all for one that was not.</summary>
    internal static List<BatchPart> Parse(string multipart)
    {
        var parts = new List<BatchPart>();
        for (var at = multipart.IndexOf(StatusLine, StringComparison.Ordinal); at >= 0;)
        {
            var next = multipart.IndexOf(StatusLine, at + StatusLine.Length, StringComparison.Ordinal);
            parts.Add(ParseOne(next < 0 ? multipart[at..] : multipart[at..next]));
            at = next;
        }

        return parts;
    }

    private static BatchPart ParseOne(string part)
    {
        var lines = part.Split('\n');
        var status = int.Parse(lines[0].AsSpan(StatusLine.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var etag = lines.FirstOrDefault(line => line.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))?["ETag:".Length..].Trim();
        var json = lines.FirstOrDefault(line => line.StartsWith('{'));
        return new BatchPart(status, etag, json is null ? default : TableError.Parse(Encoding.UTF8.GetBytes(json.Trim())));
    }
}
