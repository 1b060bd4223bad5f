using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Functions.Mail;
using Matchmaking.Mail;

namespace Matchmaking.Functions.Tests.Mail;

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

    private static Arbitrary<CalendarTime> Times => (
            from isDays in Gen.Elements(true, false)
            from minute in Gen.Choose(0, 60 * 24 * 366 * 20)
            from length in Gen.Choose(1, 5000)
            from zone in Gen.Choose(-14, 14)
            let at = new DateTime(2020, 1, 1).AddMinutes(minute)
            let day = DateOnly.FromDateTime(at)
            let from_ = new DateTimeOffset(at, TimeSpan.FromHours(zone))
            select isDays
                ? (CalendarTime)new CalendarTime.Days(new Period(day, day.AddDays(length % 30)))
                : new CalendarTime.Hours(from_, from_.AddMinutes(length)))
        .ToArbitrary();

    [Fact]
    public void A_file_reads_as_RFC_5545_asks() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        METHOD:PUBLISH
        PRODID:-//Matchmaking//Matchmaking//EN
        VERSION:2.0
        BEGIN:VEVENT
        DESCRIPTION;LANGUAGE=fr:Première ligne\, avec une virgule\nDeuxième \\ li
         gne
        DTEND;VALUE=DATE:20270303
        DTSTAMP:20261120T093000Z
        DTSTART;VALUE=DATE:20270301
        ORGANIZER;CN="Comité 'test'  BCC: x":mailto:committee@demo.example
        SEQUENCE:3
        STATUS:TENTATIVE
        SUMMARY;LANGUAGE=fr:Tchad – coalition nationale\; essai
        TRANSP:TRANSPARENT
        UID:p-1.NOR@matchmaking
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n"),
        CalendarFile.Write(Event));

    [Fact]
    public void Any_time_is_read_back_as_it_was_given() => Prop.ForAll(Times, time =>
    {
        var read = Read(Event with { Time = time });
        var (start, end) = (read["VEVENT.DTSTART"].Time, read["VEVENT.DTEND"].Time);
        // To the second, in UTC; the day that ends a period is the one after it.
        Assert.Equal(
            time switch
            {
                CalendarTime.Days days => (Midnight(days.Period.From), Midnight(days.Period.To.AddDays(1)), true),
                CalendarTime.Hours hours => (hours.From.UtcDateTime, hours.To.UtcDateTime, false),
                _ => throw new InvalidOperationException(),
            },
            (start.At, end.At, start.IsDay));
        Assert.Equal(new DateTime(2026, 11, 20, 9, 30, 0), read["VEVENT.DTSTAMP"].Time.At);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_back_as_it_was_given_and_begins_no_line_of_its_own() => Prop.ForAll(
        Typed.Text, Typed.Text, Typed.Text,
        (one, two, name) =>
        {
            var read = Read(Event with { Summary = one, Description = two, Location = one + two, OrganizerName = name });
            Assert.Equal((Shown(one), Shown(two), Shown(one + two)), (read["VEVENT.SUMMARY"].Text, read["VEVENT.DESCRIPTION"].Text, read["VEVENT.LOCATION"].Text));
            Assert.All((string[])["SUMMARY", "DESCRIPTION", "LOCATION"], text => Assert.Equal("fr", read["VEVENT." + text].Parameters["LANGUAGE"]));
            Assert.Equal(Email.OneLine(name).Replace('"', '\''), read["VEVENT.ORGANIZER"].Parameters["CN"]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_same_event_gives_the_same_file() => Assert.Equal(CalendarFile.Write(Event), CalendarFile.Write(Event with { Sequence = 3 }));

    [Theory]
    [InlineData("VERSION:2.0", "VERSION:2.0\r\nVERSION:2.0")]
    [InlineData("\r\n", "\n")]
    [InlineData("UID:", "X;UID:")]
    [InlineData("UID:p-1.NOR@matchmaking\r\n", "")]
    [InlineData("VALUE=DATE:20270303", "VALUE=DATE:20270301")]
    [InlineData("li\r\n gne", "ligne")]
    [InlineData("END:VEVENT\r\n", "")]
    [InlineData("20261120T093000Z", "20261120T093000")]
    public void The_reader_that_checks_is_strict(string right, string wrong) => Assert.ThrowsAny<Exception>(
        () => CalendarReader.Read(Encoding.UTF8.GetBytes(CalendarFile.Write(Event).Replace(right, wrong, StringComparison.Ordinal))));

    private static IReadOnlyDictionary<string, CalendarReader.Property> Read(CalendarEvent item) =>
        CalendarReader.Read(Encoding.UTF8.GetBytes(CalendarFile.Write(item)));

    private static string Shown(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c)));

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);
}
