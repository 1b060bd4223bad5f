using System.Diagnostics;
using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Benchmarks;

/// <summary>
/// A round's matching from nothing, its time split by step, and the round after one change, from nothing and from where the last
/// one stood. The two plans are compared to the byte.
/// </summary>
internal static class RoundBenchmark
{
    private const int WarmUps = 40;

    public static async Task RunAsync(Options options)
    {
        var needs = options.Size ?? 5_000;
        var input = SampleMarket.Of(needs, needs * 2 / 5, mostPillars: 3);
        // First as often as a service would have run it before long: then no step's time holds its compilation.
        OneChange(SampleMarket.Of(500, 200, mostPillars: 3), WarmUps);
        await using (var service = await Service.StartAsync())
        {
            var demo = await service.DemoMarketAsync();
            Report.Title($"round: the demonstration's {demo.Needs.Count} needs × {demo.Capacities.Count} capacities, with what is under review");
            for (var round = 0; round < WarmUps; round++)
                Matcher.Match(demo, MatchPolicy.Standard, SampleMarket.Today);
            Steps(demo);
        }

        Report.Title($"round: {needs} needs × {needs * 2 / 5} capacities");
        Steps(input);
        var (times, last) = OneChange(input, options.Rounds ?? 9);
        Console.WriteLine("The last round after one change:\n");
        last.Report();
        var (cold, follow) = (times.Select(t => t.Cold).Median(), times.Select(t => t.Warm).Median());
        Report.Table(
            ["after one change", "from nothing, ms", "from the last round, ms", "ratio"],
            (IReadOnlyList<string>)[$"median of {times.Count}", Report.Text(cold, "0.#"), Report.Text(follow, "0.#"), Report.Text(cold / follow, "0.#")]);
    }

    private static void Steps(MarketInput input)
    {
        var steps = new StepTimes();
        var memory = Matcher.Match(input, MatchPolicy.Standard, SampleMarket.Today, null, steps.Passed);
        var contents = ProposalRules.FromPlan(memory.Plan, input);
        steps.Passed("proposals");
        steps.Report();
        Console.WriteLine($"{memory.Plan.Lines.Count} lines, {contents.Count(c => c.Partners.Count > 0)} proposals. Points reached ÷ best without shares and limits: "
            + string.Join(", ", memory.Plan.Points.Where(p => p.Relaxed > 0).Select(p => $"{(p.Money ? "dollars" : "slots")} {Report.Text((double)p.Reached / (double)p.Relaxed, "0.0000")}")) + ".\n");
    }

    private static (List<(double Cold, double Warm)> Times, StepTimes Last) OneChange(MarketInput input, int rounds)
    {
        var last = new StepTimes();
        List<(double Cold, double Warm)> times = [];
        var memory = Matcher.Match(input, MatchPolicy.Standard, SampleMarket.Today, null);
        var contents = ProposalRules.FromPlan(memory.Plan, input);
        for (var round = 0; round < rounds; round++)
        {
            var changed = (round * 977) % input.Needs.Count;
            input = input with { Needs = [.. input.Needs.Select((need, i) => i == changed ? Revised(need) : need)] };
            Settle();
            var steps = new StepTimes();
            var begun = Stopwatch.GetTimestamp();
            memory = Matcher.Match(input, MatchPolicy.Standard, SampleMarket.Today, memory, steps.Passed);
            contents = ProposalRules.FromPlan(memory.Plan, input, contents, memory.Touched);
            steps.Passed("proposals");
            var warm = Stopwatch.GetElapsedTime(begun);
            last = steps;
            Settle();
            begun = Stopwatch.GetTimestamp();
            var plan = Matcher.Match(input, MatchPolicy.Standard, SampleMarket.Today);
            var fresh = ProposalRules.FromPlan(plan, input);
            times.Add((Stopwatch.GetElapsedTime(begun).TotalMilliseconds, warm.TotalMilliseconds));
            if (Text(plan) != Text(memory.Plan) || Text(fresh) != Text(contents))
                throw new InvalidOperationException("The round after one change does not find the plan from nothing.");
        }

        return (times, last);
    }

    /// <summary>What earlier measurements left is collected before the clock runs.</summary>
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static Need Revised(Need need) => need with
    {
        Version = need.Version + 1,
        Declaration = need.Declaration with { AmountUsd = need.Declaration.AmountUsd * 11 / 10, Slots = need.Declaration.Slots + 1 },
    };

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Json.Options);
}
