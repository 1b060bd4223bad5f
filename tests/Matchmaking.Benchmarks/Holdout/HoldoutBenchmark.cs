using System.Text.Json;
using Matchmaking.Matching;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>
/// The judge: every year that the record can judge is played from what was known before it, and what the service proposes is
/// compared with who gave, beside lists that anybody could write.
/// </summary>
internal static class HoldoutBenchmark
{
    private const int FirstYear = 2016;
    private const int FirstOfMean = 2017;
    private const int LastYear = 2022;

    private static readonly IReadOnlyList<int> Mean = [.. Enumerable.Range(FirstOfMean, LastYear - FirstOfMean + 1)];

    public static Task RunAsync(Options options)
    {
        var record = PastGiving.Published();
        var all = Enumerable.Range(record.Gifts[0].Year, LastYear - record.Gifts[0].Year + 1).Select(year => new PastYear(record, year)).ToList();
        var years = all.Where(year => year.Year >= FirstYear).ToList();
        var report = new HoldoutReport(years, Mean);
        report.Data();

        var largest = Played.Of("largest donors first", years, year => Hindsight.Best(year, state => Lists.Largest(year, state)).Scores);
        var history = Played.Of("gave most recently, then size", years, year => Hindsight.Best(year, state => Lists.History(year, state)).Scores);
        var learnt = Played.Of("logistic regression of the years before", years, year =>
        {
            var regression = Regression.From(all.Where(before => before.Year < year.Year));
            return Hindsight.Best(year, state => regression.Rank(year, state)).Scores;
        });
        Played[] lists = [largest, history, learnt];
        Played[] fixedLengths =
        [
            .. new[] { 3, 5, 8 }.Select(length => Played.Of(
                $"gave most recently, then size: always {length}",
                years,
                year => Hindsight.Scores(year, state => Lists.History(year, state), length))),
        ];

        Played? service = null;
        foreach (var rule in Enum.GetValues<PlaceRule>())
        {
            var answers = years.ToDictionary(
                year => year.Year,
                year => ServiceAnswer.Of(PastMarket.Of(year, record, rule), MatchPolicy.Standard, PastMarket.Today(year)));
            var played = Played.Of("the service", years, year => Judge.Scores(year, state => answers[year.Year].ByState[state]));
            var filled = Played.Of(
                "the service, then whom it does not rank, by code",
                years,
                year => Judge.Scores(year, state => answers[year.Year].ByState[state].Then(year.Partners)));
            report.Rule(rule, [played, filled, .. lists], played, lists, fixedLengths);
            HoldoutReport.Money(years.Select(year => (year.Year, Shares.Of(year, answers[year.Year].Money()))));
            report.Doubt(played, history);
            service ??= played;
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new { service = Full(service!), largest = Short(largest), history = Short(history) }));
        return Task.CompletedTask;
    }

    private static object Full(Played played)
    {
        var mean = played.Mean(Mean);
        return new { map = Rounded(mean.Map), f1 = Rounded(mean.F1), precision = Rounded(mean.Precision), recall = Rounded(mean.Recall) };
    }

    private static object Short(Played played) => new { map = Rounded(played.Mean(Mean).Map), f1 = Rounded(played.Mean(Mean).F1) };

    private static double Rounded(double value) => Math.Round(value, 4);
}
