using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

/// <summary>A small world of codes: a few States, organisations and areas.</summary>
public static class Known
{
    public static readonly ParticipantId Sudan = Id("SDN");

    public static readonly ParticipantId Norway = Id("NOR");

    public static readonly ParticipantId[] States =
        [Sudan, Norway, .. new[] { "TCD", "KHM", "CHE", "FRA", "SEN", "IRQ" }.Select(Id)];

    public static readonly ParticipantId[] Organisations =
        [.. new[] { "org-unmas", "org-halo", "org-mag" }.Select(Id)];

    public static readonly string[] Regions = ["002", "142", "150"];

    public static readonly string[] Subregions = ["014", "015", "035", "145"];

    public static readonly KnownPlaces Places = new(
        id => States.Contains(id) || Organisations.Contains(id),
        Regions.Contains,
        Subregions.Contains);

    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);
}
