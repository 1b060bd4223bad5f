using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why two periods do not meet long enough, in days, and the day to which one of them would have to reach.</summary>
internal static class PeriodRefusals
{
    public static Reason Why(in Pair pair) =>
        pair.Asked.Period.To < pair.Today ? That("period.need_over", ("to", Day(pair.Asked.Period.To)))
        : pair.Offered.Period.To < pair.Today ? That("period.capacity_over", ("to", Day(pair.Offered.Period.To)))
        : That("period.too_short", ("days", Number(pair.OverlapDays)), ("least", Number(pair.LeastOverlapDays)),
            ("needFrom", Day(pair.Asked.Period.From)), ("needTo", Day(pair.Asked.Period.To)),
            ("from", Day(pair.Offered.Period.From)), ("to", Day(pair.Offered.Period.To)));

    public static Reason Change(in Pair pair) => pair.Remaining is { } remaining ? ChangeOfCapacity(pair, remaining) : ChangeOfNeed(pair);

    private static Reason ChangeOfCapacity(in Pair pair, Period remaining)
    {
        // A longer capacity is no short one any more, so what is asked of it is the need's measure.
        var least = Math.Min(pair.Policy.LeastOverlapDays, pair.Asked.Period.Days);
        var (partner, days) = (("partner", pair.Capacity.Partner.Value), ("least", Number(least)));
        if (remaining.Days < least)
            return ChangeOfNeed(pair);
        var until = Later(remaining.From, pair.Offered.Period.From).AddDays(least - 1);
        return until <= remaining.To
            ? That("period.change_until", partner, ("until", Day(until)), days)
            : That("period.change_from", partner, ("from", Day(remaining.To.AddDays(1 - least))), days);
    }

    /// <summary>Where the capacity is over too, both would have to change, and no one day says it.</summary>
    private static Reason ChangeOfNeed(in Pair pair)
    {
        var state = ("state", pair.Need.State.Value);
        var least = Math.Min(pair.Policy.LeastOverlapDays, pair.Offered.Period.Days);
        var until = Later(pair.Today, Later(pair.Asked.Period.From, pair.Offered.Period.From)).AddDays(least - 1);
        return until <= pair.Offered.Period.To ? That("period.change_need", state, ("until", Day(until))) : That("period.change_both", state);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
