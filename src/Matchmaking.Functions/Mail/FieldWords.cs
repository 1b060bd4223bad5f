using Matchmaking.Matching;

namespace Matchmaking.Functions.Mail;

/// <summary>How the field's facts are said in a language. Every function takes the language (ISO 639-1) last.</summary>
/// <param name="Name">A participant's name.</param>
/// <param name="Sentence">A reason as a sentence.</param>
/// <param name="Amount">US dollars or slots of a kind of assistance.</param>
/// <param name="Date">A day.</param>
/// <param name="Pillar">A pillar's name, in lower case.</param>
/// <param name="Meeting">A kind of meeting, with its indefinite article.</param>
public sealed record FieldWords(
    Func<ParticipantId, string, string> Name,
    Func<Reason, string, string> Sentence,
    Func<AssistanceKind, long, string, string> Amount,
    Func<DateOnly, string, string> Date,
    Func<Pillar, string, string> Pillar,
    Func<MeetingKind, string, string> Meeting);
