using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Why something of a need stays open, before it is put in words: two needs are easily compared.</summary>
/// <param name="Code">The sentence's code; null where nothing stays open.</param>
/// <param name="Count">The number that it carries, of partners or percent; 0 where it carries none.</param>
internal readonly record struct CoverReason(string? Code, int Count = 0)
{
    /// <summary>The reason for a need; null where nothing stays open.</summary>
    public Reason? Of(Need need) => Code switch
    {
        null => null,
        CoverReasons.NobodyEligible => That(Code, ("pillar", Json.Code(need.Declaration.Pillar))),
        CoverReasons.PartnerLimit => That(Code, ("limit", Number(Count))),
        CoverReasons.StateShare => That(Code, ("state", need.State.Value), ("percent", Number(Count))),
        CoverReasons.NotCosted or CoverReasons.NotCounted or CoverReasons.NothingLeft => That(Code, ("partners", Number(Count))),
        _ => That(Code),
    };
}

/// <summary>Finds out why something of a need stays open.</summary>
internal static class CoverReasons
{
    public const string NobodyEligible = "cover.nobody_eligible";
    public const string NotCosted = "cover.not_costed";
    public const string NotCounted = "cover.not_counted";
    public const string NothingLeft = "cover.nothing_left";
    public const string PartnerLimit = "cover.partner_limit";
    public const string StateShare = "cover.state_share";
    private const string SmallestShare = "cover.smallest_share";
    private const string LargestShare = "cover.largest_share";

    /// <summary>Of a need that is not yet costed, or of which the State has not yet said how many it asks for.</summary>
    public static CoverReason Uncosted(UnitPlan.Row row, bool money) =>
        row.Candidates.Partners == 0 ? new(NobodyEligible) : new(money ? NotCosted : NotCounted, row.Candidates.Partners);

    /// <summary>The first of these that holds for one of the need's pairs: the limit to partners, a smallest share, a largest share, one State's share, nothing left.</summary>
    public static CoverReason Of(UnitPlan.Row row, int need, RoomLeft left, UnitProblem problem, int[] partner, int allowed, MatchPolicy policy)
    {
        if (left.OfNeed(need) == 0)
            return default;
        if (row.Candidates.Best.Length == 0)
            return new(NobodyEligible);
        var (smallest, largest, ofState) = (false, false, false);
        for (var pair = problem.Problem.FirstPair[need]; pair < problem.Problem.FirstPair[need + 1]; pair++)
        {
            var capacity = problem.Problem.PairCapacity[pair];
            if (left.OfCapacity(capacity) == 0)
                continue;
            var room = left.Of(need, pair);
            if (room > 0 && left.Share(need, capacity) + room >= problem.Least(need, capacity) && left.IsOneTooMany(need, partner[capacity], allowed))
                return new(PartnerLimit, policy.MaxPartnersPerNeed);
            smallest |= room > 0;
            ofState |= room == 0 && left.OfState(need, capacity) < problem.Least(need, capacity);
            largest |= room == 0 && left.OfState(need, capacity) >= problem.Least(need, capacity);
        }

        return smallest ? new(SmallestShare) : largest ? new(LargestShare) : ofState ? new(StateShare, policy.LargestSharePercent) : new(NothingLeft, row.Candidates.Partners);
    }
}
