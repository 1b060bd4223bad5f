namespace Matchmaking.Matching;

/// <summary>Whether a pair passes a rule.</summary>
public delegate bool PairTest(in Pair pair);

/// <summary>A sentence about a pair.</summary>
public delegate Reason PairReason(in Pair pair);

/// <summary>One named rule of eligibility.</summary>
/// <param name="Code">Its stable code, which a refusal carries.</param>
/// <param name="Passes">Whether a pair passes.</param>
/// <param name="Why">The facts that decided against a pair; asked only of a pair that does not pass.</param>
/// <param name="WhatWouldHaveToChange">What would make it pass.</param>
/// <param name="Source">The point of a document that gives the rule, an id of the inventory such as <c>000-16</c>; null where it is this service's own.</param>
public sealed record EligibilityRule(string Code, PairTest Passes, PairReason Why, PairReason WhatWouldHaveToChange, string? Source = null)
{
    /// <summary>The refusal of <paramref name="pair"/>; null where it passes.</summary>
    public Refusal? Check(in Pair pair) => Passes(pair) ? null : new Refusal(Code, Why(pair), WhatWouldHaveToChange(pair));
}
