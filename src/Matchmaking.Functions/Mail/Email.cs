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
internal sealed record Email(
    string NoticeId,
    string To,
    string ToName,
    string Language,
    string Subject,
    string Html,
    string Text,
    string? Calendar = null)
{
    /// <summary>The calendar file's name in the mail.</summary>
    public const string CalendarFileName = "meeting.ics";

    /// <summary>Its media type.</summary>
    public const string CalendarType = "text/calendar; charset=utf-8; method=PUBLISH";

    // A record prints its members; this one would print an address into whatever log it is put in.
    /// <summary>The notice's id only.</summary>
    public override string ToString() => $"Email {NoticeId}";
}
