namespace Matchmaking.Mail;

/// <summary>What a notice tells. Codes are the names in snake case.</summary>
public enum NoticeKind
{
    /// <summary>To the affected State: the committee proposes a meeting, and asks whether it wants it (000-16).</summary>
    StateInvitation,

    /// <summary>To a partner, once the State has said yes: an invitation to its meeting (002-05).</summary>
    PartnerInvitation,

    /// <summary>To the committee: every proposal that waits for its review.</summary>
    CommitteeDigest,

    /// <summary>To the committee: what the affected State has answered.</summary>
    StateAnswered,

    /// <summary>To State, partner and committee: a capacity no longer bears what its partner said yes to.</summary>
    PromiseBroken,

    /// <summary>To State and committee: the State has not answered in time, and the proposal has lapsed.</summary>
    ProposalLapsed,
}

/// <summary>Where a notice stands.</summary>
public enum NoticeStatus
{
    /// <summary>Not sent yet, or to be tried again.</summary>
    Pending,

    /// <summary>Handed to the mail provider or laid in the mail folder.</summary>
    Sent,

    /// <summary>Refused for good; <see cref="Notice.Outcome"/> says why.</summary>
    Failed,

    /// <summary>Not sent, because outside production the address is not on the list of those allowed.</summary>
    NotAllowed,
}

/// <summary>One email to one person: what it is about, and what became of it. Its words are written only when it is sent.</summary>
public sealed record Notice
{
    /// <summary>The partition of the committee's notices.</summary>
    public const string CommitteePartition = "committee";

    /// <summary>Its id; deterministic, so that the same cause writes the same notice once.</summary>
    public required string Id { get; init; }

    /// <summary>The participant's code, or <see cref="CommitteePartition"/>.</summary>
    public required string Partition { get; init; }

    /// <summary>Who receives it.</summary>
    public required string ContactId { get; init; }

    /// <summary>What it tells.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The affected State that it is about; null for a digest.</summary>
    public ParticipantId? State { get; init; }

    /// <summary>The proposal that it is about; null for a digest.</summary>
    public string? ProposalId { get; init; }

    /// <summary>When its cause was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be sent; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Where it stands.</summary>
    public NoticeStatus Status { get; init; } = NoticeStatus.Pending;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When the last try began; null between tries. A handler that sees another's fresh try leaves the notice to it.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>The code of the last outcome (<c>sent</c>, <c>http_400</c>, <c>not_allowed</c> …); null before the first try.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The W3C trace context of its cause, so that one trace leads from the declaration to the mail.</summary>
    public string? TraceParent { get; init; }
}
