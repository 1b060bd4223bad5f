namespace Matchmaking.Field;

/// <summary>
/// A region or subregion of the United Nations' standard M49 (its geographic regions only; intermediate groupings
/// such as sub-Saharan Africa are not used).
/// </summary>
/// <param name="Code">The M49 code, three digits with leading zeros: <c>002</c> is Africa, <c>014</c> Eastern Africa.</param>
/// <param name="Name">Its name.</param>
/// <param name="RegionCode">The code of the region that a subregion is in; null for a region.</param>
public sealed record Area(string Code, LocalText Name, string? RegionCode)
{
    /// <summary>True for a region, false for a subregion.</summary>
    public bool IsRegion => RegionCode is null;

    /// <summary>True where the State is in this region or subregion.</summary>
    public bool Contains(State state) => state.Subregion.Code == Code || state.Subregion.RegionCode == Code;
}
