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

    private static void AssertSame<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, Json.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Json.Options), Json.Options));
    }
}
