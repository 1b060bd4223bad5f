using System.Diagnostics;
using System.Globalization;
using Matchmaking.Matching;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// The command <c>allocate &lt;instance&gt; [solution]</c>: reads an instance, solves it, and prints one line of JSON.
/// <c>ms_solve</c> is the solver alone; <c>ms_total</c> counts from the start of the process, as the system gives it (to a
/// hundredth of a second), to the end of the solution file.
/// </summary>
internal static class AllocateCommand
{
    /// <summary>Solves the instance; 1 where the arguments or the instance cannot be read.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length is not (1 or 2))
        {
            Console.Error.WriteLine("Say: allocate <instance> [solution]");
            return 1;
        }

        AllocationProblem problem;
        try
        {
            problem = InstanceReader.Read(arguments[0]);
        }
        catch (Exception failed) when (failed is InstanceException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failed.Message);
            return 1;
        }

        // Once before the clock starts, so that the time to solve does not contain that of compiling the solver.
        Solve(TinyInstance.Problem);
        var begun = Stopwatch.GetTimestamp();
        var carried = Solve(problem);
        var solve = Stopwatch.GetElapsedTime(begun);

        if (arguments.Length == 2)
            InstanceWriter.WriteSolution(arguments[1], problem, carried);
        var (objective, shipped) = PlanValue.Of(problem, carried);
        using var process = Process.GetCurrentProcess();
        var total = DateTime.Now - process.StartTime;
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"objective\":{objective},\"shipped\":{shipped},\"ms_solve\":{solve.TotalMilliseconds:0.###},\"ms_total\":{total.TotalMilliseconds:0.#}}}"));
        return 0;
    }

    private static long[] Solve(AllocationProblem problem)
    {
        var usable = new bool[problem.Pairs];
        usable.AsSpan().Fill(true);
        return Allocation.Solve(problem, usable);
    }
}
