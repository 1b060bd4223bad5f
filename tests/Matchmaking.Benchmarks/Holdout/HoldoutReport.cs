namespace Matchmaking.Benchmarks.Holdout;

/// <summary>The judge's tables.</summary>
/// <param name="years">The years played.</param>
/// <param name="mean">Those over which means are taken.</param>
internal sealed class HoldoutReport(IReadOnlyList<PastYear> years, IReadOnlyList<int> mean)
{
    private const double Shown = 0.05;
    private const double Much = 0.15;

    private IReadOnlyList<string> Head(string first) => [first, .. years.Select(year => Report.Text(year.Year)), $"mean {mean[0]}–{mean[^1]}"];

    /// <summary>What the record allows to judge.</summary>
    public void Data()
    {
        Report.Title("holdout: what the record can judge");
        Report.Table(
            [
                "year", "partners on record before", "States", "observable pairs", "of these gave",
                "States with a giver", "observable pairs there", "States that a ranking can differ on",
            ],
            years.Select(year =>
            {
                // For each State, of its observable partners, whether they gave.
                var observable = year.States
                    .Select(state => year.Partners.Where(partner => year.IsObservable(partner, state)).Select(partner => year.Given(partner, state) > 0).ToList())
                    .ToList();
                var judged = observable.Where(state => state.Contains(true)).ToList();
                return (IReadOnlyList<string>)
                [
                    Report.Text(year.Year),
                    Report.Text(year.Partners.Count),
                    Report.Text(year.States.Count),
                    Report.Text(observable.Sum(state => state.Count)),
                    Report.Text(observable.Sum(state => state.Count(gave => gave))),
                    Report.Text(judged.Count),
                    Report.Text(judged.Sum(state => state.Count)),
                    Report.Text(judged.Count(state => state.Contains(false))),
                ];
            }));
    }

    /// <summary>Ranking and those named, by one rule of places.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="rankings">All whose ranking is told.</param>
    /// <param name="service">The service.</param>
    /// <param name="lists">Lists of which the length that turned out best is taken.</param>
    /// <param name="fixedLengths">Lists of which the length was known before.</param>
    public void Rule(PlaceRule rule, IReadOnlyList<Played> rankings, Played service, IReadOnlyList<Played> lists, IReadOnlyList<Played> fixedLengths)
    {
        Report.Title($"holdout: capacities by the rule \"{(rule == PlaceRule.Open ? "named States and all regions" : "the demonstration's")}\"");
        Report.Table(Head("ranking, mean average precision"), rankings.Select(played => Row(played.Name, played, figure => figure.Map)));
        Report.Table(
            Head("who is named"),
            [
                Row("the service: precision", service, figure => figure.Precision),
                Row("the service: recall", service, figure => figure.Recall),
                Row("the service: F1", service, figure => figure.F1),
                .. lists.Select(played => Row($"{played.Name}, length in hindsight: F1", played, figure => figure.F1)),
                .. fixedLengths.Select(played => Row($"{played.Name}: F1", played, figure => figure.F1)),
            ]);
    }

    /// <summary>Money moved, and every State with a twentieth of it or more.</summary>
    public static void Money(IEnumerable<(int Year, Shares Shares)> all)
    {
        var shares = all.ToList();
        Report.Table(
            [
                "year", "planned, US$ million", "on observable pairs", "to pairs that gave", "part of the observable",
                "States planned for", "with two partners or more", "largest State", "over 15 % and in reality under 5 %",
            ],
            shares.Select(year => (IReadOnlyList<string>)[Report.Text(year.Year), .. Cells(year.Shares)]));
        Report.Table(
            ["year", "State", "part of the plan", "partners", "part in reality", "partners in reality"],
            shares.SelectMany(year => year.Shares.ByState
                .Where(state => state.Planned >= Shown || state.Real >= Shown)
                .Select(state => (IReadOnlyList<string>)
                [
                    Report.Text(year.Year), state.State.Value,
                    Percent(state.Planned), Report.Text(state.PlannedPartners), Percent(state.Real), Report.Text(state.RealPartners),
                ])));
    }

    /// <summary>How sure the differences to the better list are.</summary>
    public void Doubt(Played service, Played history) => Report.Table(
        [$"the service less \"{history.Name}\", {mean[0]}–{mean[^1]}", "difference", "95 % of resamples of States"],
        Difference("mean average precision", service, history, figure => figure.Map),
        Difference("F1 (the list's length in hindsight)", service, history, figure => figure.F1));

    private IReadOnlyList<string> Difference(string name, Played first, Played second, Func<Summary, double> figure)
    {
        var interval = Holdout.Doubt.Of(Meant(first), Meant(second), figure);
        return [name, Signed(interval.Difference), $"{Signed(interval.Low)} to {Signed(interval.High)}"];
    }

    private List<Score> Meant(Played played) => [.. played.Scores.Where(score => mean.Contains(score.Year))];

    private static IReadOnlyList<string> Cells(Shares shares)
    {
        var planned = shares.ByState.Where(state => state.PlannedPartners > 0).ToList();
        return
        [
            Millions(shares.Moved),
            Millions(shares.Observable),
            Millions(shares.ToTruePairs),
            Percent(shares.Observable == 0 ? 0 : (double)shares.ToTruePairs / shares.Observable),
            Report.Text(planned.Count),
            Report.Text(planned.Count(state => state.PlannedPartners > 1)),
            planned.Count == 0 ? "" : $"{planned[0].State} {Percent(planned[0].Planned)}",
            string.Join(", ", planned.Where(state => state.Planned > Much && state.Real < Shown).Select(state => $"{state.State} {Percent(state.Planned)}")),
        ];
    }

    private IReadOnlyList<string> Row(string name, Played played, Func<Summary, double> figure) =>
        [name, .. years.Select(year => Report.Text(figure(played.In(year.Year)), "0.00")), Report.Text(figure(played.Mean(mean)), "0.000")];

    private static string Millions(long usd) => Report.Text(usd / 1e6, "0.0");

    private static string Percent(double part) => Report.Text(part * 100, "0") + " %";

    private static string Signed(double value) => Report.Text(value, "+0.000;−0.000;0.000");
}
