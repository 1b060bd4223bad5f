namespace Matchmaking.Declaring;

/// <summary>What a need lacks for a donor to act on it. Advice to the State; it never stops a declaration.</summary>
/// <param name="Code">A stable code, such as <c>people_by_sex_and_age</c>.</param>
/// <param name="Basis">The row of the inventory that asks for it, such as <c>003-05</c>; null where it is this service's own advice.</param>
/// <param name="Text">What to add and why, one sentence.</param>
public sealed record QualityHint(string Code, string? Basis, LocalText Text);

/// <summary>Says what is missing from a need, and how much is there.</summary>
public static class QualityHints
{
    /// <summary>What is missing, most needed first; empty where nothing is. Only what goes with the need's pillar and kinds is looked for.</summary>
    public static IReadOnlyList<QualityHint> For(NeedDeclaration need) =>
        [.. QualityParts.All.Where(p => p.Applies(need) && !p.IsThere(need)).Select(p => p.Hint)];

    /// <inheritdoc cref="For(NeedDeclaration)"/>
    public static IReadOnlyList<QualityHint> For(Need need) => For(need.Declaration);

    /// <summary>The parts that are there among those that go with the need, in percent, rounded down: 100 is a need without hints.</summary>
    public static int Score(NeedDeclaration need)
    {
        var parts = QualityParts.All.Where(p => p.Applies(need)).ToList();
        return 100 * parts.Count(p => p.IsThere(need)) / parts.Count;
    }
}
