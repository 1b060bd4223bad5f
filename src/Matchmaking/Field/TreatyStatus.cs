namespace Matchmaking.Field;

/// <summary>How a State stands to a convention on a day. A badge and a statistic: never a condition for giving or receiving help.</summary>
public enum TreatyStatus
{
    /// <summary>It has neither signed nor joined.</summary>
    NotParty,

    /// <summary>It has signed and not joined.</summary>
    Signatory,

    /// <summary>It has ratified, acceded or accepted.</summary>
    StateParty,

    /// <summary>It was a party and its withdrawal has taken effect.</summary>
    Withdrawn,
}
