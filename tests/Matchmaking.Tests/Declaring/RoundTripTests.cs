using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class RoundTripTests
{
    [Fact]
    public void A_need_that_was_written_reads_back_as_it_was() =>
        Prop.ForAll(Declared.Need.ToArbitrary(), need =>
        {
            var json = JsonSerializer.Serialize(need, Json.Options);
            var read = NeedReader.Read(JsonDocument.Parse(json).RootElement, Known.Sudan, Known.Places);
            Assert.Equal(json, JsonSerializer.Serialize(Readings.Value(read), Json.Options));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_capacity_that_was_written_reads_back_as_it_was() =>
        Prop.ForAll(Declared.Capacity.ToArbitrary(), capacity =>
        {
            var json = JsonSerializer.Serialize(capacity, Json.Options);
            var read = CapacityReader.Read(JsonDocument.Parse(json).RootElement, Known.Norway, Known.Places);
            Assert.Equal(json, JsonSerializer.Serialize(Readings.Value(read), Json.Options));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Storage_reads_back_what_it_wrote() =>
        Prop.ForAll(Declared.Need.ToArbitrary(), Declared.Capacity.ToArbitrary(), (need, capacity) =>
        {
            AssertSame(need);
            AssertSame(capacity);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_but_a_reader_makes_a_declaration()
    {
        Assert.Empty(typeof(NeedDeclaration).GetConstructors());
        Assert.Empty(typeof(CapacityDeclaration).GetConstructors());
    }

    [Fact]
    public void A_need_stored_when_it_could_name_one_deadline_only_is_read_as_naming_that_one()
    {
        const string Stored =
            """
            {"conventions":["apmbc"],"pillar":"survey_clearance","title":{"en":"Clearance"},"kinds":["funding"],"period":{"from":"2027-01-01","to":"2028-12-31"},
             "deadline":{"convention":"apmbc","article":5,"date":"2027-04-01","certainty":"found"}}
            """;
        var read = JsonSerializer.Deserialize<NeedDeclaration>(Stored, Json.Options)!;
        Assert.Equal([new(Convention.Apmbc, 5, new(2027, 4, 1), Certainty.Found)], read.Deadlines);
        Assert.DoesNotContain("\"deadline\"", JsonSerializer.Serialize(read, Json.Options), StringComparison.Ordinal);
        Assert.Equal(read.Deadlines, Readings.Value(NeedReader.Read(JsonDocument.Parse(Stored).RootElement, Known.Sudan, Known.Places)).Deadlines);
    }

    private static void AssertSame<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, Json.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Json.Options), Json.Options));
    }
}
