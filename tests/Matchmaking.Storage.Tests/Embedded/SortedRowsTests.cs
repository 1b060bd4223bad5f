using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Storage.Embedded;

namespace Matchmaking.Storage.Tests.Embedded;

public sealed class SortedRowsTests
{
    // Enough rows to split and empty chunks, from few enough keys to meet again.
    private static readonly Arbitrary<int[]> Steps = Gen.Choose(-3000, 3000).ArrayOf(4000).ToArbitrary();

    [Fact]
    public void Rows_stay_sorted_and_whole_through_any_additions_and_removals() =>
        Prop.ForAll(Steps, steps =>
        {
            var rows = new SortedRows();
            var model = new SortedDictionary<string, HeldRow>(StringComparer.Ordinal);
            foreach (var step in steps)
            {
                var key = $"{Math.Abs(step)}";
                var row = new HeldRow(key, step, []);
                var expected = model.GetValueOrDefault(key);
                Assert.Same(expected, step >= 0 ? rows.Set(row) : rows.Remove(key));
                if (step >= 0)
                    model[key] = row;
                else
                    model.Remove(key);
            }

            Assert.Equal(model.Values, rows.Range(null, null, int.MaxValue));
            Assert.Equal(model.Values.Where(row => string.CompareOrdinal(row.Key, "15") >= 0 && string.CompareOrdinal(row.Key, "22") < 0), rows.Range("15", "22", int.MaxValue));
            Assert.Equal(model.Values.Where(row => string.CompareOrdinal(row.Key, "2") >= 0).Take(10), rows.Range("2", null, 10));
            Assert.All(model.Keys, key => Assert.Same(model[key], rows.Find(key)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Rows_added_in_order_and_all_removed_leave_nothing()
    {
        var rows = new SortedRows();
        for (var i = 0; i < 3000; i++)
            rows.Set(new HeldRow($"{i:0000}", i, []));

        Assert.Equal(3000, rows.Range(null, null, int.MaxValue).Count);
        for (var i = 0; i < 3000; i++)
            Assert.Equal(i, rows.Remove($"{i:0000}")!.Version);

        Assert.True(rows.IsEmpty);
        Assert.Null(rows.Remove("0000"));
        Assert.Null(rows.Find("0000"));
    }
}
