using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>A reason for a change.</summary>
/// <param name="With">The side on which it holds; null where it compares the two.</param>
/// <param name="Reason">The reason.</param>
public sealed record PlanCause(PolicySide? With, Reason Reason);

/// <summary>One thing that would change in a State's proposal.</summary>
/// <param name="What">What.</param>
/// <param name="Because">Why; empty where there is nothing more to say.</param>
public sealed record PlanChange(Reason What, IReadOnlyList<PlanCause> Because);

/// <summary>What would change for one State.</summary>
/// <param name="State">The affected State.</param>
/// <param name="Changes">What would change in its proposal; at least one.</param>
/// <param name="Priorities">How its needs' priorities move, need by need and criterion by criterion; empty where they do not.</param>
public sealed record StateDifference(ParticipantId State, IReadOnlyList<PlanChange> Changes, IReadOnlyList<Reason> Priorities);

/// <summary>What a plan comes to, beside what is already promised. Points are not among it: those of two policies cannot be compared.</summary>
/// <param name="Usd">US dollars suggested.</param>
/// <param name="Slots">Slots suggested, of all kinds.</param>
/// <param name="Proposals">States for which there is a partner.</param>
/// <param name="Invitations">Partners suggested beside those already invited, each counted once for each State.</param>
/// <param name="NeedsCovered">Open needs of which nothing stays uncovered.</param>
/// <param name="NeedsWithNobody">Open needs for which no partner is suggested and none is promised.</param>
public sealed record PlanTotals(long Usd, long Slots, int Proposals, int Invitations, int NeedsCovered, int NeedsWithNobody);

/// <summary>The difference that a changed policy, or a changed market, would make: which proposals change, and why.</summary>
/// <param name="InForce">What the plan comes to as things are.</param>
/// <param name="Changed">What it comes to with the change.</param>
/// <param name="States">How many States have open needs.</param>
/// <param name="Differences">The States whose proposal would change, ordered by code.</param>
public sealed partial record PlanDifference(PlanTotals InForce, PlanTotals Changed, int States, IReadOnlyList<StateDifference> Differences)
{
    /// <summary>Said of a State whose proposal has been decided on: no policy changes it any more.</summary>
    public static Reason Decided { get; } = Say.That("trial.decided");

    /// <summary>The difference between the plans of two policies from the same market and day.</summary>
    public static PlanDifference Between(MarketInput input, MatchPolicy inForce, MatchPolicy changed, DateOnly today) =>
        Between(PolicyOutcome.Of(input, inForce, today), PolicyOutcome.Of(input, changed, today), today);

    /// <summary>The difference between two plans of one day, each with its policy and its market. Capacities and promises may differ; the needs are the same.</summary>
    internal static PlanDifference Between(PolicyOutcome before, PolicyOutcome after, DateOnly today)
    {
        var causes = new PlanCauses(before, after, today);
        return new(
            before.Totals,
            after.Totals,
            before.Contents.Count,
            [.. before.Contents.Keys.Order().Select(state => Of(before.Contents[state], after.Contents[state], causes)).OfType<StateDifference>()]);
    }

    private static StateDifference? Of(ProposalContent before, ProposalContent after, PlanCauses causes)
    {
        // That a proposal names another policy, or gives other points for the same, changes nothing that anybody would be told.
        var changes = Netted([.. ContentChanges.Between(before, after).Where(change => change.Code is not ("change.policy" or "change.explanation") && !before.Moves.Concat(after.Moves).Contains(change))], before, after);
        if (changes.Count == 0)
            return null;
        if (before.Partners.Count == 0)
            changes.Insert(0, Say.That("trial.proposal_new"));
        else if (after.Partners.Count == 0)
            changes.Insert(0, Say.That("trial.proposal_none"));
        return new(before.State, [.. changes.Select(change => new PlanChange(change, causes.Of(change, before, after)))], causes.Priorities(before.Needs));
    }

    /// <summary>Where a partner has several capacities for one need, what it would cover in all, since which of them it takes it from matters to nobody else.</summary>
    private static List<Reason> Netted(List<Reason> changes, ProposalContent before, ProposalContent after)
    {
        foreach (var several in changes.Where(IsOfLine).GroupBy(change => (Partner: change.Facts["partner"], Need: change.Facts["need"])).ToList())
        {
            var (old, now) = (Lines(before), Lines(after));
            var (from, to) = (old.Sum(line => line.Amount ?? 0), now.Sum(line => line.Amount ?? 0));
            if (from == to || from == 0 || to == 0 || old.Concat(now).DistinctBy(line => line.CapacityId).Count() < 2 || old.Concat(now).DistinctBy(line => line.Kind).Count() > 1)
                continue;
            var title = before.Needs.Single(need => need.NeedId == several.Key.Need).Title;
            changes[changes.IndexOf(several.First())] = Say.That("change.amount", ("partner", several.Key.Partner), ("need", several.Key.Need),
                ("unit", Json.Code(old[0].Kind)), ("from", Say.Number(from)), ("to", Say.Number(to))).About(title);
            changes.RemoveAll(several.Contains);

            List<PlanLine> Lines(ProposalContent content) =>
                [.. content.Partners.SelectMany(p => p.Lines).Where(line => line.Partner.Value == several.Key.Partner && line.NeedId == several.Key.Need)];
        }

        return changes;
    }

    private static bool IsOfLine(Reason change) => change.Facts.ContainsKey("partner") && change.Facts.ContainsKey("need");
}
