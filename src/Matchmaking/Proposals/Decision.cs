namespace Matchmaking.Proposals;

/// <summary>What came of a decision or an answer.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It stands.</summary>
    /// <param name="Proposal">The proposal after it.</param>
    public sealed record Done(Proposal Proposal) : Decision;

    /// <summary>It does not, and nothing changed.</summary>
    /// <param name="Code">
    /// Why: <c>not_reviewer</c>, <c>own_state</c>, <c>wrong_status</c>, <c>reason_required</c>, <c>not_your_state</c>,
    /// <c>day_in_past</c>, <c>day_too_far</c>, <c>not_invited</c>, <c>already_answered</c>.
    /// </param>
    public sealed record Refused(string Code) : Decision;
}
