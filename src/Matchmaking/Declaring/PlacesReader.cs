namespace Matchmaking.Declaring;

/// <summary>Reads where a capacity may be used, and finds what contradicts itself.</summary>
internal static class PlacesReader
{
    private const string PlacesExpected =
        """{ "states": ["TCD"], "subregions": ["014"], "regions": ["002"] } or { "states": ["TCD"], "anywhere": true }""";

    private const string RegionExpected = "an M49 region of three digits, such as 002 (Africa)";
    private const string SubregionExpected = "an M49 subregion of three digits, such as 014 (Eastern Africa)";

    public static Places? Read(FieldReader reader, ParticipantId declarer, KnownPlaces known)
    {
        var places = reader.Group("places", p => Read(p, known, declarer), PlacesExpected);
        var isNowhere = places is { Anywhere: false, States: [], Subregions: [], Regions: [] };
        if (isNowhere && !reader.HasErrors("places"))
        {
            reader.Refuse("places", FieldErrorCodes.Empty, null, "anywhere: true, or at least one of states, subregions, regions");
        }

        return places;
    }

    private static Places Read(FieldReader reader, KnownPlaces known, ParticipantId declarer)
    {
        var anywhere = reader.Flag("anywhere");
        var states = reader.States("states", known.IsParticipant, SharedFields.MostStates);
        reader.NotItself("states", states, declarer);
        var subregions = reader.Areas("subregions", known.IsSubregion, SubregionExpected, SharedFields.MostAreas);
        NotAnywhere("subregions", subregions.Count);
        var regions = reader.Areas("regions", known.IsRegion, RegionExpected, SharedFields.MostAreas);
        NotAnywhere("regions", regions.Count);
        var excludedStates = reader.States("excludedStates", known.IsParticipant, SharedFields.MostStates);
        NotNamed(reader, "excludedStates", excludedStates, states);
        var excludedAreas = reader.Areas("excludedAreas", known.IsArea, "an M49 region or subregion of three digits", SharedFields.MostAreas);
        NotNamed(reader, "excludedAreas", excludedAreas, [.. subregions, .. regions]);

        return new Places
        {
            Anywhere = anywhere,
            States = states,
            Subregions = subregions,
            Regions = regions,
            ExcludedStates = excludedStates,
            ExcludedAreas = excludedAreas,
        };

        void NotAnywhere(string name, int count)
        {
            if (anywhere && count > 0) reader.Refuse(name, FieldErrorCodes.AnywhereAndNamed, null, "nothing here, since it is anywhere");
        }
    }

    /// <summary>Refuses the participant that names itself.</summary>
    public static void NotItself(this FieldReader reader, string name, IReadOnlyList<ParticipantId> named, ParticipantId self)
    {
        if (named.Contains(self)) reader.Refuse(name, FieldErrorCodes.IsSelf, self.Value, "others than the one who declares");
    }

    private static void NotNamed<T>(FieldReader reader, string name, IReadOnlyList<T> excluded, IReadOnlyList<T> named) where T : notnull
    {
        foreach (var both in excluded.Where(named.Contains))
        {
            reader.Refuse(name, FieldErrorCodes.NamedAndExcluded, both.ToString(), "named or excluded, not both");
        }
    }
}
