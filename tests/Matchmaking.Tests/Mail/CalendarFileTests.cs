using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Mail;

namespace Matchmaking.Tests.Mail;

public sealed class CalendarFileTests
{
    private static readonly CalendarEvent Event = new(
        CalendarEvent.UidOf("p-1", ParticipantId.Parse("NOR", null)),
        3,
        new DateTimeOffset(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(1)),
        new CalendarTime.Days(new Period(new DateOnly(2027, 3, 1), new DateOnly(2027, 3, 2))),
        "fr",
        "Tchad – coalition nationale; essai",
        "Première ligne, avec une virgule\nDeuxième \\ ligne",
        null,
        "Comité \"test\"\r\nBCC: x",
        "committee@demo.example");

    [Fact]
    public void A_file_reads_as_RFC_5545_asks() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Matchmaking//Matchmaking//EN
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:p-1.NOR@matchmaking
        SEQUENCE:3
        DTSTAMP:20261120T093000Z
        DTSTART;VALUE=DATE:20270301
        DTEND;VALUE=DATE:20270303
        STATUS:TENTATIVE
        TRANSP:TRANSPARENT
        ORGANIZER;CN="Comité 'test'BCC: x":mailto:committee@demo.example
        SUMMARY;LANGUAGE=fr:Tchad – coalition nationale\; essai
        DESCRIPTION;LANGUAGE=fr:Première ligne\, avec une virgule\nDeuxième \\ li
         gne
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n"),
        CalendarFile.Write(Event));

    [Fact]
    public void A_meeting_by_the_hour_is_written_in_UTC()
    {
        var from = new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.FromHours(1));
        var file = CalendarFile.Write(Event with { Time = new CalendarTime.Hours(from, from.AddHours(2)), Location = "Genève" });
        Assert.Contains("\r\nDTSTART:20270301T080000Z\r\nDTEND:20270301T100000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nLOCATION;LANGUAGE=fr:Genève\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Folding_keeps_lines_at_75_octets_and_unfolding_gives_the_line_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Convert(s => WellFormed(s.Get + "é€😀" + s.Get), s => NonNull<string>.NewNonNull(s)),
        line =>
        {
            var folded = CalendarFile.Fold(string.Concat(Enumerable.Repeat(line, 9)));
            // Cut as bytes: a character cut in two would not decode to itself.
            var lines = folded.Split("\r\n");
            return lines.All(l => Encoding.UTF8.GetByteCount(l) <= 75)
                && string.Concat(lines.Select((l, i) => i == 0 ? l : l[1..])) == string.Concat(Enumerable.Repeat(line, 9));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_can_begin_a_line_of_its_own() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var file = CalendarFile.Write(Event with { Summary = "a\r\nBEGIN:VALARM\n" + text.Get, Description = text.Get, OrganizerName = text.Get });
            var lines = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
            return lines.Length == 18 && !file.Replace("\r\n", "", StringComparison.Ordinal).Any(c => c is '\r' or '\n');
        }).QuickCheckThrowOnFailure();

    private static string WellFormed(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
