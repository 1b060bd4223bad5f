using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why two periods do not meet long enough.</summary>
internal static class PeriodRefusals
{
    public static Reason Why(in Pair pair) =>
        pair.Asked.Period.To < pair.Today ? That("period.need_over", ("to", Day(pair.Asked.Period.To)))
        : pair.Offered.Period.To < pair.Today ? That("period.capacity_over", ("to", Day(pair.Offered.Period.To)))
        : That("period.too_short", ("days", Number(pair.OverlapDays)), ("least", Number(pair.LeastOverlapDays)),
            ("needFrom", Day(pair.Asked.Period.From)), ("needTo", Day(pair.Asked.Period.To)),
            ("from", Day(pair.Offered.Period.From)), ("to", Day(pair.Offered.Period.To)));

    public static Reason Change(in Pair pair) =>
        pair.Asked.Period.To < pair.Today
            ? That("period.change_need", ("state", pair.Need.State.Value))
            : That("period.change_capacity", ("partner", pair.Capacity.Partner.Value), ("least", Number(pair.LeastOverlapDays)));
}
