using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

public sealed partial record WhatIf
{
    /// <summary>Said of a State whose proposal has been decided on: nothing that is added changes it any more.</summary>
    public static Reason Decided { get; } = That("whatif.decided");

    /// <summary>The answer as a whole, in a few sentences.</summary>
    public IReadOnlyList<Reason> Summary =>
    [
        .. Used,
        .. Difference.Summary,
    ];

    private Reason[] Used => this switch
    {
        { Needs: 0 } => [About(Addition, "whatif.no_need")],
        { Covers.Count: 0 } => [About(Addition, "whatif.nothing", ("needs", Number(Needs)), ("covered", Number(Covered))), .. Open],
        { Placed: 0 } => [About(Addition, Addition.IsMoney ? "whatif.only_talk" : "whatif.only_talk_uncounted", ("served", Number(Covers.Count)))],
        _ =>
        [
            About(Addition, "whatif.placed", ("placed", Number(Placed)), ("needs", Number(Needs)), ("served", Number(Covers.Count(cover => cover.Amount > 0)))),
            That("whatif.earns", ("first", Number(Math.Max(0, FirstPoints))), ("each", Number(Math.Max(0, Points / Placed)))),
        ],
    };

    /// <summary>The difference, with what the addition covers under its own name: it has no partner that could be named.</summary>
    private static PlanDifference Told(PlanDifference difference, Addition addition, IReadOnlyList<AdditionCover> covers, PolicyOutcome then)
    {
        var titles = then.Input.Needs.ToDictionary(need => need.Id, need => need.Declaration.Title, StringComparer.Ordinal);
        return difference with { Differences = [.. difference.Differences.Select(state => state with { Changes = [.. Changes(state)] })] };

        IEnumerable<PlanChange> Changes(StateDifference state)
        {
            var others = state.Changes.Where(change => !IsNobodys(change.What)).ToLookup(change => change.What.Code.StartsWith("trial.", StringComparison.Ordinal));
            return
            [
                .. others[true],
                .. covers.Where(cover => cover.State == state.State).Select(cover => new PlanChange(Covers(cover), Because(cover))),
                .. others[false].Select(change => change with { Because = [.. change.Because.Select(Named)] }),
            ];
        }

        Reason Covers(AdditionCover cover) => (cover.Amount is { } amount
            ? About(addition, "whatif.covers", ("need", cover.NeedId), ("covers", Number(amount)))
            : About(addition, addition.IsMoney ? "whatif.talk" : "whatif.talk_uncounted", ("need", cover.NeedId))).About(titles[cover.NeedId]);

        // Why this need rather than another: what its priority is made of.
        IReadOnlyList<PlanCause> Because(AdditionCover cover) =>
            [.. (then.Priorities.GetValueOrDefault((cover.NeedId, addition.IsMoney))?.Because ?? []).Select(point => new PlanCause(null, point.Reason))];

        // The one sentence about another change that names the addition's partner: it covers more of the same need.
        PlanCause Named(PlanCause cause) => !IsNobodys(cause.Reason) ? cause : cause with
        {
            Reason = new(
                "whatif.covers",
                new OrderedDictionary<string, string>(About(addition, "", ("covers", cause.Reason.Facts["to"])).Facts
                    .Concat(cause.Reason.Facts.Where(fact => fact.Key.StartsWith("title.", StringComparison.Ordinal))), StringComparer.Ordinal)),
        };
    }

    private static bool IsNobodys(Reason reason) => reason.Facts.TryGetValue("partner", out var partner) && partner == Addition.Nobody.Value;

    private static Reason About(Addition addition, string code, params ReadOnlySpan<(string, string)> facts) => That(
        code, [("amount", Number(addition.Amount)), ("unit", Json.Code(addition.Kind)), ("pillar", Json.Code(addition.Pillar)), ("place", addition.Place), .. facts]);
}
