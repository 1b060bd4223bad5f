using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>Which promises their capacities still bear, and why not.</summary>
public sealed class BrokenLineTests
{
    private static readonly FixedLine Promise = new("n1", "c1", 400_000) { YesAt = Then, Partner = Id("NOR"), ProposalId = "p1" };

    public static TheoryData<string, string, Func<MarketInput, MarketInput>> Cases => new()
    {
        { "cut below it", "promise.part_left", Offered(d => d with { AmountUsd = 300_000 }) },
        { "gone", "capacity_open.withdrawn", input => input with { Capacities = [] } },
        { "closed", "capacity_open.withdrawn", input => input with { Capacities = [.. input.Capacities.Select(c => c with { Status = DeclarationStatus.Withdrawn })] } },
        { "moved to another pillar", "pillar.not_served", Offered(d => d with { Pillars = [Pillar.VictimAssistance] }) },
        { "of another kind", "kind.not_asked", Offered(d => d with { Kind = AssistanceKind.Training, AmountUsd = null, Slots = 400_000 }) },
        { "no longer for the State", "place.elsewhere", Offered(d => d with { Places = new() { States = [Id("TCD")] } }) },
        { "excluding the State", "place.state_excluded", Offered(d => d with { Places = new() { Anywhere = true, ExcludedStates = [Id("SDN")] } }) },
        { "of a partner now unwanted", "unwanted_partner.listed", Asked(d => d with { UnwantedPartners = [Id("NOR")] }) },
        { "ended", "period.capacity_over", Offered(d => d with { Period = new(new(2025, 1, 1), Today.AddDays(-1)) }) },
        { "in another period", "period.apart", Offered(d => d with { Period = new(new(2029, 1, 1), new(2029, 12, 31)) }) },
        { "for another convention", "convention.other", Offered(d => d with { Conventions = [Convention.Ccm] }) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_promise_falls_when_its_capacity_or_need_no_longer_bears_it(string what, string code, Func<MarketInput, MarketInput> change)
    {
        var before = Input([Need()], [Capacity()], Promise);
        Assert.Empty(BrokenLine.Of(before, Today).Broken);
        var (borne, broken) = BrokenLine.Of(change(before), Today);
        Assert.Equal((code, Promise), (Assert.Single(broken).Because.Code, broken[0].Line));
        Assert.Equal(what == "cut below it" ? 300_000 : 0, borne.Sum(line => line.Amount));
        Assert.Equal(what == "cut below it" ? 300_000 : 0, broken[0].Borne);
        Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(broken[0].Because, language)));
    }

    [Fact]
    public void What_falls_is_open_again_and_what_is_borne_in_part_still_counts()
    {
        var input = Input([Need()], [Capacity(with: d => d with { AmountUsd = 300_000 }), Capacity("c2", "org-one")], Promise);
        Assert.Equal([("c2", 700_000L)], Matcher.Match(input, Whole, Today).Lines.Where(l => l.Amount is not null).Select(l => (l.CapacityId, l.Amount!.Value)));
        var moved = Offered(d => d with { Pillars = [Pillar.Advocacy] }, "c1")(input);
        Assert.Equal([("c2", 1_000_000L)], Matcher.Match(moved, Whole, Today).Lines.Where(l => l.Amount is not null).Select(l => (l.CapacityId, l.Amount!.Value)));
    }

    [Fact]
    public void The_latest_yes_falls_first_and_what_is_only_held_before_it()
    {
        var input = Input(
            [Need("n1"), Need("n2", "TCD"), Need("n3", "KHM")],
            [Capacity(with: d => d with { AmountUsd = 700_000 })],
            new FixedLine("n1", "c1", 300_000) { YesAt = Then.AddDays(2) }, new FixedLine("n2", "c1", 300_000), new FixedLine("n3", "c1", 300_000) { YesAt = Then.AddDays(1) });
        Assert.Equal([("n2", 100_000L)], Broken(input));
        Assert.Equal([("n1", 200_000L), ("n2", 0)], Broken(Offered(d => d with { AmountUsd = 500_000 })(input)));
        Assert.Equal([("n1", 0L), ("n2", 0), ("n3", 200_000)], Broken(Offered(d => d with { AmountUsd = 200_000 })(input)));

        static IEnumerable<(string, long)> Broken(MarketInput input) => BrokenLine.Of(input, Today).Broken.Select(line => (line.Line.NeedId, line.Borne));
    }

    [Fact]
    public void A_capacity_that_ends_when_the_need_has_ended_has_kept_its_word()
    {
        var ended = new Period(new(2025, 1, 1), Today.AddDays(-1));
        Assert.Empty(BrokenLine.Of(Asked(d => d with { Period = ended })(Offered(d => d with { Period = ended })(Input([Need()], [Capacity()], Promise))), Today).Broken);
        // Of a need that is withdrawn nothing is owed.
        Assert.Empty(BrokenLine.Of(Input([Need() with { Status = DeclarationStatus.Withdrawn }], [], Promise), Today).Broken);
    }

    [Fact]
    public void Every_line_to_an_open_need_is_borne_or_told_and_no_capacity_bears_more_than_it_is() => Prop.ForAll(Promised, input =>
    {
        var (borne, broken) = BrokenLine.Of(input, Today);
        var open = input.Needs.Where(n => n.Status == DeclarationStatus.Open).Select(n => n.Id).ToHashSet();
        Assert.Equal(
            input.Promised.Where(l => open.Contains(l.NeedId)).Sum(l => l.Amount ?? 0),
            borne.Sum(l => l.Amount ?? 0) + broken.Sum(l => (l.Line.Amount ?? 0) - l.Borne));
        Assert.All(input.Capacities, capacity => Assert.True(borne.Where(l => l.CapacityId == capacity.Id).Sum(l => l.Amount ?? 0) <= capacity.Declaration.Amount));
        Assert.All(broken, line => Assert.True(line.Line.Amount is null || line.Borne < line.Line.Amount));
        // Nothing that was said yes to later takes from what was said yes to before.
        Assert.All(broken.Where(l => l.Because.Code is "promise.part_left" or "promise.nothing_left"), fallen => Assert.DoesNotContain(
            borne, l => l.CapacityId == fallen.Line.CapacityId && l.Amount > 0 && (l.YesAt ?? DateTimeOffset.MaxValue) > (fallen.Line.YesAt ?? DateTimeOffset.MaxValue)));
        var again = input with { Promised = [.. input.Promised.Reverse()], Capacities = [.. input.Capacities.Reverse()] };
        Assert.Equal(broken.Select(Text), BrokenLine.Of(again, Today).Broken.Select(Text));
        // What is borne is borne: looked at alone, nothing of it falls.
        Assert.Empty(BrokenLine.Of(input with { Promised = borne }, Today).Broken);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string Text(BrokenLine line) => $"{line.Line} {line.Borne} {line.Because.Key()}";

    private static Arbitrary<MarketInput> Promised { get; } = Arb.From(
        from input in Any.Generator
        from lines in (from need in Gen.Choose(0, 9)
                       from capacity in Gen.Choose(0, 9)
                       from amount in Gen.Choose(0, 40)
                       from yes in Gen.Choose(-2, 5)
                       select new FixedLine($"n{need}", $"c{capacity}", amount == 0 ? null : amount) { YesAt = yes < 0 ? null : Then.AddDays(yes), Partner = Id("NOR") }).ListOf(12)
        select input with { Promised = [.. lines.DistinctBy(l => (l.NeedId, l.CapacityId))] });

    private static Func<MarketInput, MarketInput> Offered(Func<CapacityDeclaration, CapacityDeclaration> with, string id = "c1") =>
        input => input with { Capacities = [.. input.Capacities.Select(c => c.Id == id ? c with { Declaration = with(c.Declaration) } : c)] };

    private static Func<MarketInput, MarketInput> Asked(Func<NeedDeclaration, NeedDeclaration> with) =>
        input => input with { Needs = [.. input.Needs.Select(n => n with { Declaration = with(n.Declaration) })] };
}
