using Matchmaking.Allocating;

namespace Matchmaking.Tests.Matching;

/// <summary>Allocation problems of one kind, drawn at random. Whatever is not said is as on a small market.</summary>
/// <param name="Name">What is special about them.</param>
internal sealed record ProblemKind(string Name)
{
    /// <summary>The most needs.</summary>
    public int Needs { get; init; } = 12;

    /// <summary>The most capacities.</summary>
    public int Capacities { get; init; } = 8;

    /// <summary>The most tranches of a need.</summary>
    public int Tranches { get; init; } = 4;

    /// <summary>Of a hundred pairs so many are eligible.</summary>
    public int Eligible { get; init; } = 40;

    /// <summary>Whether a need can be met only by the capacities of its own number and of the next, so that giving to one moves all others along.</summary>
    public bool InChains { get; init; }

    /// <summary>How often a need and a capacity are a pair: twice where two parts of one capacity differ in fit.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>In how many groups needs are, such as by State: all pairs of a capacity with a group have a share. 0 for no shares.</summary>
    public int Groups { get; init; }

    /// <summary>Amounts of tranches and capacities.</summary>
    public Func<Random, long> Amount { get; init; } = random => random.Next(400);

    /// <summary>Ceilings of pairs.</summary>
    public Func<Random, long> Ceiling { get; init; } = random => random.Next(300);

    /// <summary>Points of pairs and tranches.</summary>
    public Func<Random, int> Points { get; init; } = random => random.Next(1001);

    /// <summary>One problem.</summary>
    public AllocationProblem Draw(Random random)
    {
        List<int> firstTranche = [0], firstPair = [0], priority = [], capacity = [], fit = [];
        List<long> asked = [], ceiling = [];
        var (needs, capacities) = (random.Next(Needs + 1), random.Next(Capacities + 1));
        for (var need = 0; need < needs; need++)
        {
            var tranches = random.Next(Tranches + 1);
            asked.AddRange(Enumerable.Range(0, tranches).Select(_ => Amount(random)));
            priority.AddRange(Enumerable.Range(0, tranches).Select(_ => Points(random)).OrderDescending());
            firstTranche.Add(asked.Count);
            for (var pair = 0; pair < capacities * Copies; pair++)
            {
                var from = pair / Copies;
                if (InChains ? from - need is not (0 or 1) : random.Next(100) >= Eligible)
                    continue;
                capacity.Add(from);
                fit.Add(Points(random));
                ceiling.Add(Ceiling(random));
            }

            firstPair.Add(capacity.Count);
        }

        var problem = new AllocationProblem(
            [.. firstTranche], [.. asked], [.. priority], [.. firstPair], [.. capacity], [.. fit], [.. ceiling],
            [.. Enumerable.Range(0, capacities).Select(_ => Amount(random))]);
        return Groups == 0 ? problem : problem with { Shares = DrawShares(problem, random) };
    }

    /// <summary>Of every capacity a share for each group of needs, but here and there none.</summary>
    public PairShares DrawShares(AllocationProblem problem, Random random)
    {
        List<int> from = [];
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
                from.Add((need + pair) % 7 == 0 ? problem.PairCapacity[pair] : problem.Capacities + (problem.PairCapacity[pair] * Groups) + (need % Groups));
        }

        var count = problem.Capacities * Groups;
        return new([.. from], [.. Enumerable.Range(0, count).Select(share => share / Groups)], [.. Enumerable.Range(0, count).Select(_ => Ceiling(random))]);
    }

    public override string ToString() => Name;
}
