using System.Diagnostics;
using Matchmaking.Testing;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// The command <c>referee &lt;instance&gt;</c>: solves an instance with OR-Tools and prints the same line of JSON as
/// <c>allocate</c>. <c>ms_solve</c> is the call that solves, in which OR-Tools builds its graph; <c>ms_build</c> is what it
/// takes to hand it the arcs.
/// </summary>
internal static class RefereeCommand
{
    /// <summary>Solves the instance; 1 where the arguments or the instance cannot be read.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length != 1 || AllocateCommand.Read(arguments[0]) is not { } problem)
            return 1;

        // Once before the clock starts, as for ours: the native code is loaded and its calls compiled.
        using (var first = new Referee(InstanceGenerator.Generate(300, 120, seed: 1)))
            first.Solve();
        var begun = Stopwatch.GetTimestamp();
        using var referee = new Referee(problem);
        var build = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        referee.Solve();
        var solve = Stopwatch.GetElapsedTime(begun);

        AllocateCommand.Print(referee.Points, referee.Carried(), solve, build);
        return 0;
    }
}
