using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why something of a need stays open.</summary>
internal static class CoverReasons
{
    public static Reason NotCosted(UnitPlan.Row row, int invited) => row.Best.Length == 0
        ? That("cover.nobody_eligible", ("pillar", Json.Code(row.Need.Declaration.Pillar)))
        : That("cover.not_costed", ("partners", Number(invited)));

    /// <summary>The first of these that holds for one of the need's pairs: the limit to partners, a smallest share, a largest share, nothing left.</summary>
    public static Reason? Of(
        UnitPlan.Row row, long uncovered, ReadOnlySpan<long> carried, long[] capacityLeft,
        AllocationProblem problem, int need, int[] partner, int allowed, long[] least, MatchPolicy policy)
    {
        if (uncovered == 0)
            return null;
        if (row.Best.Length == 0)
            return That("cover.nobody_eligible", ("pillar", Json.Code(row.Need.Declaration.Pillar)));
        var (smallest, largest) = (false, false);
        var helpers = new HashSet<int>();
        for (var i = 0; i < carried.Length; i++)
        {
            if (carried[i] > 0)
                helpers.Add(partner[row.Best[i].Capacity]);
        }

        for (var i = 0; i < carried.Length; i++)
        {
            var pair = problem.FirstPair[need] + i;
            var room = Math.Min(uncovered, Math.Min(capacityLeft[row.Best[i].Capacity], problem.PairCeiling[pair] - carried[i]));
            if (room > 0 && carried[i] + room >= least[pair] && !helpers.Contains(partner[row.Best[i].Capacity]) && helpers.Count >= allowed)
                return That("cover.partner_limit", ("limit", Number(policy.MaxPartnersPerNeed)));
            smallest |= room > 0;
            largest |= capacityLeft[row.Best[i].Capacity] > 0 && carried[i] == problem.PairCeiling[pair];
        }

        return smallest ? That("cover.smallest_share")
            : largest ? That("cover.largest_share")
            : That("cover.nothing_left", ("partners", Number(row.Best.Select(c => partner[c.Capacity]).Distinct().Count())));
    }
}
