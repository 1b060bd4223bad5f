namespace Matchmaking.Benchmarks.Allocating;

/// <summary>What the eligibility and fit of a generated capacity depend on.</summary>
/// <param name="Partner">Who offers.</param>
/// <param name="Pillars">One to three pillars, a bit each.</param>
/// <param name="Scope">How it names where it helps.</param>
/// <param name="Where">The States (a bit each), the subregion or the region that it names.</param>
/// <param name="Kinds">Kinds of assistance offered, a bit each.</param>
/// <param name="From">First quarter of the period.</param>
/// <param name="Quarters">Length of the period.</param>
/// <param name="Languages">Languages of work, a bit each.</param>
/// <param name="Conventions">Conventions that the partner names, a bit each.</param>
/// <param name="Modality">How it finances.</param>
/// <param name="Home">The partner's own subregion.</param>
internal readonly record struct GeneratedCapacity(
    int Partner, int Pillars, Scope Scope, long Where, int Kinds, int From, int Quarters, int Languages, int Conventions, int Modality, int Home)
{
    /// <summary>How many partners there are.</summary>
    public const int Partners = 120;

    private static ReadOnlySpan<int> ScopeWeights => [32, 20, 26, 22];

    /// <summary>Draws one.</summary>
    public static GeneratedCapacity Draw(ref SplitMix random)
    {
        var partner = random.Below(Partners);
        var pillars = 0;
        for (var drawn = random.Between(1, 3); drawn > 0; drawn--)
            pillars |= 1 << random.Below(8);
        var scope = (Scope)random.Weighted(ScopeWeights);
        var where = 0L;
        for (var drawn = random.Between(1, 5); scope == Scope.States && drawn > 0; drawn--)
            where |= 1L << random.Below(Places.States);
        if (scope is Scope.Subregion)
            where = random.Below(Places.Subregions);
        else if (scope is Scope.Region)
            where = random.Below(Places.Regions);
        return new(
            partner,
            pillars,
            scope,
            where,
            (1 << random.Below(6)) | (1 << random.Below(6)),
            random.Below(6),
            random.Between(3, 12),
            (1 << random.Below(4)) | (1 << random.Below(4)),
            random.Between(0, 3),
            random.Below(3),
            partner % Places.Subregions);
    }

    /// <summary>Whether it can help in a State.</summary>
    public bool Serves(int state) => Scope switch
    {
        Scope.States => (Where >> state & 1) != 0,
        Scope.Subregion => Where == Places.Subregion(state),
        Scope.Region => Where == Places.Region(state),
        _ => true,
    };
}
