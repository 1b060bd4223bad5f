using System.Collections.Frozen;

namespace Matchmaking.Field;

/// <summary>What is known of a State that is, or was, affected itself.</summary>
/// <param name="State">The State.</param>
/// <param name="Deadlines">Its clearance deadlines as last known, passed ones too; at most one for each convention.</param>
/// <param name="HasVictimAssistanceCommitments">True for the States with victim assistance commitments (004-04).</param>
public sealed record AffectedState(ParticipantId State, IReadOnlyList<TreatyDeadline> Deadlines, bool HasVictimAssistanceCommitments);

/// <summary>The States that are, or were, affected themselves, as far as the reference data tell.</summary>
public sealed class AffectedStates
{
    private readonly FrozenDictionary<ParticipantId, AffectedState> _byId;

    /// <summary>These States, each once.</summary>
    public AffectedStates(IEnumerable<AffectedState> states) => _byId = states.ToFrozenDictionary(state => state.State);

    /// <summary>Nothing is known.</summary>
    public static AffectedStates None { get; } = new([]);

    /// <summary>
    /// From <c>states.csv</c>: those with a clearance deadline or victim assistance commitments. A known donor that has no such
    /// commitments and is only bound by a deadline (Germany, for one former training area) is left out: it gives as a donor.
    /// </summary>
    public static AffectedStates Known { get; } = new(States.All
        .Where(state => state.HasVictimAssistanceCommitments || (state.Deadlines.Count > 0 && !state.IsKnownDonor))
        .Select(state => new AffectedState(state.Id, state.Deadlines, state.HasVictimAssistanceCommitments)));

    /// <summary>The State, or null where it is not known to be affected.</summary>
    public AffectedState? Of(ParticipantId id) => _byId.GetValueOrDefault(id);
}
