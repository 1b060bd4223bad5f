using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>What a round would propose for one affected State: a proposal without its life.</summary>
public sealed record ProposalContent
{
    /// <summary>The affected State.</summary>
    public required ParticipantId State { get; init; }

    /// <summary>The kind of meeting.</summary>
    public required MeetingKind Kind { get; init; }

    /// <summary>The rule that chose the kind.</summary>
    public required Reason KindReason { get; init; }

    /// <summary>All open needs of the State, ordered by id.</summary>
    public required IReadOnlyList<ProposedNeed> Needs { get; init; }

    /// <summary>The partners, those who could cover most first, then by code; empty where nobody fits, and then nothing is proposed.</summary>
    public required IReadOnlyList<ProposedPartner> Partners { get; init; }

    /// <summary>Name of the policy that weighed it.</summary>
    public required string PolicyName { get; init; }

    /// <summary>Version of that policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>Why cover that the committee has before it is no longer suggested in full.</summary>
    public IReadOnlyList<Reason> Moves { get; init; } = [];

    /// <summary>What was promised or held for these needs and its capacity does not bear, or not in full.</summary>
    public IReadOnlyList<BrokenLine> Broken { get; init; } = [];

    /// <summary>True where a need is demonstration data.</summary>
    public bool Demo { get; init; }
}
