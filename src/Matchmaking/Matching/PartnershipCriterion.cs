using System.Globalization;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>
/// Earlier partnership by the record of assistance: continuing where the partner gave within the years that count as
/// lately, lapsed where it gave before, new where nothing is recorded. The record has gaps, so lapsed and new are said
/// as to be confirmed. Without a record nothing is said.
/// </summary>
internal static class PartnershipCriterion
{
    public static int Points(in Pair pair)
    {
        if (pair.Known.LatelySince(pair.Policy) is not { } lately)
            return 0;
        var fit = pair.Policy.Fit;
        return pair.Earlier is not { } earlier ? fit.PartnershipNew : earlier.LastYear >= lately ? fit.PartnershipContinuing : fit.PartnershipLapsed;
    }

    public static Reason? Why(in Pair pair)
    {
        if (pair.Known is not { Received.Record: { } record })
            return null;
        var (partner, state, until) = (("partner", pair.Capacity.Partner.Value), ("state", pair.Need.State.Value), ("recordTo", Year(record.LastYear)));
        if (pair.Earlier is not { } earlier)
            return That("partnership.none_recorded", partner, state, ("recordFrom", Year(record.FirstYear)), until);
        var (years, source) = (("years", string.Join(',', earlier.Years.Select(Year))), ("source", earlier.Source));
        return earlier.LastYear >= record.LatelySince(pair.Policy.RecordYears)
            ? That("partnership.continuing", partner, state, years, ("certainty", Json.Code(earlier.Certainty)), source)
            : That("partnership.lapsed", partner, state, years, source, until);
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
