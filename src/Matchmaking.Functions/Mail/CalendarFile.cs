using System.Text;
using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Matchmaking.Mail;
using CalendarEvent = Matchmaking.Mail.CalendarEvent;
using Component = Ical.Net.CalendarComponents.CalendarEvent;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Writes an event as a calendar file: RFC 5545 for the form, RFC 5546 §3.2.1 for what <c>METHOD:PUBLISH</c> needs
/// (an organiser, no attendees: the answer comes through the link in the mail, not through the calendar).
/// </summary>
internal static class CalendarFile
{
    private const int MaxLineOctets = 75;

    /// <summary>The file's text: UTF-8 when encoded, lines ended by CRLF and folded at 75 octets. The same event gives the same text.</summary>
    public static string Write(CalendarEvent item)
    {
        var (from, to) = When(item.Time);
        var component = new Component
        {
            Uid = item.Uid,
            Sequence = item.Sequence,
            DtStamp = Utc(item.Stamp),
            Start = from,
            End = to,
            Status = EventStatus.Tentative,
            // It does not block the day: nobody has agreed to it yet.
            Transparency = TransparencyType.Transparent,
            // A parameter can hold anything but a quote and controls (RFC 5545 §3.2).
            Organizer = new Organizer($"mailto:{item.OrganizerEmail}") { CommonName = Email.OneLine(item.OrganizerName).Replace('"', '\'') },
        };
        AddText("SUMMARY", item.Summary);
        AddText("DESCRIPTION", item.Description);
        AddText("LOCATION", item.Location);
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//Matchmaking//Matchmaking//EN", Events = { component } };
        return Refold(new CalendarSerializer().SerializeToString(calendar)!);

        void AddText(string name, string? text)
        {
            if (text is not null)
                component.AddProperty(Text(name, text, item.Language));
        }
    }

    private static CalendarProperty Text(string name, string text, string language) =>
        new(name, string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Clean))) { Parameters = { new CalendarParameter("LANGUAGE", language) } };

    // The last day is included here and not in DTEND (RFC 5545 §3.6.1).
    private static (CalDateTime From, CalDateTime To) When(CalendarTime time) => time switch
    {
        CalendarTime.Days days => (new(days.Period.From), new(days.Period.To.AddDays(1))),
        CalendarTime.Hours hours => (Utc(hours.From), Utc(hours.To)),
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    private static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime);

    // No line of a calendar file can hold a control character.
    private static string Clean(string line) => string.Concat(line.Where(c => !char.IsControl(c)));

    // Ical.Net folds between UTF-16 units: a character of two of them, cut in two, would not survive UTF-8.
    private static string Refold(string file) =>
        string.Join("\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Select(Fold));

    /// <summary>Folds one content line (RFC 5545 §3.1): no line over 75 octets of UTF-8, no character cut in two.</summary>
    private static string Fold(string line)
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
}
