using System.Diagnostics;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Benchmarks;

/// <summary>
/// A round's matching, on one thread, as the market grows tenfold. Processor time stands beside the clock: on a machine that
/// others share only the former means much.
/// </summary>
internal static class MatchBenchmark
{
    public static Task RunAsync(Options options)
    {
        var largest = options.Size ?? 10_000;
        int[] sizes = [largest / 100, largest / 10, largest];
        Report.Title("match: one round's matching");
        var rows = sizes.Select(size => (Size: size, Measured: Measure(size, options.Rounds ?? (size > 20_000 ? 1 : 3)))).ToList();
        var each = rows[0].Measured.Processor / rows[0].Size;
        Report.Table(
            ["declarations (7 needs : 3 capacities)", "processor time", "clock", "lines", "time per declaration ÷ that of the smallest"],
            rows.Select(row => (IReadOnlyList<string>)
            [
                Report.Text(row.Size), Report.Text(row.Measured.Processor, "0") + " ms", Report.Text(row.Measured.Clock, "0") + " ms",
                Report.Text(row.Measured.Lines), Report.Text(row.Measured.Processor / row.Size / each),
            ]));
        return Task.CompletedTask;
    }

    private static (double Processor, double Clock, int Lines) Measure(int size, int rounds)
    {
        var input = SampleMarket.Of(size * 7 / 10, size * 3 / 10);
        List<(double Processor, double Clock)> times = [];
        var lines = 0;
        Matcher.Match(SampleMarket.Of(700, 300), MatchPolicy.Standard, SampleMarket.Today);
        for (var round = 0; round < rounds; round++)
        {
            using var process = Process.GetCurrentProcess();
            var (processor, clock) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            var plan = Matcher.Match(input, MatchPolicy.Standard, SampleMarket.Today);
            lines = plan.Lines.Count;
            GC.KeepAlive(ProposalRules.FromPlan(plan, input));
            process.Refresh();
            times.Add(((process.TotalProcessorTime - processor).TotalMilliseconds, Stopwatch.GetElapsedTime(clock).TotalMilliseconds));
        }

        return (times.Select(t => t.Processor).Median(), times.Select(t => t.Clock).Median(), lines);
    }
}
