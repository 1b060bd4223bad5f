using Matchmaking.Matching;

namespace Matchmaking.Functions.Mail;

/// <summary>What of a letter's words is not known by the field's own tables. Every function takes the language (ISO 639-1) last.</summary>
/// <param name="Organisation">An organisation's name.</param>
/// <param name="Sentence">A reason as a sentence.</param>
/// <param name="Amount">US dollars or slots of a kind of assistance.</param>
/// <param name="Date">A day.</param>
public sealed record FieldWords(
    Func<ParticipantId, string, string> Organisation,
    Func<Reason, string, string> Sentence,
    Func<AssistanceKind, long, string, string> Amount,
    Func<DateOnly, string, string> Date);
