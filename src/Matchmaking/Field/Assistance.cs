namespace Matchmaking.Field;

/// <summary>One partner's giving to one State, as published: in which years, how sure, and where it stands.</summary>
/// <param name="Partner">Who gave: a State or an organisation.</param>
/// <param name="State">Who received.</param>
/// <param name="Years">The years of which it is recorded, one or more, rising. A year that is missing may only be unrecorded.</param>
/// <param name="Certainty">How sure the latest of them is.</param>
/// <param name="Source">Title of the document that the latest year is taken from.</param>
/// <param name="SourceUrl">Its address; null where it has none.</param>
public sealed record Assistance(
    ParticipantId Partner,
    ParticipantId State,
    IReadOnlyList<int> Years,
    Certainty Certainty,
    string Source,
    string? SourceUrl)
{
    /// <summary>The latest year.</summary>
    public int LastYear => Years[^1];
}
