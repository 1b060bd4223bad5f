using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>
/// Matches declared needs with registered capacities. Pure: the same market, policy and day give the same plan to the
/// byte, whatever the order of the lists.
/// </summary>
public static class Matcher
{
    /// <summary>The plan of a round.</summary>
    /// <remarks>
    /// Time is O(n log n) in declarations, plus the pairs that share pillar, kind and place (each weighed once), plus the
    /// exact allocation over the best <see cref="MatchPolicy.CandidatesPerNeed"/> of each need; memory grows with the latter.
    /// </remarks>
    public static MatchPlan Match(MarketInput input, MatchPolicy policy, DateOnly today) => Match(input, policy, today, null).Plan;

    /// <summary>The plan of a round that follows another. It is the same plan as from nothing, made with less work.</summary>
    /// <param name="input">The market, the promises and what is under review.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="before">What the earlier round left; null for none. Of another policy, day or geography it is of no use, and does no harm.</param>
    public static MatchMemory Match(MarketInput input, MatchPolicy policy, DateOnly today, MatchMemory? before) => Match(input, policy, today, before, null);

    /// <param name="input">The market, the promises and what is under review.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="before">What the earlier round left.</param>
    /// <param name="passed">Told after each step, by its name: for measuring.</param>
    internal static MatchMemory Match(MarketInput input, MatchPolicy policy, DateOnly today, MatchMemory? before, Action<string>? passed)
    {
        var market = new Market(input, policy, today, before?.Market);
        passed?.Invoke("order, promises, index");
        var known = market.Changes is null ? null : before;
        var (money, slots) = (new UnitPlan(market, policy, today, money: true, known?.Money), new UnitPlan(market, policy, today, money: false, known?.Slots));
        passed?.Invoke("candidates, fit, priority");
        var underReview = new UnderReview(input.UnderReview);
        PlanPoints[] points = [money.Solve(underReview, passed), slots.Solve(underReview, passed)];
        var invitations = Invitations.Of(market, money, slots, policy, new(input, policy, today), known?.Invitations);
        passed?.Invoke("invitations");
        var (lines, cover) = Written(market, money, slots, invitations.Talks.ToLookup(line => line.NeedId, StringComparer.Ordinal));
        var plan = new MatchPlan(policy.Name, policy.Version, lines, cover, points)
        {
            KnownDonors = invitations.Donors,
            Moves = ReviewMove.All(input, policy, today, lines),
            Broken = market.Promises.Broken,
        };
        var touched = market.Changes is { } changes ? Touched(market, changes, money, slots, state => invitations.IsAsBefore(state, known!.Invitations)) : null;
        // What this round leaves must not keep alive what the one before left.
        market.Forget();
        money.Forget();
        slots.Forget();
        passed?.Invoke("lines, cover, reasons");
        return new MatchMemory(plan, touched, market, money, slots, invitations);
    }

    /// <summary>Lines by need and capacity, cover by need, money first.</summary>
    private static (List<PlanLine> Lines, List<NeedCover> Cover) Written(Market market, UnitPlan money, UnitPlan slots, ILookup<string, PlanLine> talks)
    {
        List<PlanLine> lines = [];
        List<NeedCover> cover = new(market.Needs.Length);
        for (var need = 0; need < market.Needs.Length; need++)
        {
            var (inMoney, inSlots) = (money.Of(need), slots.Of(need));
            var from = lines.Count;
            lines.AddRange(inMoney?.Lines ?? []);
            lines.AddRange(inSlots?.Lines ?? []);
            lines.AddRange(talks[market.Needs[need].Id]);
            lines.Sort(from, lines.Count - from, ByCapacity);
            if (inMoney is not null)
                cover.Add(inMoney.Cover);
            if (inSlots is not null)
                cover.Add(inSlots.Cover);
        }

        return (lines, cover);
    }

    private static readonly Comparer<PlanLine> ByCapacity = Comparer<PlanLine>.Create((one, other) => string.CompareOrdinal(one.CapacityId, other.CapacityId));

    private static HashSet<ParticipantId> Touched(Market market, MarketChanges changes, UnitPlan money, UnitPlan slots, Func<ParticipantId, bool> isInvitedAsBefore)
    {
        HashSet<ParticipantId> touched = [.. changes.GoneNeeds().Select(number => changes.Before.Needs[number].State)];
        for (var need = 0; need < market.Needs.Length; need++)
        {
            if (changes.NeedBefore[need] < 0 || !money.IsAsBefore(need) || !slots.IsAsBefore(need) || !isInvitedAsBefore(market.Needs[need].State))
                touched.Add(market.Needs[need].State);
        }

        return touched;
    }

    /// <summary>States of which open needs are left behind, the furthest first, with the reasons: from the same criteria as <see cref="Priorities"/>. What is held without a yes helps nobody yet, and does not count.</summary>
    /// <param name="input">The whole market.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day that is asked about.</param>
    /// <param name="isShown">Which needs the list tells of; all where null. What it says of a need is the same whichever others it tells of.</param>
    public static IReadOnlyList<LeftBehindState> LeftBehind(MarketInput input, MatchPolicy policy, DateOnly today, Func<Need, bool>? isShown = null) =>
        LeftBehindState.All(new Market(input with { Promised = [.. input.Promised.Where(line => line.YesAt is not null)] }, policy, today), policy, today, isShown ?? (_ => true));

    /// <summary>How much each costed need counts, the highest first, then by id.</summary>
    public static IReadOnlyList<NeedPriority> Priorities(MarketInput input, MatchPolicy policy, DateOnly today)
    {
        var market = new Market(input, policy, today);
        return
        [
            .. new UnitPlan(market, policy, today, money: true).Priorities
                .Concat(new UnitPlan(market, policy, today, money: false).Priorities)
                .OrderByDescending(p => p.Points).ThenBy(p => p.NeedId, StringComparer.Ordinal).ThenByDescending(p => p.Money),
        ];
    }

    /// <summary>What is said of a partner about which no pair can be asked.</summary>
    public static Reason NoCapacity(ParticipantId partner) => Say.That("why_not.no_capacity", ("partner", partner.Value));

    /// <summary>
    /// Every rule that the pair fails, in the order of the catalogue; empty where it is eligible. With the plan, an
    /// eligible pair of which it suggests no cover gets one refusal, <c>outweighed</c>, that says where the room went.
    /// </summary>
    /// <param name="need">Any need, open or not.</param>
    /// <param name="capacity">Any capacity, open or not.</param>
    /// <param name="input">The market, for promises and places.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day that is asked about.</param>
    /// <param name="plan">The plan from the same market, policy and day; null where only eligibility is asked about.</param>
    public static IReadOnlyList<Refusal> WhyNot(Need need, Capacity capacity, MarketInput input, MatchPolicy policy, DateOnly today, MatchPlan? plan = null)
    {
        var promises = Promises.Of(input, today);
        var pair = new Pair(
            need,
            capacity,
            input.Geography.Of(need.State),
            input.Geography.Of(capacity.Partner),
            promises.NeedLeft(need, capacity.Declaration.Kind == AssistanceKind.Funding),
            promises.CapacityLeft(capacity),
            promises.Hold(need.Id, capacity.Id),
            policy,
            today)
        {
            RefusedAt = new Refusals(input.Refused, policy, today).Of(need, capacity),
            Known = input.KnownOf(need.State),
            PartnerKnown = input.KnownOf(capacity.Partner),
        };
        var refusals = EligibilityRules.WhyNot(pair);
        return refusals.Count == 0 && plan is not null && Outweighed.Of(pair, plan, input, promises) is { } outweighed ? [outweighed] : refusals;
    }
}
