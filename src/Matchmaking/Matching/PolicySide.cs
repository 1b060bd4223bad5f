namespace Matchmaking.Matching;

/// <summary>The one of two plans, of two policies or of two markets, for which something holds.</summary>
public enum PolicySide
{
    /// <summary>The policy in force, on the market as it is.</summary>
    InForce,

    /// <summary>The changed policy, or the changed market, that is tried.</summary>
    Changed,
}
