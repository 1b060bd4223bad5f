using System.Globalization;

namespace Matchmaking.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Name">The benchmark, or <c>all</c>.</param>
/// <param name="Size">How large, in the benchmark's own unit; null for its default.</param>
/// <param name="Rounds">Repetitions; null for the benchmark's default.</param>
/// <param name="Clients">Concurrent clients.</param>
/// <param name="Azurite">Whether to measure against Azurite too.</param>
internal sealed record Options(string Name, int? Size, int? Rounds, int Clients, bool Azurite)
{
    /// <summary>Reads the command line; null where it cannot be read.</summary>
    public static Options? Of(string[] args)
    {
        if (args.Length == 0)
        {
            return null;
        }

        var options = new Options(args[0], null, null, Clients: 64, Azurite: false);
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--azurite")
            {
                options = options with { Azurite = true };
                continue;
            }

            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return null;
            }

            switch (args[i++])
            {
                case "--size": options = options with { Size = number }; break;
                case "--rounds": options = options with { Rounds = number }; break;
                case "--clients": options = options with { Clients = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
