using Matchmaking.Testing;

namespace Matchmaking.Tests.Field.Demo;

public sealed class DemoPageTests
{
    [Fact]
    public void The_page_counts_what_the_files_hold()
    {
        var needs = Repository.Data("needs.csv").Rows;
        var capacities = Repository.Data("capacities.csv").Rows;
        var funding = capacities.Count(c => c["kind"] == "funding");
        var page = Repository.Text("docs", "demo-data.md");
        Assert.Contains($"{needs.Count} needs of {needs.Select(n => n["state"]).Distinct().Count()} affected States", page, StringComparison.Ordinal);
        Assert.Contains(
            $"{capacities.Count} capacities of {capacities.Select(c => c["partner"]).Distinct().Count()} partners: {funding} of funding derived by the rule below, {capacities.Count - funding} of other kinds",
            page,
            StringComparison.Ordinal);
    }
}
