using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

/// <summary>The seam itself: whatever stands behind it must pass these.</summary>
public sealed class AllocationTests
{
    /// <summary>Random problems: needs with tranches, capacities, and pairs grouped by need with the best fit first.</summary>
    private static readonly Arbitrary<AllocationProblem> Any = Arb.From(
        from needs in Gen.Choose(0, 6)
        from slices in Gen.Choose(1, 3)
        from amounts in Gen.Choose(0, 9).Select(x => (long)x).ArrayOf(needs * slices)
        from priorities in Gen.Choose(0, 20).ArrayOf(needs * slices)
        from capacities in Gen.Choose(1, 9).Select(x => (long)x).ArrayOf(4)
        from pairs in (from capacity in Gen.Choose(0, 3) from fit in Gen.Choose(1, 20) from ceiling in Gen.Choose(1, 9) select (capacity, fit, ceiling)).ArrayOf().ArrayOf(needs)
        let rows = pairs.Select(row => row.DistinctBy(p => p.capacity).OrderByDescending(p => p.fit).ThenBy(p => p.capacity).ToArray()).ToArray()
        let all = rows.SelectMany(row => row).ToArray()
        select new AllocationProblem(
            [.. Enumerable.Range(0, needs + 1).Select(i => i * slices)],
            amounts,
            [.. priorities.Chunk(slices).SelectMany(row => row.OrderDescending())],
            [.. rows.Aggregate(new List<int> { 0 }, (first, row) => [.. first, first[^1] + row.Length])],
            [.. all.Select(p => p.capacity)],
            [.. all.Select(p => p.fit)],
            [.. all.Select(p => (long)p.ceiling)],
            capacities));

    [Fact]
    public void An_allocation_is_feasible_and_maximal() => Prop.ForAll(Any, problem =>
    {
        var usable = Enumerable.Range(0, problem.Pairs).Select(i => i % 5 != 4).ToArray();
        var carried = Allocation.Solve(problem, usable);
        var capacityLeft = problem.CapacityAmount.ToArray();
        for (var i = 0; i < problem.Pairs; i++)
            capacityLeft[problem.PairCapacity[i]] -= carried[i];
        Assert.All(capacityLeft, left => Assert.True(left >= 0));
        for (var need = 0; need < problem.Needs; need++)
        {
            var open = problem.TrancheAmount[problem.FirstTranche[need]..problem.FirstTranche[need + 1]].Sum()
                - carried[problem.FirstPair[need]..problem.FirstPair[need + 1]].Sum();
            Assert.True(open >= 0);
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                Assert.InRange(carried[pair], 0, usable[pair] ? problem.PairCeiling[pair] : 0);
                Assert.False(usable[pair] && open > 0 && carried[pair] < problem.PairCeiling[pair] && capacityLeft[problem.PairCapacity[pair]] > 0);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_dollar_that_counts_most_is_given_first()
    {
        // Two needs of 10 in two tranches (priority 9, then 1), one capacity of 12 that fits n0 with 5 and n1 with 4:
        // 5 to n0 (14 points), 5 to n1 (13), then 2 more to n0 (6).
        var problem = new AllocationProblem([0, 2, 4], [5, 5, 5, 5], [9, 1, 9, 1], [0, 1, 2], [0, 0], [5, 4], [10, 10], [12]);
        Assert.Equal([7, 5], Allocation.Solve(problem, [true, true]));
    }

    [Fact]
    public void Equal_points_go_to_the_lower_numbers()
    {
        var problem = new AllocationProblem([0, 1, 2], [5, 5], [9, 9], [0, 2, 4], [0, 1, 0, 1], [5, 5, 5, 5], [9, 9, 9, 9], [4, 3]);
        Assert.Equal([4, 1, 0, 2], Allocation.Solve(problem, [true, true, true, true]));
    }
}
