using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>How a capacity's places stand to a State, the most precise that holds. Exclusions win over everything.</summary>
public enum PlaceMatch
{
    /// <summary>The State is excluded by name.</summary>
    StateExcluded,

    /// <summary>The State's region or subregion is excluded.</summary>
    AreaExcluded,

    /// <summary>No place of the capacity holds the State.</summary>
    Elsewhere,

    /// <summary>The capacity may be used anywhere.</summary>
    Anywhere,

    /// <summary>The State's region is named.</summary>
    Region,

    /// <summary>
    /// A subregion across one of the State's land borders is named: M49 keeps Sudan and South Sudan apart, the field does not. Who
    /// names States alone is limited to them.
    /// </summary>
    Neighbour,

    /// <summary>The State's subregion is named.</summary>
    Subregion,

    /// <summary>The State is named.</summary>
    State,
}

internal static class PlaceMatches
{
    public static PlaceMatch Of(Places places, ParticipantId state, Area? area)
    {
        if (places.ExcludedStates.Has(state))
            return PlaceMatch.StateExcluded;
        if (area is not null && (places.ExcludedAreas.Has(area.Region) || places.ExcludedAreas.Has(area.Subregion)))
            return PlaceMatch.AreaExcluded;
        if (places.States.Has(state))
            return PlaceMatch.State;
        if (area is not null && places.Subregions.Has(area.Subregion))
            return PlaceMatch.Subregion;
        if (area is not null && places.Subregions.Shares(area.SubregionsBeside))
            return PlaceMatch.Neighbour;
        if (area is not null && places.Regions.Has(area.Region))
            return PlaceMatch.Region;
        return places.Anywhere ? PlaceMatch.Anywhere : PlaceMatch.Elsewhere;
    }
}
