using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field;

public sealed class NeighboursTests
{
    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);

    [Theory]
    [InlineData("SDN", "SSD")]
    [InlineData("KHM", "THA")]
    [InlineData("BIH", "HRV")]
    [InlineData("AZE", "ARM")]
    [InlineData("ETH", "SOM")]
    [InlineData("DJI", "SOM")]
    public void States_with_a_common_border_are_neighbours(string state, string other) => Assert.Contains(Id(other), Neighbours.Of(Id(state)));

    [Theory]
    [InlineData("SDN", "SOM")]
    [InlineData("CYP", "TUR")]
    [InlineData("COL", "NIC")]
    public void Others_are_not(string state, string other) => Assert.DoesNotContain(Id(other), Neighbours.Of(Id(state)));

    [Theory]
    [InlineData("LKA")]
    [InlineData("CUB")]
    [InlineData("CYP")]
    [InlineData("JPN")]
    [InlineData("PLW")]
    [InlineData("org-undp")]
    public void An_island_and_an_organisation_have_none(string id) => Assert.Empty(Neighbours.Of(Id(id)));

    [Fact]
    public void Around_a_State_are_its_neighbours_and_its_subregion_once_each_and_not_itself()
    {
        var around = Neighbours.Around(Id("SSD")).ToList();
        Assert.Equal(around.Distinct(), around);
        Assert.Superset(new HashSet<ParticipantId> { Id("SDN"), Id("CAF"), Id("MOZ"), Id("MDG") }, around.ToHashSet());
        Assert.DoesNotContain(Id("SSD"), around);
        Assert.DoesNotContain(Id("EGY"), around);
        Assert.Empty(Neighbours.Around(Id("org-undp")));
    }

    [Fact]
    public void Who_is_a_neighbour_has_one_and_nobody_is_their_own() => Assert.All(States.All, state => Assert.All(Neighbours.Of(state.Id), other =>
    {
        Assert.NotNull(States.Find(other));
        Assert.NotEqual(state.Id, other);
        Assert.Contains(state.Id, Neighbours.Of(other));
    }));

    [Fact]
    public void Each_border_stands_once_between_known_States_in_order()
    {
        var rows = CsvTable.Parse(Repository.Text("src", "Matchmaking", "Reference", "neighbours.csv")).Rows;
        Assert.All(rows, row => Assert.True(string.CompareOrdinal(row["state"], row["neighbour"]) < 0));
        Assert.All(rows, row => Assert.True(States.Find(Id(row["state"])) is not null && States.Find(Id(row["neighbour"])) is not null));
        Assert.Equal(rows.Count, rows.Select(row => (row["state"], row["neighbour"])).Distinct().Count());
    }
}
