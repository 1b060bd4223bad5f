using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why a capacity cannot be used in a State.</summary>
internal static class PlaceRefusals
{
    public static Reason Why(in Pair pair) => pair.Place switch
    {
        PlaceMatch.StateExcluded => That("place.state_excluded", ("state", pair.Need.State.Value)),
        PlaceMatch.AreaExcluded => That("place.area_excluded", ("state", pair.Need.State.Value), ("area", ExcludedArea(pair))),
        _ when pair.Offered.Places is { States.Count: 0, Subregions.Count: 0, Regions.Count: 0 } => That("place.nowhere"),
        _ => That("place.elsewhere", ("state", pair.Need.State.Value),
            ("places", Words([.. pair.Offered.Places.States.Select(s => s.Value), .. pair.Offered.Places.Subregions, .. pair.Offered.Places.Regions]))),
    };

    public static Reason Change(in Pair pair) => pair.Place switch
    {
        PlaceMatch.StateExcluded => That("place.change_state_exclusion", ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value)),
        PlaceMatch.AreaExcluded => That("place.change_area_exclusion", ("partner", pair.Capacity.Partner.Value), ("area", ExcludedArea(pair))),
        _ when pair.Area is { } area => That("place.change", ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value),
            ("subregion", area.Subregion), ("region", area.Region)),
        _ => That("place.change_state", ("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value)),
    };

    private static string ExcludedArea(in Pair pair) =>
        pair.Offered.Places.ExcludedAreas.Contains(pair.Area!.Subregion) ? pair.Area.Subregion : pair.Area.Region;
}
