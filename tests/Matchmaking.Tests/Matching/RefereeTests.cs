using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Allocating;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Matching;

/// <summary>
/// Our allocation earns exactly as many points as the plan of a solver that others wrote, with another method. Neither is
/// trusted more than the other; both being wrong by the same number is not to be expected.
/// </summary>
public sealed class RefereeTests
{
    private const long Much = 1_000_000_000_000;

    private static readonly ProblemKind[] Kinds =
    [
        new("a small market"),
        new("a larger market") { Needs = 60, Capacities = 25, Eligible = 20 },
        new("everything is eligible") { Eligible = 100 },
        new("many ties") { Amount = r => r.Next(10), Ceiling = r => r.Next(10), Points = r => r.Next(3) },
        new("equal points") { Points = _ => 7 },
        new("nothing earns a point") { Points = _ => 0 },
        new("ceilings of nothing or one") { Ceiling = r => r.Next(2) },
        new("slots") { Amount = r => r.Next(4), Ceiling = r => r.Next(1, 3) },
        new("needs without pairs, capacities that nobody may have") { Eligible = 5 },
        new("chains") { Needs = 40, Capacities = 40, Tranches = 1, InChains = true, Ceiling = r => r.Next(1, 400) },
        new("two parts of one capacity") { Copies = 2 },
        new("shares of States") { Groups = 3 },
        new("shares of States in a larger market") { Needs = 60, Capacities = 25, Eligible = 30, Groups = 5, Ceiling = r => r.Next(600) },
        new("shares of States, many ties") { Groups = 2, Amount = r => r.Next(10), Ceiling = r => r.Next(10), Points = r => r.Next(3) },
        new("shares of States and two parts of one capacity") { Groups = 3, Copies = 2 },
        new("one capacity for many needs") { Needs = 200, Capacities = 1, Eligible = 90 },
        new("many capacities for one need") { Needs = 1, Capacities = 200, Eligible = 90 },
        new("next to nothing, and more than anybody has") { Amount = r => r.Next(2) == 0 ? r.Next(3) : r.NextInt64(Much), Ceiling = r => r.NextInt64(Much) },
        // 48 tranches come into the referee's hub, which must stay below 2^63.
        new("amounts of every magnitude") { Amount = r => 1L << r.Next(57), Ceiling = r => 1L << r.Next(57), Points = r => r.Next(10_001) },
        new("huge amounts") { Amount = r => (1L << 57) - r.Next(3), Ceiling = r => (1L << 57) - r.Next(3), Points = r => 10_000 - r.Next(3) },
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Points_are_those_of_OR_Tools(string name)
    {
        var kind = Kinds.Single(kind => kind.Name == name);
        var any = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => kind.Draw(new Random(seed))));
        Prop.ForAll(any, problem =>
        {
            using var referee = new Referee(problem);
            referee.Solve();
            Assert.Equal(referee.Points, Allocation.Solve(problem).Points);
            // Counting is refereed too: the same plan, the same points.
            Assert.Equal(referee.Points, Allocation.PointsOf(problem, referee.Carried()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Points_are_those_of_OR_Tools_where_pairs_are_forbidden()
    {
        var any = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => Kinds[0].Draw(new Random(seed))));
        Prop.ForAll(any, problem =>
        {
            var forbidden = Enumerable.Range(0, problem.Pairs).Where(pair => pair % 3 == 0).ToHashSet();
            var without = problem with { PairCeiling = [.. problem.PairCeiling.Select((ceiling, pair) => forbidden.Contains(pair) ? 0 : ceiling)] };
            using var referee = new Referee(without);
            referee.Solve();
            Assert.Equal(referee.Points, Allocation.Solve(problem, forbidden).Points);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_problem_beyond_the_referees_numbers_is_refused_rather_than_misjudged()
    {
        // Both tranches lead to the hub: 2^63 in all.
        var problem = new AllocationProblem([0, 2], [1L << 62, 1L << 62], [2, 1], [0, 2], [0, 1], [1, 1], [1L << 62, 1L << 62], [1L << 62, 1L << 62]);
        using var referee = new Referee(problem);
        Assert.Throws<InvalidOperationException>(referee.Solve);
    }
}
