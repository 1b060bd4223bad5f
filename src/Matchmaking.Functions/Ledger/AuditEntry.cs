namespace Matchmaking.Functions.Ledger;

/// <summary>One line of the append-only audit: who did what to what, when and why. Written in the transaction of the change itself.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">A key's or a contact's id; <c>round</c> for a matching round. Never a name or an address.</param>
/// <param name="Role">The actor's role.</param>
/// <param name="OnBehalfOf">The participant for which the actor acted.</param>
/// <param name="Action">What was done: <c>need.declared</c>, <c>proposal.approved</c> …; listed in docs/operations.md.</param>
/// <param name="Subject">Row key of what it was done to.</param>
/// <param name="Version">The subject's version after it.</param>
/// <param name="Reason">The reason given, where one is owed.</param>
internal sealed record AuditEntry(
    DateTimeOffset At,
    string Actor,
    Role Role,
    ParticipantId? OnBehalfOf,
    string Action,
    string Subject,
    int? Version,
    string? Reason);
