namespace Matchmaking.Field;

/// <summary>Of which side of giving something is held. Codes are the names in snake case.</summary>
public enum RecordSide
{
    /// <summary>What a partner gave: its own profile was read.</summary>
    Given,

    /// <summary>What a State received: the table of its donors was read.</summary>
    Received,
}

/// <summary>The years of which it would be known what a participant gave, or received. Outside of them silence says nothing.</summary>
/// <param name="Participant">The partner or State.</param>
/// <param name="Side">Which of the two.</param>
/// <param name="Years">The years, rising.</param>
public sealed record HeldYears(ParticipantId Participant, RecordSide Side, IReadOnlyList<int> Years);
