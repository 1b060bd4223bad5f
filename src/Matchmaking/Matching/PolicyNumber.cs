namespace Matchmaking.Matching;

/// <summary>What a number of the policy counts. Codes are the names in snake case.</summary>
public enum PolicyUnit
{
    /// <summary>Points of fit or priority.</summary>
    Points,

    /// <summary>Percent.</summary>
    Percent,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Years.</summary>
    Years,

    /// <summary>Months.</summary>
    Months,

    /// <summary>Whole US dollars.</summary>
    Usd,

    /// <summary>Slots.</summary>
    Slots,

    /// <summary>Partners.</summary>
    Partners,

    /// <summary>Capacities.</summary>
    Capacities,

    /// <summary>People.</summary>
    People,
}

/// <summary>One number of the policy as a committee reads and changes it.</summary>
/// <param name="Group">The group of the document in which it stands: <c>fit</c>, <c>priority</c>, <c>tranches[]</c>; "" for none.</param>
/// <param name="Name">Its name there; <c>[]</c> at the end where it is a list.</param>
/// <param name="Least">The least, inclusive.</param>
/// <param name="Most">The most, inclusive.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Text">What it does, one sentence in each language.</param>
public sealed record PolicyNumber(string Group, string Name, long Least, long Most, PolicyUnit Unit, LocalText Text)
{
    /// <summary>Its path in the document: <c>fit.placeState</c>, <c>tranches[].upToUsd</c>.</summary>
    public string Path => Group.Length == 0 ? Name : $"{Group}.{Name}";

    /// <summary>The field that an error names: a list is changed as a whole.</summary>
    internal string Field => Path.Split("[]")[0];

    /// <summary>True where the policy holds a list of it.</summary>
    public bool IsList => Path.Contains("[]", StringComparison.Ordinal);

    /// <summary>Its value in a policy, in order where it is a list.</summary>
    public required Func<MatchPolicy, IReadOnlyList<long>> Of { get; init; }

    /// <summary>The first policy with this number, or the list that it stands in, of the second.</summary>
    public required Func<MatchPolicy, MatchPolicy, MatchPolicy> Take { get; init; }

    /// <summary>A policy with this number; null for a list.</summary>
    public Func<MatchPolicy, long, MatchPolicy>? With { get; init; }

    /// <summary>True where both policies have the same.</summary>
    public bool IsSame(MatchPolicy one, MatchPolicy other) => Of(one).SequenceEqual(Of(other));

    /// <summary>Its value as text: <c>350</c>, <c>100, 75, 75, 50, 25</c>.</summary>
    public string Shown(MatchPolicy policy) => string.Join(", ", Of(policy).Select(Say.Number));
}
