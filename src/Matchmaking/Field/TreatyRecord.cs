namespace Matchmaking.Field;

/// <summary>
/// What is known of a State's standing under one convention. Joining and signing are known to the year only and count
/// from its first day; a withdrawal is known to the day.
/// </summary>
/// <param name="Convention">The convention.</param>
/// <param name="SignedIn">The year of signature, for a State that signed and has not joined; null otherwise.</param>
/// <param name="JoinedIn">The year of ratification, accession or acceptance (the convention binds six months later); null where it never joined.</param>
/// <param name="WithdrawnOn">The first day on which a withdrawal has effect; null where there is none.</param>
/// <param name="WithdrawalCertainty">How sure that day is; null where there is none.</param>
public sealed record TreatyRecord(
    Convention Convention,
    int? SignedIn,
    int? JoinedIn,
    DateOnly? WithdrawnOn,
    Certainty? WithdrawalCertainty)
{
    /// <summary>The standing on a day.</summary>
    public TreatyStatus On(DateOnly day) =>
        WithdrawnOn <= day ? TreatyStatus.Withdrawn
        : JoinedIn <= day.Year ? TreatyStatus.StateParty
        : SignedIn <= day.Year ? TreatyStatus.Signatory
        : TreatyStatus.NotParty;
}
