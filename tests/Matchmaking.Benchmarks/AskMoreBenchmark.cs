using Matchmaking.Benchmarks.Holdout;
using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Benchmarks;

/// <summary>Does a State that asks for more get more, and at whose cost? Each State of each past market in turn asks for ten times as much.</summary>
internal static class AskMoreBenchmark
{
    private const int Times = 10;
    private static readonly MatchPolicy Policy = MatchPolicy.Standard;

    public static Task RunAsync(Options options)
    {
        var record = PastGiving.Published();
        var trials = Enumerable.Range(2017, 6).Select(year => new PastYear(record, year)).SelectMany(year => Trials(year, record)).ToList();
        Report.Title($"ask: one State asks for {Times} times as much, capacities for named States and all regions");
        // Ten of them, from the smallest ask to the largest.
        var shown = trials.OrderBy(trial => trial.Asked).ThenBy(trial => trial.Year).Where((_, place) => (place + 1) % (trials.Count / 10) == 0);
        Report.Table(
            ["year", "State", "asks for, US$ million", "then", "has", "then", "first slices of all others", "then", "of others smaller"],
            [.. shown.Select(trial => (IReadOnlyList<string>)
                [$"{trial.Year}", $"{trial.State}", Million(trial.Asked), Million(trial.Asked * Times), Million(trial.Had), Million(trial.Has), Million(trial.FirstBefore), Million(trial.First), $"{trial.Smaller.Count}"])]);
        Console.WriteLine($"Of all {trials.Count} pairs of markets, {trials.Count(trial => trial.Smaller.Count > 0)} in which the first slice of another need is smaller than before"
            + $"; of {trials.Sum(trial => trial.Others)} first slices {trials.Sum(trial => trial.Smaller.Count)}: {string.Join(", ", trials.SelectMany(trial => trial.Smaller))}.");
        return Task.CompletedTask;
    }

    private static IEnumerable<Trial> Trials(PastYear year, PastGiving record)
    {
        var (market, today) = (PastMarket.Of(year, record, PlaceRule.Open), PastMarket.Today(year));
        var before = Matcher.Match(market, Policy, today);
        // A State that asks for less than a first slice has a smaller one, and would ask for a larger.
        foreach (var asking in market.Needs.Where(need => need.Declaration.GapUsd >= Policy.Tranches[0].UpToUsd))
        {
            var after = Matcher.Match(market with { Needs = [.. market.Needs.Select(need => need == asking ? Raised(need) : need)] }, Policy, today);
            var others = before.Cover.Where(cover => cover.NeedId != asking.Id && cover.Gap is not null)
                .Select(cover => (cover.NeedId, Before: First(cover), After: First(after.Cover.Single(c => c.NeedId == cover.NeedId)))).ToList();
            yield return new(
                year.Year, asking.State, asking.Declaration.GapUsd!.Value, Covered(before, asking), Covered(after, asking), others.Count,
                others.Sum(other => other.Before), others.Sum(other => other.After),
                [.. others.Where(other => other.After < other.Before).Select(other => $"{year.Year} {asking.State} {other.NeedId} {other.Before} to {other.After}")]);
        }
    }

    private static Need Raised(Need need) => need with { Declaration = need.Declaration with { AmountUsd = need.Declaration.AmountUsd * Times } };

    private static long First(NeedCover cover) => Math.Min(Policy.Tranches[0].UpToUsd, cover.Gap!.Value - cover.Uncovered!.Value);

    private static long Covered(MatchPlan plan, Need need) => plan.Lines.Where(line => line.NeedId == need.Id).Sum(line => line.Amount ?? 0);

    private static string Million(long usd) => Report.Text(usd / 1_000_000d, "0.00");

    /// <summary>One pair of markets, and what it did to others.</summary>
    private sealed record Trial(
        int Year, ParticipantId State, long Asked, long Had, long Has, int Others, long FirstBefore, long First, IReadOnlyList<string> Smaller);
}
