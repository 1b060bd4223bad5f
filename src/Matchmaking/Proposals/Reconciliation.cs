namespace Matchmaking.Proposals;

/// <summary>What a round does to a State's proposal.</summary>
public abstract record Reconciliation
{
    private Reconciliation()
    {
    }

    /// <summary>Nothing: write nothing.</summary>
    public sealed record Unchanged : Reconciliation;

    /// <summary>A new proposal for the committee.</summary>
    /// <param name="Proposal">It.</param>
    public sealed record Created(Proposal Proposal) : Reconciliation;

    /// <summary>The proposal changed before anybody decided; <see cref="Proposal.Changes"/> says how.</summary>
    /// <param name="Proposal">The new version.</param>
    /// <param name="Resubmitted">True where it had been sent back and is before the committee again.</param>
    public sealed record Updated(Proposal Proposal, bool Resubmitted) : Reconciliation;

    /// <summary>The proposal ended: no need or no partner is left.</summary>
    /// <param name="Proposal">It, ended.</param>
    public sealed record Lapsed(Proposal Proposal) : Reconciliation;

    /// <summary>The proposal is fixed; <see cref="Proposal.RoundNotes"/> has new notes for the reviewers.</summary>
    /// <param name="Proposal">It, with the notes.</param>
    public sealed record Noted(Proposal Proposal) : Reconciliation;
}
