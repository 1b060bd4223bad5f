using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>docs/matching.md says what the code does.</summary>
public sealed partial class MatchingPageTests
{
    private static readonly string Path = System.IO.Path.Combine(SentencesTests.SourceRoot(), "docs", "matching.md");

    private static readonly SentenceNames Names = MatchingPageTables.NamesIn("en");

    [Fact]
    public void The_tables_name_every_rule_and_criterion_in_order()
    {
        var page = File.ReadAllText(Path);
        Assert.Equal(EligibilityRules.All.Select(r => r.Code), FirstColumn(page, "## Rules"));
        Assert.Equal(FitCriteria.All.Select(c => c.Code), FirstColumn(page, "## Fit"));
        Assert.Equal(NeedPriority.Criteria, FirstColumn(page, "## Priority"));
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("fit")]
    [InlineData("priority")]
    [InlineData("policy")]
    [InlineData("example")]
    [InlineData("sentences")]
    public void The_page_says_what_the_code_computes(string block)
    {
        var (begin, end) = ($"<!-- {block} -->\n", $"<!-- /{block} -->");
        var page = File.ReadAllText(Path);
        var computed = block switch
        {
            "rules" => MatchingPageTables.Rules(page),
            "fit" => MatchingPageTables.Fit(page),
            "priority" => MatchingPageTables.Priority(page),
            "policy" => Policy(),
            "example" => Example(),
            _ => AllSentences(),
        };
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("MATCHMAKING_WRITE_DOCS") == "1")
            File.WriteAllText(Path, page[..from] + computed + page[to..]);
        else
            Assert.Equal(computed, page[from..to]);
    }

    [Fact]
    public void The_page_names_the_policy_in_force_until_another_is_adopted() =>
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"`{MatchPolicy.Standard.Name}`, version {MatchPolicy.Standard.Version}:"), File.ReadAllText(Path), StringComparison.Ordinal);

    [Fact]
    public void The_example_is_right_on_paper()
    {
        var plan = ExamplePlan();
        // Neither partner has stated a largest share, so each State has 30 % of Norway's two million, which is above the least
        // that Norway gives, and 30 % of the organisation's million. The rest waits for other States.
        Assert.Equal(
            [("n1", "c1", 600_000, 250 + 100 + 50), ("n1", "c2", 300_000, 40 + 100 + 50), ("n2", "c1", 600_000, 150 + 100 + 50), ("n2", "c2", 300_000, 40 + 100 + 50)],
            plan.Lines.Where(l => l.Amount is not null).Select(l => (l.NeedId, l.CapacityId, l.Amount!.Value, l.Fit)));
        Assert.Equal([1_600_000, 300_000], plan.Cover.Select(c => c.Uncovered!.Value));
    }

    private static MarketInput ExampleMarket => Input(
        [
            Need("n1", "SDN", d => d with
            {
                AmountUsd = 3_000_000,
                NationalContributionUsd = 500_000,
                Deadlines = [new(Convention.Apmbc, 5, new(2027, 4, 1), Certainty.Found)],
            }),
            Need("n2", "KHM", d => d with { AmountUsd = 1_200_000 }),
        ],
        [
            Capacity("c1", "NOR", d => d with { AmountUsd = 2_000_000, SmallestShare = 500_000, Places = new() { States = [Id("SDN")], Subregions = ["035"] } }),
            Capacity("c2", "org-one"),
        ]);

    private static MatchPlan ExamplePlan() => Matcher.Match(ExampleMarket, MatchPolicy.Standard, Today);

    private static string Example()
    {
        var (market, plan, text) = (ExampleMarket, ExamplePlan(), new StringBuilder());
        var states = market.Needs.ToDictionary(n => n.Id, n => Names.Participant(n.State));
        foreach (var priority in Matcher.Priorities(market, MatchPolicy.Standard, Today))
        {
            text.Append(CultureInfo.InvariantCulture, $"{states[priority.NeedId]} has a priority of {priority.Points}:\n\n");
            foreach (var because in priority.Because)
                text.Append(CultureInfo.InvariantCulture, $"- {because.Points} · {Sentences.Render(because.Reason, "en", Names)}\n");
            text.Append('\n');
        }

        foreach (var line in plan.Lines.Where(line => line.Amount is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Names.Participant(line.Partner)} could cover {Wording.For("en").Amount(line.Amount!.Value, line.Kind)} for {states[line.NeedId]}, fit {line.Fit}:\n\n");
            foreach (var point in line.Points)
                text.Append(CultureInfo.InvariantCulture, $"- {point.Points} · {Sentences.Render(point.Reason, "en", Names)} {Sentences.Render(point.Reason, "fr", MatchingPageTables.NamesIn("fr"))}\n");
            text.Append('\n');
        }

        foreach (var cover in plan.Cover)
        {
            var why = cover.Why is null ? "" : " " + Sentences.Render(cover.Why, "en", Names);
            text.Append(CultureInfo.InvariantCulture, $"{states[cover.NeedId]}: {Wording.For("en").Usd(cover.Uncovered!.Value)} of {Wording.For("en").Usd(cover.Gap!.Value)} stays open.{why}\n\n");
        }

        return text.ToString();
    }

    private static string Policy() => PolicyNumbers.All.Aggregate(
        new StringBuilder("| number | value | range | meaning |\n|---|---|---|---|\n"),
        (text, number) => text.Append(CultureInfo.InvariantCulture,
            $"| `{number.Path}` | {number.Shown(MatchPolicy.Standard)} | {number.Least} to {number.Most}, {Json.Code(number.Unit)} | {number.Text.In("en")} |\n")).ToString();

    private static string AllSentences() => Sentences.Codes.Aggregate(
        new StringBuilder("| code | English | French |\n|---|---|---|\n"),
        (text, code) => text.Append(CultureInfo.InvariantCulture, $"| `{code}` | {Sentences.Template(code, "en")} | {Sentences.Template(code, "fr")} |\n")).ToString();

    private static IEnumerable<string> FirstColumn(string page, string heading)
    {
        var section = page[page.IndexOf(heading, StringComparison.Ordinal)..];
        return Code().Matches(section[..section.IndexOf("\n## ", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
