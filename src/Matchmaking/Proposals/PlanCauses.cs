using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

/// <summary>
/// Why two plans differ: points of the pair that moved, the rule or weighing that keeps a pair out of one plan, and where an amount comes
/// from or goes to.
/// </summary>
internal sealed class PlanCauses(PolicyOutcome before, PolicyOutcome after, DateOnly today)
{
    private readonly Dictionary<string, Need> needs = after.Input.Needs.ToDictionary(need => need.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Capacity> capacities =
        after.Input.Capacities.Concat(before.Input.Capacities).DistinctBy(capacity => capacity.Id).ToDictionary(capacity => capacity.Id, StringComparer.Ordinal);
    private readonly HashSet<string> onOneSide = ReferenceEquals(before.Input.Capacities, after.Input.Capacities)
        ? []
        : [.. Ids(before.Input).Except(Ids(after.Input)).Concat(Ids(after.Input).Except(Ids(before.Input)))];
    private readonly (Promises Before, Promises After) promises = (before.Promises, after.Promises);

    private readonly HashSet<(string NeedId, ParticipantId Partner)> partnersBefore = [.. Covered(before)];
    private readonly HashSet<(string NeedId, ParticipantId Partner)> partnersAfter = [.. Covered(after)];

    // Pairs whose amount differs: where one goes down another may have gone up.
    private readonly List<(string NeedId, string CapacityId)> moved =
        [.. before.Lines.Keys.Union(after.Lines.Keys).Where(pair => before.Amount(pair) != after.Amount(pair)).Order()];

    /// <summary>Why one change of a State's proposal comes about.</summary>
    public IReadOnlyList<PlanCause> Of(Reason change, ProposalContent old, ProposalContent now) => change.Code switch
    {
        "change.kind" => [new(PolicySide.Changed, now.KindReason)],
        "change.uncovered" => [.. now.Needs.Where(need => need.NeedId == change.Facts["need"]).SelectMany(need => need.Cover)
            .Where(cover => Unit(cover.Money) == change.Facts["unit"]).Select(cover => cover.Why).OfType<Reason>().Select(why => new PlanCause(PolicySide.Changed, why))],
        "change.partner_added" => OfLines(now, change.Facts["partner"], null),
        "change.partner_removed" => OfLines(old, change.Facts["partner"], null),
        // Of a known donor there are no lines, and so no more to say.
        _ when change.Facts.TryGetValue("partner", out var partner) && change.Facts.TryGetValue("need", out var need) =>
            [.. OfLines(old, partner, need).Concat(OfLines(now, partner, need)).DistinctBy(KeyOf)],
        _ => [],
    };

    /// <summary>How the needs' priorities move, by criterion.</summary>
    public IReadOnlyList<Reason> Priorities(IReadOnlyList<ProposedNeed> of)
    {
        List<Reason> reasons = [];
        foreach (var (need, money) in of.SelectMany(need => new[] { (need, true), (need, false) }))
        {
            if (before.Priorities.GetValueOrDefault((need.NeedId, money)) is not { } was || after.Priorities.GetValueOrDefault((need.NeedId, money)) is not { } now)
                continue;
            reasons.AddRange(Moves(was.Because.Select(p => (p.Criterion, p.Points)), now.Because.Select(p => (p.Criterion, p.Points)))
                .Select(move => That("trial.priority", ("need", need.NeedId), ("criterion", move.Criterion), ("from", Number(move.From)), ("to", Number(move.To)),
                    ("was", Number(was.Points)), ("total", Number(now.Points))).About(need.Title)));
        }

        return reasons;
    }

    private IReadOnlyList<PlanCause> OfLines(ProposalContent content, string partner, string? need) =>
    [
        .. content.Partners.Where(p => p.Partner.Value == partner).SelectMany(p => p.Lines)
            .Where(line => (need is null || line.NeedId == need) && IsMoved(line))
            .SelectMany(OfLine).DistinctBy(KeyOf),
    ];

    private IEnumerable<PlanCause> OfLine(PlanLine line)
    {
        var pair = (line.NeedId, line.CapacityId);
        var (need, capacity) = (needs[line.NeedId], capacities[line.CapacityId]);
        // What one of the two markets does not have needs no other reason, and has no points there to compare.
        if (onOneSide.Contains(capacity.Id))
            yield break;
        foreach (var cause in FitMoves(need, capacity))
            yield return cause;
        // Where the partner helps with the need by another of its capacities, nobody asks why not by this one.
        if (!partnersAfter.Contains((line.NeedId, line.Partner)))
        {
            foreach (var refusal in Matcher.WhyNot(need, capacity, after.Input, after.Policy, today, after.Plan))
                yield return new(PolicySide.Changed, refusal.Reason);
        }
        else if (!partnersBefore.Contains((line.NeedId, line.Partner)))
        {
            foreach (var refusal in Matcher.WhyNot(need, capacity, before.Input, before.Policy, today, before.Plan))
                yield return new(PolicySide.InForce, refusal.Reason);
        }

        if (Elsewhere(pair, line.Kind) is { } elsewhere)
            yield return new(null, elsewhere);
    }

    private bool IsMoved(PlanLine line) =>
        before.Lines.GetValueOrDefault((line.NeedId, line.CapacityId)) is var was && after.Lines.GetValueOrDefault((line.NeedId, line.CapacityId)) is var now
        && (was?.Amount != now?.Amount || was is null != now is null);

    /// <summary>Criteria of fit under which the pair earns other points.</summary>
    private IEnumerable<PlanCause> FitMoves(Need need, Capacity capacity)
    {
        var (was, now) = (Fit(need, capacity, before, promises.Before), Fit(need, capacity, after, promises.After));
        var (total, newTotal) = (Math.Min(1000, was.Sum(p => p.Points)), Math.Min(1000, now.Sum(p => p.Points)));
        return Moves(was.Select(p => (p.Criterion, p.Points)), now.Select(p => (p.Criterion, p.Points)))
            .Select(move => new PlanCause(null, That("trial.fit", ("partner", capacity.Partner.Value), ("need", need.Id), ("criterion", move.Criterion),
                ("from", Number(move.From)), ("to", Number(move.To)), ("was", Number(total)), ("total", Number(newTotal))).About(need.Declaration.Title)));
    }

    private IReadOnlyList<FitPoint> Fit(Need need, Capacity capacity, PolicyOutcome side, Promises promises) => FitCriteria.Explain(new Pair(
        need,
        capacity,
        side.Input.Geography.Of(need.State),
        side.Input.Geography.Of(capacity.Partner),
        promises.NeedLeft(need, capacity.Declaration.Kind == AssistanceKind.Funding),
        promises.CapacityLeft(capacity),
        promises.Hold(need.Id, capacity.Id),
        side.Policy,
        today)
    {
        Known = side.Input.KnownOf(need.State),
        PartnerKnown = side.Input.KnownOf(capacity.Partner),
    });

    /// <summary>The pair that moves most the other way: another need of the same capacity, else another capacity of the same need.</summary>
    private Reason? Elsewhere((string NeedId, string CapacityId) pair, AssistanceKind kind)
    {
        var less = after.Amount(pair) < before.Amount(pair);
        if (after.Amount(pair) == before.Amount(pair))
            return null;
        if (Most(moved.Where(other => other.CapacityId == pair.CapacityId)) is { } sameCapacity)
        {
            var need = needs[sameCapacity.NeedId];
            return That(less ? "trial.gives_elsewhere" : "trial.freed", [("partner", capacities[pair.CapacityId].Partner.Value), ("state", need.State.Value), .. Amounts(sameCapacity)])
                .About(need.Declaration.Title);
        }

        return Most(moved.Where(other => other.NeedId == pair.NeedId && IsFunding(other.CapacityId) == (kind == AssistanceKind.Funding))) is { } sameNeed
            ? That(less ? "trial.others_cover" : "trial.others_leave", [("partner", capacities[sameNeed.CapacityId].Partner.Value), .. Amounts(sameNeed)])
                .About(needs[pair.NeedId].Declaration.Title)
            : null;

        (string NeedId, string CapacityId)? Most(IEnumerable<(string NeedId, string CapacityId)> others) => others
            .Select(other => (Pair: other, By: (after.Amount(other) - before.Amount(other)) * (less ? 1 : -1)))
            .Where(other => other.By > 0).OrderByDescending(other => other.By)
            .Select(other => ((string, string)?)other.Pair).FirstOrDefault();
    }

    private (string, string)[] Amounts((string NeedId, string CapacityId) pair) =>
        [("unit", Json.Code(capacities[pair.CapacityId].Declaration.Kind)), ("from", Number(before.Amount(pair))), ("to", Number(after.Amount(pair)))];

    private static IEnumerable<(string, ParticipantId)> Covered(PolicyOutcome side) => side.Plan.Lines.Where(line => line.Amount is not null).Select(line => (line.NeedId, line.Partner));

    private static IEnumerable<string> Ids(MarketInput input) => input.Capacities.Select(capacity => capacity.Id);

    private bool IsFunding(string capacityId) => capacities[capacityId].Declaration.Kind == AssistanceKind.Funding;

    private static IEnumerable<(string Criterion, int From, int To)> Moves(IEnumerable<(string Criterion, int Points)> was, IEnumerable<(string Criterion, int Points)> now)
    {
        var (from, to) = (was.ToDictionary(p => p.Criterion, p => p.Points), now.ToDictionary(p => p.Criterion, p => p.Points));
        return from.Keys.Union(to.Keys)
            .Select(criterion => (criterion, from.GetValueOrDefault(criterion), to.GetValueOrDefault(criterion)))
            .Where(move => move.Item2 != move.Item3);
    }

    private static string KeyOf(PlanCause cause) => $"{cause.With} {cause.Reason.Key()}";
}
