namespace Matchmaking.Matching;

/// <summary>
/// A sentence as data: a stable code and the facts that it carries, rendered in each reader's language by
/// <c>Sentences</c>. Facts are invariant text (codes, ISO dates, whole numbers), keyed by name.
/// </summary>
/// <param name="Code">A code of the catalogue, such as <c>place.state_named</c>.</param>
/// <param name="Facts">The facts, by name.</param>
public sealed record Reason(string Code, IReadOnlyDictionary<string, string> Facts);

/// <summary>Points that a pair earned under one criterion of fit.</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Points">Its points, 0 or more.</param>
/// <param name="Reason">Why.</param>
public sealed record FitPoint(string Criterion, int Points, Reason Reason);

/// <summary>A rule that a pair does not pass.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Reason">The facts that decided.</param>
/// <param name="WhatWouldHaveToChange">What would make the pair pass.</param>
public sealed record Refusal(string Rule, Reason Reason, Reason WhatWouldHaveToChange)
{
    /// <summary>True where the pair passes every rule and the plan does without it all the same.</summary>
    public bool IsByWeighing => Rule == Outweighed.Code;
}

/// <summary>That a partner is to be invited about one need, and what the plan suggests that one of its capacities covers of it.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="Partner">Who offers the capacity.</param>
/// <param name="Kind">The kind of assistance, which gives the unit of <paramref name="Amount"/>.</param>
/// <param name="Amount">Suggested cover in US dollars or slots; null where the partner is invited to talk and no figure is suggested.</param>
/// <param name="Fit">0 to 1000: the sum of <paramref name="Points"/>, capped.</param>
/// <param name="Points">The points by criterion, highest first.</param>
public sealed record PlanLine(
    string NeedId,
    string CapacityId,
    ParticipantId Partner,
    AssistanceKind Kind,
    long? Amount,
    int Fit,
    IReadOnlyList<FitPoint> Points);

/// <summary>What of a need the plan leaves open, in one unit.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Money">True for US dollars, false for slots.</param>
/// <param name="Gap">What partners could cover in all; null where not costed.</param>
/// <param name="Uncovered">What no line covers; null where not costed.</param>
/// <param name="Why">Why it stays open; null where nothing does.</param>
public sealed record NeedCover(string NeedId, bool Money, long? Gap, long? Uncovered, Reason? Why);

/// <summary>How near a plan in one unit comes to the best conceivable one.</summary>
/// <param name="Money">True for US dollars, false for slots.</param>
/// <param name="Relaxed">Points of the best plan that knows neither smallest shares nor limits to partners; no plan earns more.</param>
/// <param name="Reached">Points of this plan. The difference is what shares and limits cost.</param>
public sealed record PlanPoints(bool Money, Int128 Relaxed, Int128 Reached);

/// <summary>The plan of one round: who could cover what, and what stays open. The same inputs give the same plan to the byte.</summary>
/// <param name="PolicyName">Name of the policy that weighed it.</param>
/// <param name="PolicyVersion">Version of that policy.</param>
/// <param name="Lines">Suggestions, ordered by need id, then capacity id.</param>
/// <param name="Cover">One row for each open need and unit asked for, ordered by need id, money first.</param>
/// <param name="Points">What it earns, money first.</param>
public sealed record MatchPlan(
    string PolicyName,
    int PolicyVersion,
    IReadOnlyList<PlanLine> Lines,
    IReadOnlyList<NeedCover> Cover,
    IReadOnlyList<PlanPoints> Points)
{
    /// <summary>Partners on the record of which no registered capacity fits, that the committee may invite; ordered by State.</summary>
    public IReadOnlyList<StateDonors> KnownDonors { get; init; } = [];

    /// <summary>Why cover that the committee has before it is no longer suggested in full; ordered by need, then capacity.</summary>
    public IReadOnlyList<ReviewMove> Moves { get; init; } = [];

    /// <summary>What was promised or held for open needs and its capacity does not bear, or not in full; ordered by need, then capacity.</summary>
    public IReadOnlyList<BrokenLine> Broken { get; init; } = [];
}
