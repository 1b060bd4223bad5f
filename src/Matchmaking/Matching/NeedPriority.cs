using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Points that a need earned under one criterion of priority.</summary>
/// <param name="Criterion">The criterion's code: <c>deadline</c>, <c>uncovered</c>, <c>small</c>, <c>left_behind</c>.</param>
/// <param name="Points">Its points, 1 or more.</param>
/// <param name="Reason">Why.</param>
public sealed record PriorityPoint(string Criterion, int Points, Reason Reason);

/// <summary>How much the first dollar or slot of a need counts.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Money">True for US dollars, false for slots.</param>
/// <param name="Points">0 to 1000: the sum of <paramref name="Because"/>.</param>
/// <param name="Because">The points by criterion, highest first.</param>
public sealed record NeedPriority(string NeedId, bool Money, int Points, IReadOnlyList<PriorityPoint> Because)
{
    /// <summary>The criteria's codes.</summary>
    public static IReadOnlyList<string> Criteria { get; } = ["deadline", "uncovered", "small", "left_behind"];

    /// <summary>The priority of a costed need.</summary>
    /// <param name="need">The need.</param>
    /// <param name="money">The unit.</param>
    /// <param name="gap">What partners could cover in all, 1 or more.</param>
    /// <param name="left">What of it is not yet promised, 0 to <paramref name="gap"/>.</param>
    /// <param name="partners">Partners with a capacity that passes every rule.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    public static NeedPriority Of(Need need, bool money, long gap, long left, int partners, MatchPolicy policy, DateOnly today)
    {
        var weights = policy.Priority;
        List<PriorityPoint> points = [];
        if (need.Declaration.Deadline is { } deadline && DeadlinePoints(deadline, weights, today) is > 0 and var near)
            points.Add(new("deadline", near, That("deadline.near", ("date", Day(deadline.Date)), ("certainty", Json.Code(deadline.Certainty)),
                ("convention", Json.Code(deadline.Convention)), ("article", Number(deadline.Article)))));
        var open = (int)((Int128)weights.Uncovered * left / gap);
        if (open > 0)
            points.Add(new("uncovered", open, That("uncovered.share", ("left", Number(left)), ("gap", Number(gap)), ("unit", Unit(money)))));
        if (weights.Small > 0 && left <= (money ? weights.SmallUsd : weights.SmallSlots))
            points.Add(new("small", weights.Small, That("small.finishable", ("left", Number(left)), ("unit", Unit(money)))));
        var few = left < gap ? 0 : partners <= 1 ? weights.LeftBehind : partners <= weights.FewPartners ? weights.LeftBehind / 2 : 0;
        if (few > 0)
            points.Add(new("left_behind", few, That("left_behind.few_partners", ("partners", Number(partners)))));
        return new(need.Id, money, Math.Min(1000, points.Sum(p => p.Points)), [.. points.OrderByDescending(p => p.Points)]);
    }

    private static int DeadlinePoints(Deadline deadline, PriorityWeights weights, DateOnly today)
    {
        var days = deadline.Date.DayNumber - today.DayNumber;
        var points = days <= weights.DeadlineNearDays ? weights.DeadlineNear : days <= weights.DeadlineInSightDays ? weights.DeadlineInSight : 0;
        return points * weights.CertaintyPercent[(int)deadline.Certainty] / 100;
    }
}
