using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>A reason for a change.</summary>
/// <param name="With">The policy under which it holds; null where it compares the two.</param>
/// <param name="Reason">The reason.</param>
public sealed record PlanCause(PolicySide? With, Reason Reason);

/// <summary>One thing that a changed policy would change in a State's proposal.</summary>
/// <param name="What">What.</param>
/// <param name="Because">Why; empty where there is nothing more to say.</param>
public sealed record PlanChange(Reason What, IReadOnlyList<PlanCause> Because);

/// <summary>What a changed policy would change for one State.</summary>
/// <param name="State">The affected State.</param>
/// <param name="Changes">What would change in its proposal; at least one.</param>
/// <param name="Priorities">How its needs' priorities move, need by need and criterion by criterion; empty where they do not.</param>
public sealed record StateDifference(ParticipantId State, IReadOnlyList<PlanChange> Changes, IReadOnlyList<Reason> Priorities);

/// <summary>What a plan comes to. Points are not among it: those of two policies cannot be compared.</summary>
/// <param name="Usd">US dollars suggested.</param>
/// <param name="Slots">Slots suggested, of all kinds.</param>
/// <param name="Proposals">States for which there is a partner.</param>
/// <param name="Invitations">Partners invited, each counted once for each State.</param>
/// <param name="NeedsCovered">Open needs of which nothing stays uncovered.</param>
/// <param name="NeedsWithNobody">Open needs for which no partner is suggested.</param>
public sealed record PlanTotals(long Usd, long Slots, int Proposals, int Invitations, int NeedsCovered, int NeedsWithNobody);

/// <summary>The difference that a changed policy would make on one market: which proposals change, and why.</summary>
/// <param name="InForce">What the plan comes to under the policy in force.</param>
/// <param name="Changed">What it comes to under the changed one.</param>
/// <param name="States">How many States have open needs.</param>
/// <param name="Differences">The States whose proposal would change, ordered by code.</param>
public sealed partial record PlanDifference(PlanTotals InForce, PlanTotals Changed, int States, IReadOnlyList<StateDifference> Differences)
{
    /// <summary>Said of a State whose proposal has been decided on: no policy changes it any more.</summary>
    public static Reason Decided { get; } = Say.That("trial.decided");

    /// <summary>The difference between the plans of two policies from the same market and day.</summary>
    public static PlanDifference Between(MarketInput input, MatchPolicy inForce, MatchPolicy changed, DateOnly today)
    {
        var (before, after) = (PolicyOutcome.Of(input, inForce, today), PolicyOutcome.Of(input, changed, today));
        var causes = new PlanCauses(input, before, after, today);
        return new(
            before.Totals,
            after.Totals,
            before.Contents.Count,
            [.. before.Contents.Keys.Order().Select(state => Of(before.Contents[state], after.Contents[state], causes)).OfType<StateDifference>()]);
    }

    private static StateDifference? Of(ProposalContent before, ProposalContent after, PlanCauses causes)
    {
        // That a proposal names another policy, or gives other points for the same, changes nothing that anybody would be told.
        List<Reason> changes = [.. ContentChanges.Between(before, after).Where(change => change.Code is not ("change.policy" or "change.explanation"))];
        if (changes.Count == 0)
            return null;
        if (before.Partners.Count == 0)
            changes.Insert(0, Say.That("trial.proposal_new"));
        else if (after.Partners.Count == 0)
            changes.Insert(0, Say.That("trial.proposal_none"));
        return new(before.State, [.. changes.Select(change => new PlanChange(change, causes.Of(change, before, after)))], causes.Priorities(before.Needs));
    }
}
