using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

public sealed class AreasTests
{
    [Fact]
    public void Five_regions_hold_twenty_two_subregions()
    {
        Assert.Equal(["002", "009", "019", "142", "150"], Areas.All.Where(a => a.IsRegion).Select(a => a.Code));
        Assert.Equal(22, Areas.All.Count(a => !a.IsRegion));
        Assert.All(Areas.All, a => Assert.Equal(["en", "fr"], a.Name.Versions.Keys));
        Assert.All(Areas.All.Where(a => !a.IsRegion), a => Assert.True(Areas.Find(a.RegionCode!)!.IsRegion));
    }

    [Fact]
    public void Every_State_is_in_one_subregion_and_one_region() =>
        Assert.All(States.All, s =>
        {
            Assert.Equal([s.Subregion.Code], Areas.All.Where(a => !a.IsRegion && a.Contains(s)).Select(a => a.Code));
            Assert.Equal([s.Region.Code], Areas.All.Where(a => a.IsRegion && a.Contains(s)).Select(a => a.Code));
        });

    [Fact]
    public void Every_subregion_has_a_State() =>
        Assert.All(Areas.All, a => Assert.Contains(States.All, a.Contains));

    [Fact]
    public void Sudan_is_in_Northern_Africa_and_South_Sudan_in_Eastern_Africa()
    {
        Assert.Equal("015", States.Find(ParticipantId.Parse("SDN", null))!.Subregion.Code);
        Assert.Equal("014", States.Find(ParticipantId.Parse("SSD", null))!.Subregion.Code);
        Assert.Equal("Afrique orientale", Areas.Find("014")!.Name.In("fr"));
        Assert.Null(Areas.Find("14"));
    }
}
