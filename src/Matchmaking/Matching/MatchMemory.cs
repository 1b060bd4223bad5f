namespace Matchmaking.Matching;

/// <summary>A plan, and what of the way to it saves work in the next round. It never changes what that round finds.</summary>
public sealed class MatchMemory
{
    internal MatchMemory(MatchPlan plan, Market market, UnitPlan money, UnitPlan slots) => (Plan, Market, Money, Slots) = (plan, market, money, slots);

    /// <summary>The plan.</summary>
    public MatchPlan Plan { get; }

    internal Market Market { get; }

    internal UnitPlan Money { get; }

    internal UnitPlan Slots { get; }
}
