using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field.Demo;

public sealed class DerivedCapacityTests
{
    private static readonly CsvTable Capacities = Repository.Data("capacities.csv");

    [Fact]
    public void Funding_capacities_are_what_the_rule_makes_of_published_giving()
    {
        var expected = string.Concat(DerivedCapacity.All().Select(c => c.Cells()).Select(cells => CsvText.Line(Capacities.Columns.Select(column => cells.GetValueOrDefault(column, "")))));
        var actual = string.Concat(Capacities.Rows.TakeWhile(r => r["kind"] == "funding").Select(r => CsvText.Line(Capacities, r)));
        AssertSame("capacities.csv", expected, actual);
        Assert.All(Capacities.Rows.SkipWhile(r => r["kind"] == "funding"), r => Assert.NotEqual("funding", r["kind"]));
    }

    [Fact]
    public void Each_published_row_of_a_chosen_year_is_used_once_or_left_out_with_a_reason()
    {
        var used = DerivedCapacity.All().SelectMany((c, index) => c.Rows.Select(r => (Line: $"{index + 2}", Row: r, Outcome: "used")));
        var leftOut = ChosenYear.OfEveryPartner().SelectMany(y => y.LeftOut).Select(l => (Line: "", l.Row, l.Outcome));
        var expected = string.Concat(used.Concat(leftOut).Select(u => CsvText.Line([u.Line, u.Row.Partner, u.Row.RowId, u.Row.Recipient, $"{u.Row.Usd}", u.Outcome])));
        var provenance = Repository.Data("capacities-provenance.csv");
        Assert.Equal(["line", "partner", "published_row_id", "recipient", "amount_usd", "outcome"], provenance.Columns);
        AssertSame("capacities-provenance.csv", expected, string.Concat(provenance.Rows.Select(r => CsvText.Line(provenance, r))));
    }

    [Fact]
    public void No_gift_is_counted_twice()
    {
        var rows = DerivedCapacity.All().SelectMany(c => c.Rows).ToList();
        Assert.Equal(rows.Count, rows.Select(r => r.RowId).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(r => (r.Partner, r.Recipient)).Distinct().Count());
    }

    /// <summary>Where a file is not what the rule makes, the right lines are left beside the test, to be looked at and copied.</summary>
    private static void AssertSame(string file, string expected, string actual)
    {
        if (expected != actual)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "expected-" + file);
            File.WriteAllText(path, expected);
            Assert.Fail($"{file} is not what the rule of docs/demo-data.md makes of the published rows; the lines it makes are in {path}.");
        }
    }
}
