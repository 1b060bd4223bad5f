using Matchmaking.Allocating;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>Writes instances and solutions as text.</summary>
internal static class InstanceWriter
{
    /// <summary>Writes an instance.</summary>
    public static void Write(string path, AllocationProblem problem)
    {
        using var text = new DigitBuffer(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0));
        foreach (var character in "p alloc ")
            text.Put(character);
        text.Put(problem.Needs, ' ');
        text.Put(problem.CapacityAmount.Length, ' ');
        text.Put(problem.Pairs, '\n');
        for (var i = 0; i < problem.Needs; i++)
        {
            Begin(text, 'n');
            var (t, last) = (problem.FirstTranche[i], problem.FirstTranche[i + 1]);
            for (text.Put(i, t < last ? ' ' : '\n'); t < last; t++)
            {
                text.Put(problem.TrancheAmount[t], ':');
                text.Put(problem.TranchePriority[t], t + 1 < last ? ' ' : '\n');
            }
        }

        for (var j = 0; j < problem.CapacityAmount.Length; j++)
        {
            Begin(text, 'c');
            text.Put(j, ' ');
            text.Put(problem.CapacityAmount[j], '\n');
        }

        for (var i = 0; i < problem.Needs; i++)
        {
            for (var pair = problem.FirstPair[i]; pair < problem.FirstPair[i + 1]; pair++)
            {
                Begin(text, 'e');
                text.Put(i, ' ');
                text.Put(problem.PairCapacity[pair], ' ');
                text.Put(problem.PairFit[pair], ' ');
                text.Put(problem.PairCeiling[pair], '\n');
            }
        }
    }

    /// <summary>Writes what each pair carries, where it carries anything.</summary>
    public static void WriteSolution(string path, AllocationProblem problem, IEnumerable<Carried> carried)
    {
        using var text = new DigitBuffer(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0));
        foreach (var (need, pair, amount) in carried)
        {
            Begin(text, 'x');
            text.Put(need, ' ');
            text.Put(problem.PairCapacity[pair], ' ');
            text.Put(amount, '\n');
        }
    }

    private static void Begin(DigitBuffer text, char kind)
    {
        text.Put(kind);
        text.Put(' ');
    }
}
