using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why something of a need stays open.</summary>
internal static class CoverReasons
{
    public static Reason NotCosted(UnitPlan.Row row, int invited) => row.Candidates.Best.Length == 0
        ? That("cover.nobody_eligible", ("pillar", Json.Code(row.Need.Declaration.Pillar)))
        : That("cover.not_costed", ("partners", Number(invited)));

    /// <summary>The first of these that holds for one of the need's pairs: the limit to partners, a smallest share, a largest share, nothing left.</summary>
    public static Reason? Of(UnitPlan.Row row, int need, RoomLeft left, UnitProblem problem, int[] partner, int allowed, MatchPolicy policy)
    {
        if (left.OfNeed(need) == 0)
            return null;
        if (row.Candidates.Best.Length == 0)
            return That("cover.nobody_eligible", ("pillar", Json.Code(row.Need.Declaration.Pillar)));
        var (smallest, largest) = (false, false);
        for (var pair = problem.Problem.FirstPair[need]; pair < problem.Problem.FirstPair[need + 1]; pair++)
        {
            var capacity = problem.Problem.PairCapacity[pair];
            if (left.OfCapacity(capacity) == 0)
                continue;
            var room = left.Of(need, pair);
            if (room > 0 && left.Share(need, pair) + room >= problem.Least[pair] && left.IsOneTooMany(need, partner[capacity], allowed))
                return That("cover.partner_limit", ("limit", Number(policy.MaxPartnersPerNeed)));
            smallest |= room > 0;
            largest |= room == 0;
        }

        return smallest ? That("cover.smallest_share")
            : largest ? That("cover.largest_share")
            : That("cover.nothing_left", ("partners", Number(row.Candidates.Partners)));
    }
}
