using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Tests.Docs;

/// <summary>The page on the Functions host against the tests that it names.</summary>
public sealed partial class HostContractPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "host-contract.md"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Places.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => method.Groups[1].Value)).ToHashSet();
        var named = Name().Matches(Page).Select(name => name.Groups[1].Value).ToList();

        Assert.True(named.Count > 30, "The page names hardly any test.");
        Assert.Equal([], named.Except(tests));
    }

    [Fact]
    public void Every_fact_has_a_test_or_says_that_it_has_none()
    {
        var facts = Fact().Matches(Page).Select(row => row.Groups[1].Value).Where(held => held is not ("Held by" or "---")).ToList();

        Assert.True(facts.Count > 20, "The page tells hardly anything.");
        Assert.All(facts, held => Assert.Matches("^(–|`[A-Z][^`]+`(, `[A-Z][^`]+`)*)$", held));
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) ([A-Z]\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`([A-Z][a-z0-9]*_\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\|[^|]+\|[^|]+\| ?([^|]+?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Fact();
}
