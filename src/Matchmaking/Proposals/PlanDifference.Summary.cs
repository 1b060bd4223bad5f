using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

public sealed partial record PlanDifference
{
    /// <summary>The difference as a whole, in a few sentences.</summary>
    public IReadOnlyList<Reason> Summary =>
    [
        Differences.Count == 0 ? That("trial.nothing") : That("trial.states", ("states", Number(Differences.Count)), ("of", Number(States))),
        Placed(money: true),
        .. InForce.Slots + Changed.Slots > 0 ? [Placed(money: false)] : Array.Empty<Reason>(),
        Counted("trial.invitations", InForce.Invitations, Changed.Invitations),
        Counted("trial.covered", InForce.NeedsCovered, Changed.NeedsCovered),
        Counted("trial.nobody", InForce.NeedsWithNobody, Changed.NeedsWithNobody),
    ];

    private Reason Placed(bool money)
    {
        var (from, to) = money ? (InForce.Usd, Changed.Usd) : (InForce.Slots, Changed.Slots);
        return from == to
            ? That("trial.placed_same", ("unit", Unit(money)), ("to", Number(to)))
            : That("trial.placed", ("unit", Unit(money)), ("from", Number(from)), ("to", Number(to)));
    }

    private static Reason Counted(string code, int from, int to) => That(code, ("from", Number(from)), ("to", Number(to)));
}
