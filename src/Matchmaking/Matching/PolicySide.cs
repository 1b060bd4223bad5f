namespace Matchmaking.Matching;

/// <summary>The policy under which something holds.</summary>
public enum PolicySide
{
    /// <summary>The policy in force.</summary>
    InForce,

    /// <summary>The changed policy that is tried.</summary>
    Changed,
}
