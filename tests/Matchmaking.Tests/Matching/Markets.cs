using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

/// <summary>Hand-made and random declarations. A need and a capacity as they come are an eligible pair.</summary>
internal static class Markets
{
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly DateTimeOffset Then = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly Period TwoYears = new(new(2027, 1, 1), new(2028, 12, 31));

    public static ParticipantId Id(string code) => ParticipantId.Parse(code, null);

    public static Need Need(string id = "n1", string state = "SDN", Func<NeedDeclaration, NeedDeclaration>? with = null)
    {
        var declaration = new NeedDeclaration
        {
            Conventions = [Convention.Apmbc],
            Pillar = Pillar.SurveyClearance,
            Title = LocalText.Of($"Clearance {id}", $"Dépollution {id}"),
            Kinds = [AssistanceKind.Funding],
            AmountUsd = 1_000_000,
            Period = TwoYears,
            Visibility = Visibility.Public,
        };
        return new(id, Id(state), 1, DeclarationStatus.Open, Then, with?.Invoke(declaration) ?? declaration);
    }

    public static Capacity Capacity(string id = "c1", string partner = "NOR", Func<CapacityDeclaration, CapacityDeclaration>? with = null)
    {
        var declaration = new CapacityDeclaration
        {
            Pillars = [Pillar.SurveyClearance],
            Places = new() { Anywhere = true },
            Kind = AssistanceKind.Funding,
            AmountUsd = 1_000_000,
            Period = TwoYears,
            Visibility = Visibility.Public,
        };
        return new(id, Id(partner), 1, DeclarationStatus.Open, Then, with?.Invoke(declaration) ?? declaration);
    }

    public static MarketInput Input(IReadOnlyList<Need> needs, IReadOnlyList<Capacity> capacities, params IReadOnlyList<FixedLine> promised) =>
        new(needs, capacities, promised, Geography.Known);

    /// <summary>Small markets with small numbers, so that everything collides: shares with gaps, limits with partners, promises with amounts.</summary>
    public static Arbitrary<MarketInput> Any { get; } = Arb.From(
        from needs in Gen.Choose(0, 9).SelectMany(n => Each(n, AnyNeed))
        from capacities in Gen.Choose(0, 9).SelectMany(n => Each(n, AnyCapacity))
        from promised in Gen.Choose(0, 2).SelectMany(n => Each(n, _ =>
            from need in Gen.Choose(0, 9)
            from capacity in Gen.Choose(0, 9)
            from amount in Maybe(Gen.Choose(1, 20).Select(x => (long)x), 5)
            select new FixedLine($"n{need}", $"c{capacity}", amount)))
        select Input(needs, capacities, [.. promised.DistinctBy(l => (l.NeedId, l.CapacityId))]));

    /// <summary>A policy with small limits, so that random markets meet them.</summary>
    public static MatchPolicy Tight { get; } = MatchPolicy.Standard with
    {
        Name = "tight",
        MaxPartnersPerNeed = 2,
        InvitePartners = 3,
        Tranches = [new(3, 1, 4000, 100), new(10, 2, 2000, 70), new(25, 4, 0, 40)],
        LargestSharePercent = 40,
        SmallestLineUsd = 5,
        Priority = new() { SmallUsd = 10, SmallSlots = 2 },
    };

    /// <summary>The standard policy, but one State may have all of a capacity: for markets of which the point is another.</summary>
    public static MatchPolicy Whole { get; } = MatchPolicy.Standard with { LargestSharePercent = 100 };

    /// <summary>The standard policy without a rule for how money is split: every dollar of a need counts the same, and any part of a capacity may go to any State.</summary>
    public static MatchPolicy Flat { get; } = MatchPolicy.Standard with
    {
        Tranches = [new(1, 1, 0, 100)],
        RestPriorityPercent = 100,
        LargestSharePercent = 100,
        SmallestLineUsd = 1,
    };

    private static Gen<Need> AnyNeed(int i) =>
        from state in Gen.Elements("SDN", "SSD", "KHM", "LBN")
        from status in Rarely(DeclarationStatus.Open, DeclarationStatus.Withdrawn)
        from pillar in Gen.Elements(Pillar.SurveyClearance, Pillar.RiskEducation)
        from kinds in Gen.Elements<AssistanceKind[]>([AssistanceKind.Funding], [AssistanceKind.Training], [AssistanceKind.Funding, AssistanceKind.Training, AssistanceKind.ExchangeVisit], [AssistanceKind.ExchangeVisit])
        from amount in Maybe(Gen.Choose(1, 60), 5)
        from national in Gen.Choose(0, 5)
        from slots in Maybe(Gen.Choose(1, 8), 5)
        from languages in Gen.Elements<string[]>([], ["fr"], ["en", "fr"], ["ar"])
        from unwanted in Gen.Elements<ParticipantId[]>([], [], [Id("NOR")])
        from period in Gen.Elements(TwoYears, new Period(new(2026, 1, 1), new(2027, 2, 1)), new Period(new(2026, 1, 1), new(2026, 10, 1)))
        from interest in Gen.Elements(Enum.GetValues<Interest>())
        from visibility in Gen.Elements(Enum.GetValues<Visibility>())
        from due in Maybe(Gen.Choose(-100, 2000), 2)
        from certainty in Gen.Elements(Enum.GetValues<Certainty>())
        select Need($"n{i}", state, d => d with
        {
            Pillar = pillar,
            Kinds = kinds,
            AmountUsd = kinds.Contains(AssistanceKind.Funding) ? amount : null,
            NationalContributionUsd = kinds.Contains(AssistanceKind.Funding) && amount is not null ? Math.Min(amount.Value, national) : null,
            Slots = kinds.Any(k => k != AssistanceKind.Funding) ? slots : null,
            Languages = languages,
            UnwantedPartners = unwanted,
            Period = period,
            Interest = interest,
            Visibility = visibility,
            Deadlines = due is null ? [] : [new(Convention.Apmbc, 5, Today.AddDays(due.Value), certainty)],
        }) with
        { Status = status };

    private static Gen<Capacity> AnyCapacity(int i) =>
        from partner in Gen.Elements("NOR", "org-one", "org-two", "EGY", "SDN")
        from status in Rarely(DeclarationStatus.Open, DeclarationStatus.Withdrawn)
        from pillars in Gen.Elements<Pillar[]>([Pillar.SurveyClearance], [Pillar.SurveyClearance, Pillar.RiskEducation])
        from kind in Gen.Elements(AssistanceKind.Funding, AssistanceKind.Funding, AssistanceKind.Training, AssistanceKind.ExchangeVisit)
        from amount in Gen.Choose(1, kind == AssistanceKind.Funding ? 60 : 8)
        from smallest in Maybe(Gen.Choose(1, kind == AssistanceKind.Funding ? 30 : 4), 2)
        from more in Maybe(Gen.Choose(0, 20), 2)
        from languages in Gen.Elements<string[]>([], ["en"], ["fr"])
        from conventions in Gen.Elements<Convention[]>([], [Convention.Apmbc], [Convention.Ccm])
        from modality in Gen.Elements(Enum.GetValues<FinanceModality>())
        from leastNational in Maybe(Gen.Choose(1, 20), 2)
        from places in Gen.Elements(
            new Places { Anywhere = true },
            new Places { States = [Id("SDN"), Id("KHM")] },
            new Places { Subregions = ["015", "145"], Regions = ["002"] },
            new Places { Regions = ["002", "142"], ExcludedStates = [Id("SSD")] },
            new Places { Subregions = ["015"] },
            new Places { Anywhere = true, States = [Id("SSD")] },
            new Places { Anywhere = true, ExcludedAreas = ["145"] },
            new Places())
        select Capacity($"c{i}", partner, d => d with
        {
            Pillars = pillars,
            Places = places,
            Kind = kind,
            AmountUsd = kind == AssistanceKind.Funding ? amount : null,
            Slots = kind == AssistanceKind.Funding ? null : amount,
            SmallestShare = smallest,
            LargestShare = more is null ? null : (smallest ?? 1) + more,
            Languages = languages,
            Conventions = conventions,
            Modality = kind == AssistanceKind.Funding ? modality : null,
            LeastNationalPercent = kind == AssistanceKind.Funding ? leastNational : null,
        }) with
        { Status = status };

    private static Gen<T[]> Each<T>(int count, Func<int, Gen<T>> gen) =>
        Enumerable.Range(0, count).Aggregate(Gen.Constant(Array.Empty<T>()), (all, i) => from some in all from one in gen(i) select some.Append(one).ToArray());

    private static Gen<T?> Maybe<T>(Gen<T> gen, int oneNullIn) where T : struct =>
        from dice in Gen.Choose(1, oneNullIn)
        from value in gen
        select dice == 1 ? (T?)null : value;

    private static Gen<T> Rarely<T>(T usual, T rare) => Gen.Choose(1, 10).Select(dice => dice == 1 ? rare : usual);
}
