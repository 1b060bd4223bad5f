namespace Matchmaking.Allocating;

/// <summary>Where an arc stands to the tree.</summary>
internal enum ArcState
{
    /// <summary>It carries all that it may; it would have to carry less to earn more.</summary>
    AtCeiling = -1,

    /// <summary>It is part of the tree.</summary>
    InTree = 0,

    /// <summary>It carries nothing, or is about to carry more.</summary>
    AtNothing = 1,
}

/// <summary>An arc of the flow: a pair from capacity or share to need, a tranche from need to root, a share's means from its capacity, or what a capacity keeps, straight to the root.</summary>
internal struct FlowArc
{
    public int From;

    public int To;

    /// <summary>Points per unit.</summary>
    public int Points;

    /// <summary>The pair; -1 for tranches, shares and what capacities keep.</summary>
    public int Pair;

    public long Ceiling;

    public long Flow;

    public ArcState State;
}
