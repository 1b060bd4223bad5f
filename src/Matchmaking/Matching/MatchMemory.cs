namespace Matchmaking.Matching;

/// <summary>A plan, and what of the way to it saves work in the next round. It never changes what that round finds.</summary>
public sealed class MatchMemory
{
    internal MatchMemory(MatchPlan plan, IReadOnlySet<ParticipantId>? touched, Market market, UnitPlan money, UnitPlan slots, Invitations invitations) =>
        (Plan, Touched, Market, Money, Slots, Invitations) = (plan, touched, market, money, slots, invitations);

    /// <summary>The plan.</summary>
    public MatchPlan Plan { get; }

    /// <summary>States of which a need, or what the plan says of one, is not as it was in the round before; null where that was of no use.</summary>
    public IReadOnlySet<ParticipantId>? Touched { get; }

    /// <summary>Everybody who could be invited for a State with open needs, the best first.</summary>
    internal IReadOnlyList<ParticipantId> RankingOf(ParticipantId state) => Invitations.RankingOf(state);

    internal Market Market { get; }

    internal UnitPlan Money { get; }

    internal UnitPlan Slots { get; }

    internal Invitations Invitations { get; }
}
