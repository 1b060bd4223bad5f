namespace Matchmaking.Mail;

/// <summary>When an event is.</summary>
public abstract record CalendarTime
{
    private CalendarTime()
    {
    }

    /// <summary>Whole days, both ends included.</summary>
    public sealed record Days(Period Period) : CalendarTime;

    /// <summary>From one moment to another.</summary>
    public sealed record Hours(DateTimeOffset From, DateTimeOffset To) : CalendarTime;
}

/// <summary>A proposed meeting as a calendar entry. Tentative: a meeting is proposed, never assigned.</summary>
/// <param name="Uid">Its identity: a later file with the same one replaces this one in the reader's calendar.</param>
/// <param name="Sequence">0 or more; the higher one of two files with the same identity holds.</param>
/// <param name="Stamp">When the file was written.</param>
/// <param name="Time">When the meeting is.</param>
/// <param name="Language">The language of the texts, ISO 639-1.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">Several lines.</param>
/// <param name="Location">Where; null while it is to be agreed.</param>
/// <param name="OrganizerName">The name of who sends it.</param>
/// <param name="OrganizerEmail">The address of who sends it.</param>
public sealed record CalendarEvent(
    string Uid,
    int Sequence,
    DateTimeOffset Stamp,
    CalendarTime Time,
    string Language,
    string Summary,
    string Description,
    string? Location,
    string OrganizerName,
    string OrganizerEmail)
{
    /// <summary>The identity of a partner's entry for a proposal: always the same, whichever mail carries it.</summary>
    public static string UidOf(string proposalId, ParticipantId partner) => $"{proposalId}.{partner}@matchmaking";
}
