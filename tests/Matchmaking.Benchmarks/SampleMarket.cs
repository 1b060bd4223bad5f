using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;

namespace Matchmaking.Benchmarks;

/// <summary>
/// A seeded market in the field's proportions: needs of eight pillars over the sixty States with most declarations,
/// partners that name States, subregions, regions or anywhere, some with smallest and largest shares. With several
/// pillars to a capacity, and more of them anywhere, about six pairs in a hundred are eligible.
/// </summary>
internal static class SampleMarket
{
    private static readonly DateTimeOffset Then = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Period[] Periods = [new(new(2027, 1, 1), new(2028, 12, 31)), new(new(2026, 1, 1), new(2027, 12, 31)), new(new(2026, 6, 1), new(2031, 5, 31))];

    /// <summary>The day for which the rounds are computed.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>The sixty States.</summary>
    public static IReadOnlyList<State> Affected { get; } = [.. States.All.Where((_, i) => i % 3 == 0).Take(60)];

    public static MarketInput Of(int needs, int capacities, int mostPillars = 1)
    {
        var random = new Random(20261120);
        return new(
            [.. Enumerable.Range(0, needs).Select(i => ANeed(i, random, mostPillars > 1))],
            [.. Enumerable.Range(0, capacities).Select(i => ACapacity(i, random, mostPillars))],
            [],
            Geography.Known);
    }

    private static Need ANeed(int i, Random random, bool dense)
    {
        var money = random.Next(dense ? 6 : 3) > 0;
        return new($"n{i:D6}", Affected[random.Next(Affected.Count)].Id, 1, DeclarationStatus.Open, Then, new NeedDeclaration
        {
            Conventions = random.Next(3) == 0 ? [Convention.Apmbc, Convention.Ccm] : [Convention.Apmbc],
            Pillar = (Pillar)random.Next(8),
            Title = LocalText.Of($"Need {i}", $"Besoin {i}"),
            Kinds = money ? [AssistanceKind.Funding] : [AssistanceKind.Training, AssistanceKind.Expertise],
            AmountUsd = money ? random.Next(50_000, 8_000_000) : null,
            Slots = money ? null : random.Next(1, 30),
            Period = Periods[random.Next(Periods.Length)],
            Languages = random.Next(2) == 0 ? ["fr"] : ["en", "fr"],
            Deadline = random.Next(2) == 0 ? new Deadline(Convention.Apmbc, 5, Today.AddDays(random.Next(2_000)), Certainty.Found) : null,
        });
    }

    private static Capacity ACapacity(int i, Random random, int mostPillars)
    {
        var kind = random.Next(mostPillars == 1 ? 3 : 6) > 0 ? AssistanceKind.Funding : (AssistanceKind)random.Next(2, 4);
        var money = kind == AssistanceKind.Funding;
        var partner = ParticipantId.Parse($"org-partner-{random.Next(400)}", null);
        return new($"c{i:D6}", partner, 1, DeclarationStatus.Open, Then, new CapacityDeclaration
        {
            Title = LocalText.Of($"Capacity {i}", $"Capacité {i}"),
            Pillars = [.. Enumerable.Range(0, mostPillars == 1 ? 1 : random.Next(1, mostPillars + 1)).Select(_ => (Pillar)random.Next(8)).Distinct()],
            Kind = kind,
            AmountUsd = money ? random.Next(100_000, 20_000_000) : null,
            Slots = money ? null : random.Next(1, 50),
            SmallestShare = money && random.Next(4) == 0 ? random.Next(2, 100_000) : null,
            Period = Periods[random.Next(Periods.Length)],
            Languages = random.Next(2) == 0 ? [] : ["en"],
            Conventions = random.Next(4) == 0 ? [Convention.Apmbc] : [],
            Places = mostPillars > 1 && random.Next(4) == 0 ? new() { Anywhere = true } : PlacesOf(random),
        });
    }

    private static Places PlacesOf(Random random)
    {
        State Any() => Affected[random.Next(Affected.Count)];
        return random.Next(10) switch
        {
            0 => new() { Anywhere = true },
            < 4 => new() { Regions = [Any().Region.Code] },
            < 6 => new() { Subregions = [Any().Subregion.Code] },
            _ => new() { States = [.. Enumerable.Range(0, 3).Select(_ => Any().Id).Distinct()] },
        };
    }
}
