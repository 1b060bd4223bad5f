using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;
using Matchmaking.Testing;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>Where the capacities of a past market may be used.</summary>
internal enum PlaceRule
{
    /// <summary>As in the demonstration: the States that received, by name, and their subregions.</summary>
    Demonstration,

    /// <summary>The same States by name, and all regions.</summary>
    Open,
}

/// <summary>
/// The market as it could have been on 30 June of a past year, made of earlier years alone. Capacities follow the
/// demonstration's rule, from all years before instead of from 2015 on, and hold for that year. Each State has one need, of
/// survey and clearance; see <see cref="PastNeeds"/> for its amount. Deadlines are left out: those that are kept today were
/// set later.
/// </summary>
internal static class PastMarket
{
    private static readonly AffectedStates Affected = new(
        States.All.Select(s => AffectedStates.Known.Of(s.Id)).OfType<AffectedState>().Select(s => s with { Deadlines = [] }));

    /// <summary>The day of the round.</summary>
    public static DateOnly Today(PastYear year) => new(year.Year, 6, 30);

    public static MarketInput Of(PastYear year, PastGiving record, PlaceRule places)
    {
        var period = new Period(new(year.Year, 1, 1), new(year.Year, 12, 31));
        var derived = DerivedCapacity.From(ChosenYear.OfEveryPartner(record.Rows.Where(row => row.Year < year.Year)));
        return new MarketInput(
            [.. year.States.Select(state => NeedOf(state, PastNeeds.AmountUsd(year, state), period))],
            [.. derived.Select((capacity, i) => CapacityOf(capacity, i, period, places))],
            [],
            Geography.Known)
        {
            Record = Cut(AssistanceRecord.Published, year.Year),
            Affected = Affected,
        };
    }

    /// <summary>The record as it could have been when a year began: what is held of later years goes too.</summary>
    internal static AssistanceRecord Cut(AssistanceRecord record, int year) => new(
        [.. record.Rows.Where(row => row.Year < year)],
        [.. record.Held.Select(held => held with { Years = [.. held.Years.Where(y => y < year)] })]);

    private static Need NeedOf(ParticipantId state, long? amount, Period period) =>
        new($"need-{state}", state, 1, DeclarationStatus.Open, default, new NeedDeclaration
        {
            Conventions = [Convention.Apmbc],
            Pillar = Pillar.SurveyClearance,
            Title = LocalText.Of("Support", "Soutien"),
            Kinds = [AssistanceKind.Funding],
            AmountUsd = amount,
            Period = period,
        });

    private static Capacity CapacityOf(DerivedCapacity derived, int number, Period period, PlaceRule places)
    {
        var partner = ParticipantId.Parse(derived.Partner, null);
        return new($"capacity-{partner}-{number:D3}", partner, 1, DeclarationStatus.Open, default, new CapacityDeclaration
        {
            Pillars = derived.Pillars,
            Places = new()
            {
                States = [.. derived.Recipients.Select(s => s.Id)],
                Subregions = places == PlaceRule.Demonstration ? [.. derived.Subregions] : [],
                Regions = places == PlaceRule.Open ? [.. Field.Areas.All.Where(area => area.IsRegion).Select(area => area.Code)] : [],
            },
            Kind = AssistanceKind.Funding,
            AmountUsd = derived.Usd,
            SmallestShare = derived.SmallestShare,
            Period = period,
        });
    }
}
