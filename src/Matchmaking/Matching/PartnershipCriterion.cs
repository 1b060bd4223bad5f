using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// Earlier partnership by the record of assistance. It continues where the partner gave in the last year in which a gift would be
/// known, has lapsed where it gave before that, is the neighbourhood's where it only gave around the State lately, and else new. A
/// year without data ends nothing and begins nothing. Giving that is known to be all for other pillars earns less: as lapsed where it
/// continues, as new where it is around the State. Without a record nothing is said.
/// </summary>
internal static class PartnershipCriterion
{
    private enum Kind
    {
        New,
        Around,
        Lapsed,
        OtherPillars,
        Continuing,
    }

    public static int Points(in Pair pair)
    {
        if (pair.Known.Received is null)
            return 0;
        var fit = pair.Policy.Fit;
        return Of(pair) switch
        {
            Kind.Continuing => fit.PartnershipContinuing,
            Kind.OtherPillars or Kind.Lapsed => fit.PartnershipLapsed,
            Kind.Around => fit.PartnershipNeighbourhood,
            _ => fit.PartnershipNew,
        };
    }

    public static Reason? Why(in Pair pair)
    {
        if (pair.Known.Received is not { Record: var record })
            return null;
        var (partner, state) = (("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value));
        if (pair.Earlier is not { } earlier || Of(pair) is Kind.New)
        {
            var held = record.HeldFor(pair.Capacity.Partner, pair.Need.State);
            return held.Count == 0 ? That("partnership.no_data", partner, state) : That("partnership.none_recorded", partner, state, Years(held));
        }

        var pillar = pair.Asked.Pillar;
        IReadOnlyList<Field.Assistance> gifts = Of(pair) is Kind.Around ? [.. earlier.Around.Where(gift => gift.MayBeFor(pillar))] : earlier.Gifts;
        var (years, certainty, source) = (Years(gifts.Select(gift => gift.Year).Distinct()), ("certainty", Json.Code(gifts[^1].Certainty)), ("source", gifts[^1].Source));
        return Of(pair) switch
        {
            Kind.Continuing => That("partnership.continuing", partner, state, years, certainty, source),
            Kind.OtherPillars => That("partnership.other_pillars", partner, state, years, ("pillars", Codes(gifts.SelectMany(gift => gift.Pillars).Distinct())),
                ("asked", Json.Code(pillar)), certainty, source),
            Kind.Lapsed => That("partnership.lapsed", partner, state, years, ("last", Year(gifts[^1].Year)), ("silent", Years(earlier.Silent).Item2), source),
            _ => That("partnership.neighbourhood", partner, state, ("around", Words(gifts.Select(gift => gift.State.Value).Distinct())), years, certainty, source),
        };
    }

    private static Kind Of(in Pair pair) => pair.Earlier switch
    {
        null => Kind.New,
        { LastYear: null } around => around.MayBeAroundFor(pair.Asked.Pillar) ? Kind.Around : Kind.New,
        { Continues: false } => Kind.Lapsed,
        var earlier => earlier.MayBeFor(pair.Asked.Pillar) ? Kind.Continuing : Kind.OtherPillars,
    };

    private static (string, string) Years(IEnumerable<int> years) => ("years", string.Join(',', years.Select(Year)));
}
