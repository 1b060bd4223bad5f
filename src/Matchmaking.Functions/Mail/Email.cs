namespace Matchmaking.Functions.Mail;

/// <summary>One email, ready to send.</summary>
/// <param name="NoticeId">The notice that it carries out; its identity with every sender.</param>
/// <param name="To">The address.</param>
/// <param name="ToName">The name beside the address.</param>
/// <param name="Language">The language that it is written in, ISO 639-1.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The HTML part, a whole document.</param>
/// <param name="Text">The text part, wrapped at 78 columns.</param>
/// <param name="Calendar">The calendar file, or null.</param>
/// <param name="ListId">Of a mail that comes again and again: the stable name by which a reader can file it (RFC 2919); null for a letter.</param>
internal sealed record Email(
    string NoticeId,
    string To,
    string ToName,
    string Language,
    string Subject,
    string Html,
    string Text,
    string? Calendar = null,
    string? ListId = null)
{
    /// <summary>The calendar file's name in the mail.</summary>
    public const string CalendarFileName = "meeting.ics";

    /// <summary>Its media type.</summary>
    public const string CalendarType = "text/calendar; charset=utf-8; method=PUBLISH";

    /// <summary>The headers that every sender adds to the usual ones: nobody's absence note shall answer a program (RFC 3834).</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers
    {
        get
        {
            yield return new("Auto-Submitted", "auto-generated");
            yield return new("Content-Language", Language);
            if (ListId is not null)
                yield return new("List-Id", $"<{ListId}>");
        }
    }

    /// <summary>A header is one line: whatever could end it becomes a space.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    // A record prints its members; this one would print an address into whatever log it is put in.
    /// <summary>The notice's id only.</summary>
    public override string ToString() => $"Email {NoticeId}";
}
