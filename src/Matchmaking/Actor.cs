namespace Matchmaking;

/// <summary>What somebody may do. Codes are the names in snake case.</summary>
public enum Role
{
    /// <summary>Anybody, without a key: what is public.</summary>
    Public,

    /// <summary>A State's focal point: declares needs and capacities for that State only, and answers for it.</summary>
    FocalPoint,

    /// <summary>A partner organisation: registers its capacities and answers for itself.</summary>
    Partner,

    /// <summary>A member of the cooperation committee, with the State they come from.</summary>
    Committee,

    /// <summary>The committee's gender focal point (001-06).</summary>
    GenderFocalPoint,

    /// <summary>The committee's chair (001-05).</summary>
    Chair,

    /// <summary>The secretariat: keeps organisations, contacts and the service in order; decides nothing.</summary>
    Secretariat,

    /// <summary>Reads what partners may read.</summary>
    Observer,
}

/// <summary>Who acts.</summary>
/// <param name="Id">The key's or the contact's id, as it stands in the audit; never a name or an address.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Participant">The State or organisation that they act for or come from; null for the public and the secretariat.</param>
public sealed record Actor(string Id, Role Role, ParticipantId? Participant)
{
    /// <summary>Somebody without a key.</summary>
    public static Actor Anybody { get; } = new("public", Role.Public, null);

    /// <summary>True for the committee's members, whatever their office in it.</summary>
    public bool IsReviewer => Role is Role.Committee or Role.GenderFocalPoint or Role.Chair;

    /// <summary>True where this actor acts for <paramref name="participant"/>: its focal point, or the partner itself.</summary>
    public bool ActsFor(ParticipantId participant) => Role is (Role.FocalPoint or Role.Partner) && Participant == participant;

    /// <summary>True where this actor may read what <paramref name="owner"/> declared with this visibility.</summary>
    public bool MayRead(Visibility visibility, ParticipantId owner) =>
        MayReadConfidential(owner)
        || visibility == Visibility.Public
        || (visibility == Visibility.Partners && Role is (Role.FocalPoint or Role.Partner or Role.Observer));

    /// <summary>True for those who may read everything of <paramref name="owner"/>: itself, the committee, the secretariat.</summary>
    public bool MayReadConfidential(ParticipantId owner) => IsReviewer || Role == Role.Secretariat || ActsFor(owner);
}
