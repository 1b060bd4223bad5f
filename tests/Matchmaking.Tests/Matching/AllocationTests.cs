using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Allocating;

namespace Matchmaking.Tests.Matching;

/// <summary>The exact allocation: feasible, proved the best, unique, and the same whatever the order or the start.</summary>
public sealed class AllocationTests
{
    /// <summary>Random problems with small numbers, so that points tie and amounts collide.</summary>
    private static readonly Arbitrary<AllocationProblem> Any = Arb.From(
        from needs in Gen.Choose(0, 7)
        from slices in Gen.Choose(0, 3)
        from amounts in Gen.Choose(0, 9).Select(x => (long)x).ArrayOf(needs * slices)
        from priorities in Gen.Choose(0, 6).ArrayOf(needs * slices)
        from capacities in Gen.Choose(0, 9).Select(x => (long)x).ArrayOf(5)
        from pairs in (from capacity in Gen.Choose(0, 4) from fit in Gen.Choose(0, 6) from ceiling in Gen.Choose(0, 9) select (capacity, fit, ceiling)).ArrayOf().ArrayOf(needs)
        let rows = pairs.Select(row => row.DistinctBy(p => p.capacity).ToArray()).ToArray()
        let all = rows.SelectMany(row => row).ToArray()
        select new AllocationProblem(
            [.. Enumerable.Range(0, needs + 1).Select(i => i * slices)],
            amounts,
            slices == 0 ? [] : [.. priorities.Chunk(slices).SelectMany(row => row.OrderDescending())],
            [.. rows.Aggregate(new List<int> { 0 }, (first, row) => [.. first, first[^1] + row.Length])],
            [.. all.Select(p => p.capacity)],
            [.. all.Select(p => p.fit)],
            [.. all.Select(p => (long)p.ceiling)],
            capacities)
        { NeedLot = [.. Enumerable.Range(0, needs).Select(i => Lots.Number($"n{i}"))], CapacityLot = [.. Enumerable.Range(0, 5).Select(j => Lots.Number($"c{j}"))] });

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void A_plan_is_feasible_and_certified_the_best() => Prop.ForAll(Any, problem =>
    {
        var forbidden = Enumerable.Range(0, problem.Pairs).Where(i => i % 5 == 4).ToList();
        Assert.Empty(Certificate.Check(problem, Allocation.Solve(problem, forbidden), forbidden));
    }).Check(Often);

    [Fact]
    public void The_best_of_all_plans_is_found()
    {
        var small = Arb.From(Any.Generator.Where(p => p.Pairs is > 0 and <= 5 && p.PairCeiling.Max() <= 6));
        Prop.ForAll(small, problem =>
        {
            var best = Enumerate(problem, 0, []).Max(plan => Allocation.PointsOf(problem, plan));
            Assert.Equal(best, Allocation.Solve(problem).Points);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_search_that_is_given_up_before_its_first_pass_begins_from_nothing()
    {
        // Both pairs carry something at the start and close a cycle; that alone takes more steps than there is patience for.
        var problem = new AllocationProblem([0, 1, 2], [10, 10], [9, 1], [0, 1, 2], [0, 0], [0, 0], [10, 3], [5]);
        var start = new AllocationStart([new(0, 0, 1, false), new(1, 1, 3, false)], [], []);

        var allocation = new NetworkSimplex(problem) { Patience = 0 }.Solve([], start);

        Assert.Empty(Certificate.Check(problem, allocation));
        Assert.Equal(45, allocation.Points);
    }

    [Fact]
    public void Arrays_that_do_not_fit_together_are_refused_before_they_are_read()
    {
        Assert.Throws<ArgumentException>(() => Allocation.Solve(new([0, 1], [5], [1], [0, 1], [2_000_000_000], [1], [5], [5])));
        Assert.Throws<ArgumentException>(() => Allocation.Solve(new([0, 1], [5], [1], [0, 1], [-1], [1], [5], [5])));
        Assert.Throws<ArgumentException>(() => Allocation.Solve(new([0, 1], [5], [1], [0, 2], [0], [1], [5], [5])));
        Assert.Throws<ArgumentException>(() => Allocation.Solve(new([0, 1], [5], [1], [1, 1], [0], [1], [5], [5])));
        Assert.Throws<ArgumentException>(() => Allocation.Solve(new([0, 1, 1], [5], [1], [0, 1], [0], [1], [5], [5])));
    }

    [Fact]
    public void Neither_order_nor_start_shows_in_the_plan() => Prop.ForAll(Any, Any, Gen.Choose(0, 1000).ToArbitrary(), (problem, other, seed) =>
    {
        var expected = Named(problem, Allocation.Solve(problem));
        var shuffled = Shuffled(problem, new Random(seed), out var needs, out var capacities);
        var got = Named(shuffled, Allocation.Solve(shuffled), needs, capacities);
        Assert.Equal(expected, got);
        var foreign = Allocation.Solve(other).Start;
        var start = new AllocationStart(
            [
                .. foreign.Pairs.Where(p => p.Need < problem.Needs && problem.FirstPair[p.Need] < problem.FirstPair[p.Need + 1]).Select(p => p with { Pair = problem.FirstPair[p.Need] }),
                .. Enumerable.Range(0, problem.Needs).SelectMany(n => Enumerable.Range(problem.FirstPair[n], problem.FirstPair[n + 1] - problem.FirstPair[n]).Select(p => new StartPair(n, p, 0, true))),
            ],
            [], []);
        Assert.Equal(expected, Named(problem, Allocation.Solve(problem, start: start)));
        Assert.Equal(expected, Named(problem, new NetworkSimplex(problem) { Patience = 0 }.Solve([], start)));
        Assert.Equal(expected, Named(problem, Allocation.Solve(problem, start: Allocation.Solve(problem).Start)));
    }).Check(Often);

    [Fact]
    public void A_solved_problem_is_solved_again_in_hardly_a_step()
    {
        var random = new Random(7);
        var problem = Large(random, 60, 25);
        var allocation = Allocation.Solve(problem);
        Assert.Empty(Certificate.Check(problem, allocation));
        Assert.True(allocation.Pivots > 50);
        Assert.InRange(Allocation.Solve(problem, start: allocation.Start).Pivots, 0, allocation.Pivots / 50);
    }

    [Fact]
    public void A_larger_problem_that_changed_a_little_takes_few_steps()
    {
        var random = new Random(8);
        var problem = Large(random, 400, 150);
        var allocation = Allocation.Solve(problem);
        Assert.Empty(Certificate.Check(problem, allocation));
        var forbidden = allocation.Carried.Take(3).Select(c => c.Pair).ToList();
        var (cold, warm) = (Allocation.Solve(problem, forbidden), Allocation.Solve(problem, forbidden, allocation.Start));
        Assert.Empty(Certificate.Check(problem, warm, forbidden));
        Assert.Equal(cold.Carried, warm.Carried);
        Assert.True(warm.Pivots * 10 < cold.Pivots, $"{warm.Pivots} steps instead of {cold.Pivots}");
    }

    [Fact]
    public void A_capacity_more_never_earns_less() => Prop.ForAll(Any, Gen.Choose(0, 4).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (problem, capacity, amount) =>
    {
        var more = problem with { CapacityAmount = [.. problem.CapacityAmount] };
        more.CapacityAmount[capacity] += amount;
        Assert.True(Allocation.Solve(more).Points >= Allocation.Solve(problem).Points);
    }).Check(Often);

    [Fact]
    public void A_higher_priority_never_lowers_a_needs_cover() => Prop.ForAll(Any, Gen.Choose(0, 6).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (problem, need, more) =>
    {
        if (need >= problem.Needs)
            return;
        // With ties set aside: every number differs in points by far more than lots could make up.
        var before = Untied(problem);
        var after = before with { TranchePriority = [.. before.TranchePriority] };
        for (var t = after.FirstTranche[need]; t < after.FirstTranche[need + 1]; t++)
            after.TranchePriority[t] += more * 1000;
        long Cover(AllocationProblem p) => Allocation.Solve(p).Carried.Where(c => c.Need == need).Sum(c => c.Amount);
        Assert.True(Cover(after) >= Cover(before));
    }).Check(Often);

    [Fact]
    public void The_dollar_that_counts_most_is_given_first()
    {
        // Two needs of 10 in two tranches (priority 9, then 1), one capacity of 12 that fits n0 with 5 and n1 with 4:
        // 5 to n0 (14 points), 5 to n1 (13), then 2 more to n0 (6).
        var problem = new AllocationProblem([0, 2, 4], [5, 5, 5, 5], [9, 1, 9, 1], [0, 1, 2], [0, 0], [5, 4], [10, 10], [12]);
        Assert.Equal([new(0, 0, 7), new(1, 1, 5)], Allocation.Solve(problem).Carried);
    }

    [Fact]
    public void A_capacity_goes_where_nobody_else_can_help()
    {
        // c0 fits n0 better (9 against 8), but n0 has c1 too (fit 7), and n1 has nobody else: 8 + 7 is more than 9 alone.
        var problem = new AllocationProblem([0, 1, 2], [5, 5], [1, 1], [0, 2, 3], [0, 1, 0], [9, 7, 8], [5, 5, 5], [5, 5]);
        Assert.Equal([new(0, 1, 5), new(1, 2, 5)], Allocation.Solve(problem).Carried);
    }

    [Fact]
    public void A_certificate_finds_a_plan_that_is_not_the_best()
    {
        var problem = new AllocationProblem([0, 1, 2], [5, 5], [1, 1], [0, 2, 3], [0, 1, 0], [9, 7, 8], [5, 5, 5], [5, 5]);
        var other = problem with { PairFit = [9, 0, 1] };
        Assert.NotEmpty(Certificate.Check(problem, Allocation.Solve(other)));
    }

    private static AllocationProblem Untied(AllocationProblem problem) => problem with
    {
        PairFit = [.. problem.PairFit.Select((fit, i) => (fit * 10_000) + (37 * i * i % 997))],
        TranchePriority = [.. problem.TranchePriority.Select(priority => priority * 10_000)],
    };

    private static AllocationProblem Large(Random random, int needs, int capacities)
    {
        List<int> capacity = [], fit = [], first = [0];
        List<long> ceiling = [];
        for (var need = 0; need < needs; need++)
        {
            for (var c = 0; c < capacities; c++)
            {
                if (random.Next(5) > 0)
                    continue;
                capacity.Add(c);
                fit.Add(random.Next(40) * 25);
                ceiling.Add(random.Next(1, 900));
            }

            first.Add(capacity.Count);
        }

        return new(
            [.. Enumerable.Range(0, needs + 1).Select(i => i * 4)],
            [.. Enumerable.Range(0, needs * 4).Select(_ => (long)random.Next(300))],
            [.. Enumerable.Range(0, needs).SelectMany(_ => random.Next(100, 1000) is var p ? new[] { p, p * 7 / 10, p * 4 / 10, p * 2 / 10 } : [])],
            [.. first], [.. capacity], [.. fit], [.. ceiling],
            [.. Enumerable.Range(0, capacities).Select(_ => (long)random.Next(2000))]);
    }

    /// <summary>Every feasible plan, one unit at a time.</summary>
    private static IEnumerable<List<Carried>> Enumerate(AllocationProblem problem, int pair, List<Carried> carried)
    {
        if (pair == problem.Pairs)
            return [carried];
        var need = Enumerable.Range(0, problem.Needs).First(n => problem.FirstPair[n + 1] > pair);
        var room = Math.Min(
            problem.Asked(need) - carried.Where(c => c.Need == need).Sum(c => c.Amount),
            problem.CapacityAmount[problem.PairCapacity[pair]] - carried.Where(c => problem.PairCapacity[c.Pair] == problem.PairCapacity[pair]).Sum(c => c.Amount));
        return Enumerable.Range(0, (int)Math.Max(0, Math.Min(room, problem.PairCeiling[pair])) + 1)
            .SelectMany(amount => Enumerate(problem, pair + 1, amount == 0 ? carried : [.. carried, new(need, pair, amount)]));
    }

    private static List<string> Named(AllocationProblem problem, Allocation allocation, int[]? needs = null, int[]? capacities = null) =>
        [.. allocation.Carried.Select(c => $"{(needs is null ? c.Need : needs[c.Need])} {(capacities is null ? problem.PairCapacity[c.Pair] : capacities[problem.PairCapacity[c.Pair]])} {c.Amount}").Order(StringComparer.Ordinal)];

    private static AllocationProblem Shuffled(AllocationProblem problem, Random random, out int[] needs, out int[] capacities)
    {
        var needOrder = needs = [.. Enumerable.Range(0, problem.Needs)];
        var capacityOrder = capacities = [.. Enumerable.Range(0, problem.Capacities)];
        random.Shuffle(needOrder);
        random.Shuffle(capacityOrder);
        var pairs = needOrder.Select(need =>
        {
            var row = Enumerable.Range(problem.FirstPair[need], problem.FirstPair[need + 1] - problem.FirstPair[need]).ToArray();
            random.Shuffle(row);
            return row;
        }).ToList();
        int[] all = [.. pairs.SelectMany(row => row)];
        var tranches = needOrder.Select(need => Enumerable.Range(problem.FirstTranche[need], problem.FirstTranche[need + 1] - problem.FirstTranche[need])).SelectMany(t => t).ToList();
        var slices = problem.Needs == 0 ? 0 : problem.FirstTranche[1];
        return new(
            [.. Enumerable.Range(0, problem.Needs + 1).Select(i => i * slices)],
            [.. tranches.Select(t => problem.TrancheAmount[t])],
            [.. tranches.Select(t => problem.TranchePriority[t])],
            [.. pairs.Aggregate(new List<int> { 0 }, (first, row) => [.. first, first[^1] + row.Length])],
            [.. all.Select(p => Array.IndexOf(capacityOrder, problem.PairCapacity[p]))],
            [.. all.Select(p => problem.PairFit[p])],
            [.. all.Select(p => problem.PairCeiling[p])],
            [.. capacityOrder.Select(j => problem.CapacityAmount[j])])
        {
            NeedLot = [.. needOrder.Select(i => problem.NeedLot![i])],
            CapacityLot = [.. capacityOrder.Select(j => problem.CapacityLot![j])],
        };
    }
}
