using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class ScaleTests
{
    private static readonly string[] States = [.. Enumerable.Range(0, 60).Select(i => $"A{(char)('A' + (i / 26))}{(char)('A' + (i % 26))}")];

    [Fact]
    public void A_need_meets_only_capacities_of_its_pillar_kind_and_place_and_each_once()
    {
        var input = Realistic(needs: 600, capacities: 3_000);
        var index = new CapacityIndex(input.Capacities);
        var met = 0;
        for (var number = 0; number < input.Needs.Count; number++)
        {
            var (need, area) = (input.Needs[number], input.Geography.Of(input.Needs[number].State));
            var money = need.Declaration.Kinds.Contains(AssistanceKind.Funding);
            var near = index.Near(need, area, money).ToList();
            met += near.Count;
            Assert.Equal(near.Count, near.Distinct().Count());
            Assert.All(near, capacity => Assert.DoesNotContain(
                Matcher.WhyNot(need, input.Capacities[capacity], input, MatchPolicy.Standard, Today), r => r.Rule is "pillar" or "kind" or "place"));
        }

        // Counted, not timed: of 1,800,000 pairs, about one in forty is ever looked at.
        Assert.InRange(met, 1, input.Needs.Count * input.Capacities.Count / 20);
    }

    [Fact]
    public void A_capacity_that_names_a_place_or_pillar_twice_is_met_once()
    {
        var twice = Capacity("c1", "NOR", d => d with { Pillars = [Pillar.SurveyClearance, Pillar.SurveyClearance], Places = new() { States = [Id("SDN"), Id("SDN")] } });
        Assert.Equal([0], new CapacityIndex([twice]).Near(Need("n1", "SDN"), null, money: true));
    }

    [Fact]
    public void A_round_over_ten_thousand_declarations_gives_a_feasible_plan()
    {
        var input = Realistic(needs: 7_000, capacities: 3_000);
        var plan = Matcher.Match(input, MatchPolicy.Standard, Today);
        Assert.NotEmpty(plan.Lines);
        var amounts = input.Capacities.ToDictionary(c => c.Id, c => c.Declaration.Amount);
        Assert.All(plan.Lines.GroupBy(l => l.CapacityId), lines => Assert.True(lines.Sum(l => l.Amount ?? 0) <= amounts[lines.Key]));
        Assert.All(plan.Cover.Where(c => c.Uncovered is not null), cover => Assert.InRange(cover.Uncovered!.Value, 0, cover.Gap!.Value));
    }

    /// <summary>A seeded market in the field's proportions: five pillars' needs over sixty States, partners that name States, areas or anywhere.</summary>
    internal static MarketInput Realistic(int needs, int capacities)
    {
        var random = new Random(20261120);
        var areas = States.Select((s, i) => (Id(s), new Area($"{100 + (i % 15)}", $"{(i % 15) / 4}"))).ToDictionary(x => x.Item1, x => x.Item2);
        return new(
            [
                .. Enumerable.Range(0, needs).Select(i => Need($"n{i:D6}", States[random.Next(States.Length)], d => d with
                {
                    Pillar = (Pillar)random.Next(8),
                    Kinds = random.Next(3) > 0 ? [AssistanceKind.Funding] : [AssistanceKind.Training, AssistanceKind.Expertise],
                    AmountUsd = random.Next(50_000, 8_000_000),
                    Slots = random.Next(1, 30),
                    Languages = random.Next(2) == 0 ? ["fr"] : ["en", "fr"],
                })),
            ],
            [
                .. Enumerable.Range(0, capacities).Select(i => Capacity($"c{i:D6}", $"org-partner-{random.Next(400)}", d => d with
                {
                    Pillars = [(Pillar)random.Next(8)],
                    Kind = random.Next(3) > 0 ? AssistanceKind.Funding : (AssistanceKind)random.Next(2, 4),
                    AmountUsd = random.Next(100_000, 20_000_000),
                    Slots = random.Next(1, 50),
                    SmallestShare = random.Next(4) == 0 ? random.Next(2, 100_000) : null,
                    Places = random.Next(10) switch
                    {
                        0 => new() { Anywhere = true },
                        < 4 => new() { Regions = [$"{random.Next(4)}"] },
                        < 6 => new() { Subregions = [$"{100 + random.Next(15)}"] },
                        _ => new() { States = [.. Enumerable.Range(0, 3).Select(_ => Id(States[random.Next(States.Length)])).Distinct()] },
                    },
                })).Select(c => c.Declaration.Kind == AssistanceKind.Funding
                    ? c with { Declaration = c.Declaration with { Slots = null } }
                    : c with { Declaration = c.Declaration with { AmountUsd = null, SmallestShare = null } }),
            ],
            [],
            new Geography(areas));
    }
}
