using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Conventions, and joint cases under both: one capacity for both spares the State a second search (000-04).</summary>
internal static class ConventionCriterion
{
    public static int Points(in Pair pair) =>
        pair.Offered.Conventions.Count == 0 || !pair.Offered.Conventions.HasAll(pair.Asked.Conventions) ? 0
        : pair.Asked.Conventions.Count > 1 ? pair.Policy.Fit.ConventionsJoint
        : pair.Policy.Fit.ConventionNamed;

    public static Reason? Why(in Pair pair)
    {
        if (pair.Offered.Conventions.Count == 0)
            return null;
        if (!pair.Offered.Conventions.HasAll(pair.Asked.Conventions))
            return That("convention.one_of_two", ("offered", Codes(pair.Offered.Conventions)), ("asked", Codes(pair.Asked.Conventions)));
        return That(pair.Asked.Conventions.Count > 1 ? "convention.joint" : "convention.named", ("conventions", Codes(pair.Asked.Conventions)));
    }
}
