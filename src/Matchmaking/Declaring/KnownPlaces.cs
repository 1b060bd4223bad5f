namespace Matchmaking.Declaring;

/// <summary>
/// Which codes exist, for the readers: a code of the right shape that nobody knows is refused. The readers take
/// these look-ups rather than a registry, since organisations are registered while the service runs.
/// </summary>
/// <param name="IsParticipant">True for a State of the list and for a registered organisation.</param>
/// <param name="IsRegion">True for an M49 region, such as 002 (Africa).</param>
/// <param name="IsSubregion">True for an M49 subregion, such as 014 (Eastern Africa).</param>
public sealed record KnownPlaces(
    Func<ParticipantId, bool> IsParticipant,
    Func<string, bool> IsRegion,
    Func<string, bool> IsSubregion)
{
    /// <summary>True for a region or a subregion.</summary>
    public bool IsArea(string code) => IsRegion(code) || IsSubregion(code);
}
