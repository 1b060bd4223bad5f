using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>What the criteria of priority look at.</summary>
/// <param name="Need">The need.</param>
/// <param name="Money">The unit.</param>
/// <param name="Gap">What partners could cover in all; null where not costed.</param>
/// <param name="Left">What of it is not yet promised; null where not costed.</param>
/// <param name="Promised">Partners that have promised a part of it.</param>
/// <param name="Partners">Partners with a further capacity that passes every rule.</param>
/// <param name="Known">What is known of the State beside the need.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Today">The day that is asked about.</param>
public readonly record struct Standing(
    Need Need, bool Money, long? Gap, long? Left, int Promised, int Partners, Background Known, MatchPolicy Policy, DateOnly Today)
{
    /// <summary>True where only the criteria that tell what is left behind are looked at: then their sentences stand alone.</summary>
    internal bool LeftBehindOnly { get; init; }

    /// <summary>True where no capacity on the market names the State.</summary>
    internal bool IsUnnamed { get; init; }

    /// <summary>True where it is told already, as what is uncovered, that nothing is promised.</summary>
    internal bool IsToldUntouched => Policy.Priority.Uncovered > 0 && Promised == 0 && (Left == Gap);

    /// <summary>The part of points that the open share of the gap gives: a small yes takes little. All where the need is not costed.</summary>
    internal int OfOpen(int points) => Gap is > 0 and var gap && Left is { } left ? (int)((Int128)points * left / gap) : points;
}

/// <summary>Points and their reason; null where the criterion does not hold.</summary>
public delegate (int Points, Reason Why)? PriorityWeight(in Standing standing);

/// <summary>What a criterion is to the list of who is left behind.</summary>
public enum LeftBehindPart
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It counts for a need that is left behind, and leaves none behind by itself.</summary>
    Counts,

    /// <summary>A need for which it holds is left behind, as long as something of it is open.</summary>
    LeavesBehind,
}

/// <summary>One named criterion of priority.</summary>
/// <param name="Code">Its stable code.</param>
/// <param name="LeftBehind">What it is to the list of who is left behind.</param>
/// <param name="Weigh">Its points, 0 or more, and why.</param>
/// <param name="Source">The point of a document that asks for it, an id of the inventory such as <c>004-14</c>; null where it is this service's own.</param>
public sealed record PriorityCriterion(string Code, LeftBehindPart LeftBehind, PriorityWeight Weigh, string? Source);

/// <summary>The catalogue of criteria of priority. A new one is one entry here, its points in <see cref="PriorityWeights"/> and its sentences.</summary>
public static class PriorityCriteria
{
    /// <summary>Every criterion.</summary>
    public static IReadOnlyList<PriorityCriterion> All { get; } =
    [
        new("deadline", LeftBehindPart.LeavesBehind, DeadlineCriteria.Near, "003-16"),
        new("expected", LeftBehindPart.None, DeadlineCriteria.Expected, "003-09"),
        new("services", LeftBehindPart.None, Services, "003-10"),
        new("uncovered", LeftBehindPart.Counts, Uncovered, "004-14"),
        new("small", LeftBehindPart.None, Small, "002-27"),
        new("people", LeftBehindPart.None, People, "003-05"),
        new("left_behind", LeftBehindPart.LeavesBehind, FewPartners, "004-14"),
        new("no_partner", LeftBehindPart.LeavesBehind, RecordCriteria.NoPartner, "002-11"),
        new("extension", LeftBehindPart.LeavesBehind, DeadlineCriteria.Lapsed, "001-12"),
        new("not_named", LeftBehindPart.LeavesBehind, NotNamed, "004-14"),
    ];

    /// <summary>The points of a need by criterion, highest first, then in the catalogue's order.</summary>
    internal static IReadOnlyList<PriorityPoint> Weigh(in Standing standing)
    {
        List<PriorityPoint> points = [];
        foreach (var criterion in All)
        {
            if ((criterion.LeftBehind != LeftBehindPart.None || !standing.LeftBehindOnly) && criterion.Weigh(standing) is ( > 0, _) and var (earned, why))
                points.Add(new(criterion.Code, earned, why));
        }

        return [.. points.OrderByDescending(p => p.Points)];
    }

    /// <summary>The points that leave a need behind, with those that count for it; none where none does or nothing is open.</summary>
    internal static IReadOnlyList<PriorityPoint> LeftBehind(in Standing standing)
    {
        if (standing is { Gap: 0 } or { Left: 0 })
            return [];
        var points = Weigh(standing with { LeftBehindOnly = true });
        return points.Any(point => LeavesBehind.Contains(point.Criterion)) ? points : [];
    }

    private static IReadOnlyList<string> LeavesBehind { get; } = [.. All.Where(c => c.LeftBehind == LeftBehindPart.LeavesBehind).Select(c => c.Code)];

    private static (int, Reason)? Uncovered(in Standing s) => s switch
    {
        { Gap: > 0 and var gap, Left: { } left } => (s.OfOpen(s.Policy.Priority.Uncovered),
            That(left == gap ? "uncovered.nothing_promised" : "uncovered.share", ("left", Number(left)), ("gap", Number(gap)), ("unit", Unit(s.Money)))),
        { Gap: null, Promised: 0 } => (s.Policy.Priority.Uncovered, That(s.Money ? "uncovered.not_costed" : "uncovered.not_counted")),
        _ => null,
    };

    private static (int, Reason)? Small(in Standing s) => s.Left is > 0 and var left && left <= (s.Money ? s.Policy.Priority.SmallUsd : s.Policy.Priority.SmallSlots)
        ? (s.Policy.Priority.Small, That("small.finishable", ("left", Number(left)), ("unit", Unit(s.Money))))
        : null;

    private static (int, Reason)? People(in Standing s)
    {
        if (s.Need.Declaration.People is not { } people)
            return null;
        return (OfMany(s, s.Policy.Priority.People, people.All), That("people.reached", ("people", Number(people.All))));
    }

    /// <summary>People without the service in full; where they are not stated, the people that it would reach for half.</summary>
    private static (int, Reason)? Services(in Standing s) => s.Need.Declaration switch
    {
        { Pillar: not (Pillar.VictimAssistance or Pillar.RiskEducation) } => null,
        { PeopleWithoutServices: { } without } => (OfMany(s, s.Policy.Priority.Services, without), That("services.missing", ("people", Number(without)))),
        { People: { } people } => (OfMany(s, s.Policy.Priority.Services, people.All) / 2, That("services.not_stated", ("people", Number(people.All)))),
        _ => null,
    };

    /// <summary>The part of points that a number of people earns. Survivors are counted in thousands, people at risk in hundreds of thousands.</summary>
    private static int OfMany(in Standing s, int points, long people)
    {
        var many = s.Need.Declaration.Pillar == Pillar.VictimAssistance ? s.Policy.Priority.ManySurvivors : s.Policy.Priority.ManyPeople;
        return (int)(points * Math.Min(people, many) / many);
    }

    /// <summary>Nobody or few have promised or could help. A small promise takes its share of the points and no more.</summary>
    private static (int, Reason)? FewPartners(in Standing s)
    {
        var all = s.Promised + s.Partners;
        if (all > s.Policy.Priority.FewPartners)
            return null;
        var (promised, partners) = (("promised", Number(s.Promised)), ("partners", Number(s.Partners)));
        return (s.OfOpen(all == 0 ? s.Policy.Priority.NoCapacity : s.Policy.Priority.Few), (s.Promised, s.Partners) switch
        {
            (0, 0) => That(s.IsToldUntouched ? "left_behind.nothing_fits" : "left_behind.no_capacity"),
            (0, _) => That(s.IsToldUntouched ? "left_behind.few_could_help" : "left_behind.few_partners", partners),
            (_, 0) => That("left_behind.promised_only", promised),
            _ => That("left_behind.promised_and_few", promised, partners),
        });
    }

    /// <summary>On the list alone: it tells whom to talk to. In a plan it would move nothing to a State that nobody has in mind.</summary>
    private static (int, Reason)? NotNamed(in Standing s) => s is { LeftBehindOnly: true, IsUnnamed: true }
        ? (s.Policy.Priority.NotNamed, That("not_named.by_any", ("state", s.Need.State.Value)))
        : null;
}
