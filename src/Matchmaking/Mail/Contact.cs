namespace Matchmaking.Mail;

/// <summary>
/// A person who receives the service's mail for a State, an organisation or the committee.
/// Never public: it stands in no list, log or page but its owner's.
/// </summary>
/// <param name="Id">Its id, unique within its participant; the only part of it that may be logged or audited.</param>
/// <param name="Participant">The State or organisation that the person answers for.</param>
/// <param name="Name">The person's name, as it should stand in a letter.</param>
/// <param name="Email">The address.</param>
/// <param name="Language">The language in which to write, ISO 639-1; English is written where there is no text in it.</param>
/// <param name="Active">False once the person has left; no mail is sent then.</param>
public sealed record Contact(string Id, ParticipantId Participant, string Name, string Email, string Language, bool Active);
