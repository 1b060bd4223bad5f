using System.Diagnostics;
using System.Globalization;
using Matchmaking.Allocating;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// The command <c>allocate &lt;instance&gt; [solution]</c>: reads an instance, solves it, and prints one line of JSON.
/// <c>ms_solve</c> is the solver alone; <c>ms_total</c> counts from the start of the process, as the system gives it (to a
/// hundredth of a second), to the end of the solution file. The command <c>certify &lt;instance&gt;</c> solves it too, and has
/// the answer proved the best by its prices, pair by pair. The command <c>again &lt;instance&gt;</c> measures what it takes to solve
/// it after one need has changed, from nothing and from the answer before.
/// </summary>
internal static class AllocateCommand
{
    /// <summary>Solves the instance; 1 where the arguments or the instance cannot be read.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length is not (1 or 2) || Read(arguments[0]) is not { } problem)
            return 1;

        // Once before the clock starts, so that the time to solve does not contain that of compiling the solver.
        Allocation.Solve(InstanceGenerator.Generate(300, 120, seed: 1));
        var begun = Stopwatch.GetTimestamp();
        var allocation = Allocation.Solve(problem);
        var solve = Stopwatch.GetElapsedTime(begun);

        if (arguments.Length == 2)
            InstanceWriter.WriteSolution(arguments[1], problem, allocation.Carried);
        Print(allocation.Points, allocation.Carried, solve);
        return 0;
    }

    /// <summary>Solves the instance and checks the proof; 1 where it cannot be read or is not proved the best.</summary>
    public static int Certify(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length != 1 || Read(arguments[0]) is not { } problem)
            return 1;
        var allocation = Allocation.Solve(problem);
        var faults = Certificate.Check(problem, allocation);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"objective\":{allocation.Points},\"pairs\":{problem.Pairs},\"steps\":{allocation.Pivots},\"certified\":{(faults.Count == 0 ? "true" : "false")}}}"));
        foreach (var fault in faults.Take(10))
            Console.Error.WriteLine(fault);
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Asks for a tenth more of one need after another; 1 where the instance cannot be read or the two ways differ.</summary>
    public static int Again(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length != 1 || Read(arguments[0]) is not { } problem)
            return 1;
        List<(double Cold, double Warm)> times = [];
        var allocation = Allocation.Solve(problem);
        for (var change = 0; change < 9; change++)
        {
            problem = problem with { TrancheAmount = [.. problem.TrancheAmount] };
            var need = change * 977 % problem.Needs;
            for (var tranche = problem.FirstTranche[need]; tranche < problem.FirstTranche[need + 1]; tranche++)
                problem.TrancheAmount[tranche] += problem.TrancheAmount[tranche] / 10;
            var begun = Stopwatch.GetTimestamp();
            allocation = Allocation.Solve(problem, start: allocation.Start);
            var warm = Stopwatch.GetElapsedTime(begun);
            begun = Stopwatch.GetTimestamp();
            var fresh = Allocation.Solve(problem);
            times.Add((Stopwatch.GetElapsedTime(begun).TotalMilliseconds, warm.TotalMilliseconds));
            if (!fresh.Carried.SequenceEqual(allocation.Carried))
            {
                Console.Error.WriteLine("From the answer before, another plan is found than from nothing.");
                return 1;
            }
        }

        var (cold, again) = (times.Select(t => t.Cold).Median(), times.Select(t => t.Warm).Median());
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"ms_from_nothing\":{cold:0.###},\"ms_again\":{again:0.###},\"ratio\":{again / cold:0.####}}}"));
        return 0;
    }

    /// <summary>One line of JSON about an answer.</summary>
    /// <param name="points">Its objective.</param>
    /// <param name="carried">What its pairs carry.</param>
    /// <param name="solve">What the solver took.</param>
    /// <param name="build">What it took to hand it the problem, where that is told apart.</param>
    internal static void Print(Int128 points, IReadOnlyList<Carried> carried, TimeSpan solve, TimeSpan? build = null)
    {
        using var process = Process.GetCurrentProcess();
        var total = DateTime.Now - process.StartTime;
        var told = build is null ? "" : string.Create(CultureInfo.InvariantCulture, $",\"ms_build\":{build.Value.TotalMilliseconds:0.###}");
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"objective\":{points},\"shipped\":{carried.Sum(c => c.Amount)},\"ms_solve\":{solve.TotalMilliseconds:0.###},\"ms_total\":{total.TotalMilliseconds:0.#}{told}}}"));
    }

    /// <summary>The instance; null, and the reason on standard error, where it cannot be read.</summary>
    internal static AllocationProblem? Read(string path)
    {
        try
        {
            return InstanceReader.Read(path);
        }
        catch (Exception failed) when (failed is InstanceException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failed.Message);
            return null;
        }
    }
}
