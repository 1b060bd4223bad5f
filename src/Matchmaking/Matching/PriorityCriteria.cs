using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>What the criteria of priority look at.</summary>
/// <param name="Need">The need.</param>
/// <param name="Money">The unit.</param>
/// <param name="Gap">What partners could cover in all; null where not costed.</param>
/// <param name="Left">What of it is not yet promised; null where not costed.</param>
/// <param name="Untouched">True where nothing of it is promised.</param>
/// <param name="Partners">Partners with a capacity that passes every rule.</param>
/// <param name="Known">What is known of the State beside the need.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Today">The day that is asked about.</param>
public readonly record struct Standing(
    Need Need, bool Money, long? Gap, long? Left, bool Untouched, int Partners, Background Known, MatchPolicy Policy, DateOnly Today)
{
    /// <summary>True where only the criteria that tell what is left behind are looked at: then their sentences stand alone.</summary>
    internal bool LeftBehindOnly { get; init; }

    /// <summary>True where it is told already, as what is uncovered, that nothing is promised.</summary>
    internal bool IsToldUntouched => !LeftBehindOnly && Policy.Priority.Uncovered > 0 && Gap > 0 && Left == Gap;
}

/// <summary>Points and their reason; null where the criterion does not hold.</summary>
public delegate (int Points, Reason Why)? PriorityWeight(in Standing standing);

/// <summary>One named criterion of priority.</summary>
/// <param name="Code">Its stable code.</param>
/// <param name="LeavesBehind">True where it tells that a need is left behind; the list of those is made of these criteria.</param>
/// <param name="Weigh">Its points, 0 or more, and why.</param>
/// <param name="Source">The point of a document that asks for it, an id of the inventory such as <c>004-14</c>; null where it is this service's own.</param>
public sealed record PriorityCriterion(string Code, bool LeavesBehind, PriorityWeight Weigh, string? Source);

/// <summary>The catalogue of criteria of priority. A new one is one entry here, its points in <see cref="PriorityWeights"/> and its sentences.</summary>
public static class PriorityCriteria
{
    /// <summary>Every criterion.</summary>
    public static IReadOnlyList<PriorityCriterion> All { get; } =
    [
        new("deadline", false, DeadlineCriteria.Near, "003-16"),
        new("uncovered", false, Uncovered, "004-14"),
        new("small", false, Small, "002-27"),
        new("people", false, People, "003-05"),
        new("left_behind", true, FewPartners, "004-14"),
        new("no_partner", true, NoPartner, "002-11"),
        new("extension", true, DeadlineCriteria.Lapsed, "001-12"),
    ];

    /// <summary>The points of a need by criterion, highest first, then in the catalogue's order.</summary>
    /// <param name="standing">The need and what is known of it.</param>
    /// <param name="leftBehindOnly">True for the criteria that tell what is left behind.</param>
    internal static IReadOnlyList<PriorityPoint> Weigh(in Standing standing, bool leftBehindOnly = false)
    {
        List<PriorityPoint> points = [];
        var asked = standing with { LeftBehindOnly = leftBehindOnly };
        foreach (var criterion in All)
        {
            if ((criterion.LeavesBehind || !leftBehindOnly) && criterion.Weigh(asked) is ( > 0, _) and var (earned, why))
                points.Add(new(criterion.Code, earned, why));
        }

        return [.. points.OrderByDescending(p => p.Points)];
    }

    private static (int, Reason)? Uncovered(in Standing s) => s is { Gap: > 0 and var gap, Left: { } left }
        ? ((int)((Int128)s.Policy.Priority.Uncovered * left / gap), That(left == gap ? "uncovered.nothing_promised" : "uncovered.share", ("left", Number(left)), ("gap", Number(gap)), ("unit", Unit(s.Money))))
        : null;

    private static (int, Reason)? Small(in Standing s) => s.Left is > 0 and var left && left <= (s.Money ? s.Policy.Priority.SmallUsd : s.Policy.Priority.SmallSlots)
        ? (s.Policy.Priority.Small, That("small.finishable", ("left", Number(left)), ("unit", Unit(s.Money))))
        : null;

    private static (int, Reason)? People(in Standing s)
    {
        if (s.Need.Declaration.People is not { } people)
            return null;
        var (many, all) = (s.Policy.Priority.ManyPeople, (people.Women ?? 0) + (people.Girls ?? 0) + (people.Men ?? 0) + (people.Boys ?? 0) + (people.NotDisaggregated ?? 0));
        return ((int)(s.Policy.Priority.People * Math.Min(all, many) / many), That("people.reached", ("people", Number(all))));
    }

    private static (int, Reason)? FewPartners(in Standing s)
    {
        if (!s.Untouched || s.Partners > s.Policy.Priority.FewPartners)
            return null;
        return s.Partners == 0
            ? (s.Policy.Priority.NoCapacity, That(s.IsToldUntouched ? "left_behind.nothing_fits" : "left_behind.no_capacity"))
            : (s.Policy.Priority.Few, That(s.IsToldUntouched ? "left_behind.few_could_help" : "left_behind.few_partners", ("partners", Number(s.Partners))));
    }

    private static (int, Reason)? NoPartner(in Standing s)
    {
        if (s.Known.Received is not { } received || received.LastYear >= s.Known.LatelySince(s.Policy))
            return null;
        var (state, from, to) = (("state", s.Need.State.Value), ("recordFrom", Number(received.Record.FirstYear)), ("recordTo", Number(received.Record.LastYear)));
        return (s.Policy.Priority.NoPartner, received.LastYear is { } last
            ? That("no_partner.since", state, ("year", Number(last)), to)
            : That("no_partner.ever", state, from, to));
    }
}
