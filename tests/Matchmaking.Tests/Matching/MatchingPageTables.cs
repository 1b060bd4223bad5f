using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Matchmaking.Field;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>
/// The tables of rules and criteria on docs/matching.md: what a rule means is written by hand and kept, the sentences
/// (of the tests in which a rule or criterion alone decides), the points and the sources are the code's.
/// </summary>
internal static partial class MatchingPageTables
{
    public static SentenceNames NamesIn(string language) => new(
        id => States.Find(id)?.Name.In(language) ?? (language == "fr" ? "L’organisation" : "The organisation"),
        area => Areas.Find(area)?.Name.In(language) ?? area);

    public static string Rules(string page) => Table(
        "rule | a pair passes when | if not, for example | what would have to change | source",
        EligibilityRules.All.Select(rule =>
        {
            var refusals = EligibilityRulesTests.Alone[rule.Code].Select(alone => Assert.Single(EligibilityRulesTests.WhyNot(alone.Input)))
                .DistinctBy(refusal => (refusal.Reason.Code, refusal.WhatWouldHaveToChange.Code)).ToList();
            return Row(rule.Code, Meaning(page, "rules", rule.Code), Lines(refusals.Select(r => r.Reason)), Lines(refusals.Select(r => r.WhatWouldHaveToChange)), rule.Source);
        }));

    public static string Fit(string page) => Table(
        "criterion | earns points for | for example | source",
        FitCriteria.All.Select(criterion => Row(
            criterion.Code,
            Meaning(page, "fit", criterion.Code),
            string.Join("<br>", FitCriteriaTests.Examples[criterion.Code].Select(example =>
            {
                var line = Assert.Single(Matcher.Match(example.Input, MatchPolicy.Standard, Today).Lines);
                var point = line.Points.Single(p => p.Criterion == criterion.Code);
                return $"{point.Points}: {Say(point.Reason)}";
            })),
            criterion.Source)));

    public static string Priority(string page) => Table(
        "criterion | earns points for | for example | source",
        PriorityCriteria.All.Select(criterion => Row(
            criterion.Code,
            Meaning(page, "priority", criterion.Code),
            string.Join("<br>", PriorityExamples().SelectMany(because => because).Where(b => b.Criterion == criterion.Code).DistinctBy(b => b.Reason.Code)
                .Select(b => $"{b.Points}: {Say(b.Reason)}")),
            criterion.Source)));

    private static IEnumerable<IEnumerable<PriorityPoint>> PriorityExamples()
    {
        var near = Need(with: d => d with { Deadlines = [new(Convention.Apmbc, 5, new(2027, 4, 1), Certainty.Found)], People = new(20_000, 15_000, 20_000, 15_000, null) });
        var passed = Need(state: "LBN", with: d => d with { Deadlines = [new(Convention.Apmbc, 5, new(2026, 3, 1), Certainty.GeneralKnowledge)] });
        var record = Input([], []) with { Record = NeedPriorityTests.Tables };
        yield return NeedPriority.Of(near, true, 1_000_000, 1_000_000, 2, MatchPolicy.Standard, Today, record.KnownOf(near.State)).Because;
        yield return NeedPriority.Of(passed, true, 1_000_000, 1_000_000, 0, MatchPolicy.Standard, Today, record.KnownOf(passed.State)).Because;
        var known = record with { Affected = new([new(Id("AZE"), [new(Convention.Apmbc, 5, new(2026, new(2026, 3, 1)), Certainty.Found)], false)]) };
        yield return NeedPriority.Of(Need(state: "AZE"), true, 1_000_000, 500_000, 9, MatchPolicy.Standard, Today, known.KnownOf(Id("AZE"))).Because;
        var both = Need(with: d => d with
        {
            Conventions = [Convention.Apmbc, Convention.Ccm],
            Deadlines = [new(Convention.Apmbc, 5, new(2026, 3, 1), Certainty.Found), new(Convention.Ccm, 4, new(2028, 8, 1), Certainty.Derived)],
        });
        yield return NeedPriority.Of(both, true, 4_000_000, 3_000_000, 0, MatchPolicy.Standard, Today, promised: 1).Because;
        var aid = Need(state: "KHM", with: d => d with { Pillar = Pillar.VictimAssistance, PeopleWithoutServices = 600, ExpectedBy = new(2028, 6, 30) });
        var donor = record with { Record = new(record.Record.Rows, [new(aid.State, RecordSide.Received, [2018])]) };
        yield return NeedPriority.Of(aid, true, 4_000_000, 3_000_000, 1, MatchPolicy.Standard, Today, donor.KnownOf(aid.State), promised: 1).Because;
        var aided = Need(with: d => d with { Pillar = Pillar.VictimAssistance, People = new(200, null, 300, null, null), ExpectedBy = new(2026, 6, 30) });
        yield return NeedPriority.Of(aided, true, 4_000_000, 4_000_000, 9, MatchPolicy.Standard, Today).Because;
        yield return Matcher.LeftBehind(Input([Need("n1", "TCD", d => d with { AmountUsd = null })], []), MatchPolicy.Standard, Today).Single().Needs[0].Because;
    }

    private static string Table(string heads, IEnumerable<string> rows) =>
        rows.Aggregate(new StringBuilder($"| {heads} |\n|{string.Concat(Enumerable.Repeat("---|", heads.Split('|').Length))}\n"), (text, row) => text.Append(row)).ToString();

    private static string Row(string code, params IEnumerable<string?> cells) =>
        string.Create(CultureInfo.InvariantCulture, $"| `{code}` | {string.Join(" | ", cells.Select(cell => cell ?? "–"))} |\n");

    private static string Lines(IEnumerable<Reason> reasons) => string.Join("<br>", reasons.Select(Say).Distinct());

    private static string Say(Reason reason) => Sentences.Render(reason, "en", NamesIn("en"));

    private static string Meaning(string page, string block, string code)
    {
        var table = page[page.IndexOf($"<!-- {block} -->", StringComparison.Ordinal)..page.IndexOf($"<!-- /{block} -->", StringComparison.Ordinal)];
        return SecondColumn().Matches(table).SingleOrDefault(m => m.Groups[1].Value == code)?.Groups[2].Value
            ?? throw new InvalidOperationException($"docs/matching.md does not say what {code} means: give it a row between <!-- {block} --> and <!-- /{block} -->.");
    }

    [GeneratedRegex(@"^\| `([a-z_]+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex SecondColumn();
}
