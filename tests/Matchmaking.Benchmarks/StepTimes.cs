using System.Diagnostics;

namespace Matchmaking.Benchmarks;

/// <summary>The time of a round, split by the steps that it passes.</summary>
internal sealed class StepTimes
{
    private readonly List<(string Step, double Milliseconds)> _steps = [];
    private long _last = Stopwatch.GetTimestamp();

    public void Passed(string step)
    {
        _steps.Add((step, Stopwatch.GetElapsedTime(_last).TotalMilliseconds));
        _last = Stopwatch.GetTimestamp();
    }

    public void Report()
    {
        var all = _steps.Sum(s => s.Milliseconds);
        Benchmarks.Report.Table(
            ["step", "ms", "of all"],
            [
                .. _steps.GroupBy(s => s.Step).Select(s => (IReadOnlyList<string>)
                    [s.Key, Benchmarks.Report.Text(s.Sum(x => x.Milliseconds), "0.#"), Benchmarks.Report.Text(100 * s.Sum(x => x.Milliseconds) / all, "0") + " %"]),
                ["**all**", Benchmarks.Report.Text(all, "0.#"), ""],
            ]);
    }
}
