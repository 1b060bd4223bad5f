using System.Globalization;
using System.Text;

namespace Matchmaking.Mail;

/// <summary>
/// Writes an event as a calendar file: RFC 5545 for the form, RFC 5546 §3.2.1 for what <c>METHOD:PUBLISH</c> needs
/// (an organiser, no attendees: the answer comes through the link in the mail, not through the calendar).
/// </summary>
public static class CalendarFile
{
    private const int MaxLineOctets = 75;

    /// <summary>The file's text: UTF-8 when encoded, lines ended by CRLF and folded at 75 octets.</summary>
    public static string Write(CalendarEvent item)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Matchmaking//Matchmaking//EN");
        Line(file, "METHOD:PUBLISH");
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Escape(item.Uid)}");
        Line(file, $"SEQUENCE:{item.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(file, $"DTSTAMP:{Utc(item.Stamp)}");
        foreach (var line in When(item.Time))
            Line(file, line);

        Line(file, "STATUS:TENTATIVE");
        // It does not block the day: nobody has agreed to it yet.
        Line(file, "TRANSP:TRANSPARENT");
        Line(file, $"ORGANIZER;CN={Quoted(item.OrganizerName)}:mailto:{Clean(item.OrganizerEmail)}");
        Line(file, $"SUMMARY;LANGUAGE={item.Language}:{Escape(item.Summary)}");
        Line(file, $"DESCRIPTION;LANGUAGE={item.Language}:{Escape(item.Description)}");
        if (item.Location is { } location)
            Line(file, $"LOCATION;LANGUAGE={item.Language}:{Escape(location)}");

        Line(file, "END:VEVENT");
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    /// <summary>Folds one content line (RFC 5545 §3.1): no line over 75 octets of UTF-8, no character cut in two.</summary>
    public static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxLineOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    /// <summary>A TEXT value (RFC 5545 §3.3.11): separators escaped, line ends written as \n, other controls dropped.</summary>
    public static string Escape(string text) =>
        Clean(text.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal));

    // The last day is included here and not in DTEND (RFC 5545 §3.6.1).
    private static string[] When(CalendarTime time) => time switch
    {
        CalendarTime.Days days => [$"DTSTART;VALUE=DATE:{Day(days.Period.From)}", $"DTEND;VALUE=DATE:{Day(days.Period.To.AddDays(1))}"],
        CalendarTime.Hours hours => [$"DTSTART:{Utc(hours.From)}", $"DTEND:{Utc(hours.To)}"],
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    private static void Line(StringBuilder file, string line) => file.Append(Fold(line)).Append("\r\n");

    // A quoted parameter value can hold anything but a quote and controls (RFC 5545 §3.2).
    private static string Quoted(string text) => $"\"{Clean(text).Replace('"', '\'')}\"";

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
