using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>Points that a need earned under one criterion of priority.</summary>
/// <param name="Criterion">The criterion's code, one of <see cref="PriorityCriteria"/>.</param>
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
    public static IReadOnlyList<string> Criteria { get; } = [.. PriorityCriteria.All.Select(criterion => criterion.Code)];

    /// <summary>The priority of a costed need.</summary>
    /// <param name="need">The need.</param>
    /// <param name="money">The unit.</param>
    /// <param name="gap">What partners could cover in all, 1 or more.</param>
    /// <param name="left">What of it is not yet promised, 0 to <paramref name="gap"/>.</param>
    /// <param name="partners">Partners with a further capacity that passes every rule.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="known">What is known of the State beside the need; nothing unless given.</param>
    /// <param name="promised">Partners that have promised a part of it.</param>
    public static NeedPriority Of(
        Need need, bool money, long gap, long left, int partners, MatchPolicy policy, DateOnly today, Background known = default, int promised = 0)
    {
        var points = PriorityCriteria.Weigh(new(need, money, gap, left, promised, partners, known, policy, today));
        return new(need.Id, money, Math.Min(1000, points.Sum(p => p.Points)), points);
    }
}
