using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed partial class HostContractDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Places.Repository, "docs", "host-contract.md"));

    [Fact]
    public void Points_1_to_30_each_have_a_test_or_a_reason() =>
        Assert.Equal(Enumerable.Range(1, 30).Select(point => $"{point}"), Row().Matches(Document).Select(row => row.Groups[1].Value));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Places.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => method.Groups[1].Value)).ToHashSet();
        var named = Name().Matches(Document).Select(name => name.Groups[1].Value).ToList();

        Assert.True(named.Count > 20, "The document names hardly any test.");
        Assert.Equal([], named.Except(tests));
    }

    [GeneratedRegex(@"^\| (\d+) \| .{3,} \| .{10,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) ([A-Z]\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`([A-Z][a-z0-9]*_\w+)`")]
    private static partial Regex Name();
}
