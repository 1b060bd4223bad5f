namespace Matchmaking.Benchmarks.Allocating;

/// <summary>What the eligibility and fit of a generated need depend on.</summary>
/// <param name="Pillar">0 to 7.</param>
/// <param name="State">The State that needs.</param>
/// <param name="Kind">The kind of assistance that would help most.</param>
/// <param name="OtherKinds">Kinds that would help too, a bit each.</param>
/// <param name="From">First quarter of the period.</param>
/// <param name="Quarters">Length of the period.</param>
/// <param name="Languages">Languages of work, a bit each.</param>
/// <param name="Conventions">Conventions that the need falls under, a bit each.</param>
/// <param name="Modality">The financing that suits the State best.</param>
internal readonly record struct GeneratedNeed(
    int Pillar, int State, int Kind, int OtherKinds, int From, int Quarters, int Languages, int Conventions, int Modality)
{
    private static ReadOnlySpan<int> PillarWeights => [26, 14, 14, 10, 10, 10, 8, 8];

    /// <summary>Draws one.</summary>
    public static GeneratedNeed Draw(ref SplitMix random) => new(
        random.Weighted(PillarWeights),
        // Some States declare far more than others.
        Math.Min(random.Below(Places.States), random.Below(Places.States * 3)),
        random.Below(6),
        1 << random.Below(6),
        random.Below(6),
        random.Between(2, 12),
        1 << random.Below(4),
        random.Between(0, 3),
        random.Below(3));
}
