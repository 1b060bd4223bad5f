using System.Globalization;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>The command <c>instance &lt;needs&gt; &lt;capacities&gt; &lt;file&gt; [--seed n]</c>: writes a generated instance.</summary>
internal static class InstanceCommand
{
    /// <summary>Writes the instance; 1 where the arguments cannot be read.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var seed = 1UL;
        var seeded = arguments is [_, _, _, "--seed", var text] && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
        if ((arguments.Length != 3 && !seeded)
            || !Number(arguments[0], out var needs) || !Number(arguments[1], out var capacities) || needs == 0 || capacities == 0)
        {
            Console.Error.WriteLine("Say: instance <needs> <capacities> <file> [--seed <n>]");
            return 1;
        }

        InstanceWriter.Write(arguments[2], InstanceGenerator.Generate(needs, capacities, seed));
        return 0;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
