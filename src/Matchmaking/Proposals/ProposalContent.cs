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

    /// <summary>The partners to invite, the best fit first, then who gives most, then by code; empty where no capacity fits.</summary>
    public required IReadOnlyList<ProposedPartner> Partners { get; init; }

    /// <summary>Donors on the record that have registered nothing that fits, in the same order: the committee may invite them.</summary>
    public IReadOnlyList<KnownDonor> KnownDonors { get; init; } = [];

    /// <summary>True where anybody could be invited; else nothing is proposed.</summary>
    public bool NamesAnybody => Partners.Count + KnownDonors.Count > 0;

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
