namespace Matchmaking.Allocating;

/// <summary>Limits to what some pairs of a capacity carry between them, such as all those with needs of one State. A pair has one such limit or none.</summary>
/// <param name="PairFrom">From where each pair carries: its capacity's number, or the number of capacities plus that of its share.</param>
/// <param name="Capacity">The capacity of each share.</param>
/// <param name="Ceiling">The most that the pairs of each share may carry in all, 0 or more.</param>
public sealed record PairShares(int[] PairFrom, int[] Capacity, long[] Ceiling)
{
    /// <summary>How many shares there are.</summary>
    public int Count => Capacity.Length;

    /// <summary>Throws where a share is not of its pairs' capacity: the search does not look.</summary>
    /// <exception cref="ArgumentException">The arrays do not fit together, or do not fit the problem.</exception>
    internal void Check(AllocationProblem problem)
    {
        if (PairFrom.Length != problem.Pairs || Ceiling.Length != Count)
            throw new ArgumentException("Shares tell of other pairs.");
        for (var pair = 0; pair < PairFrom.Length; pair++)
        {
            var (from, capacity) = (PairFrom[pair], problem.PairCapacity[pair]);
            if (from != capacity && ((uint)(from - problem.Capacities) >= (uint)Count || Capacity[from - problem.Capacities] != capacity))
                throw new ArgumentException($"Pair {pair} carries from {from}, which is not of its capacity {capacity}.");
        }
    }
}
