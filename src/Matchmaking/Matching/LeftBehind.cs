using Matchmaking.Declaring;
using Matchmaking.Proposals;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>An open need that is left behind.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Points">1 or more: the sum of <paramref name="Because"/>.</param>
/// <param name="Because">The criteria of priority that say so, highest first.</param>
public sealed record LeftBehindNeed(string NeedId, int Points, IReadOnlyList<PriorityPoint> Because);

/// <summary>A State of which open needs are left behind.</summary>
/// <param name="State">The State.</param>
/// <param name="Points">The points of the need that is furthest behind.</param>
/// <param name="Needs">Its needs that are left behind, the highest points first, then by id.</param>
/// <param name="NobodyCouldHelp">True where nobody has promised anything to any of its open needs and no capacity fits one.</param>
public sealed record LeftBehindState(ParticipantId State, int Points, IReadOnlyList<LeftBehindNeed> Needs, bool NobodyCouldHelp)
{
    /// <summary>Why it stands where it stands on the list.</summary>
    public Reason Place => NobodyCouldHelp
        ? That("left_behind.place_nobody", ("state", State.Value), ("points", Number(Points)))
        : That("left_behind.place", ("state", State.Value), ("points", Number(Points)));

    /// <summary>What is said of the State's proposal.</summary>
    /// <param name="state">The State.</param>
    /// <param name="status">The status of the proposal that it has, or of the last one if that was turned down; null where there is none.</param>
    public static Reason? OfProposal(ParticipantId state, ProposalStatus? status) => status switch
    {
        null => That("left_behind.nobody", ("state", state.Value)),
        ProposalStatus.Proposed => That("left_behind.proposed", ("state", state.Value)),
        ProposalStatus.SentBack => That("left_behind.sent_back", ("state", state.Value)),
        ProposalStatus.Approved or ProposalStatus.Accepted or ProposalStatus.Answered => That("left_behind.decided", ("state", state.Value)),
        ProposalStatus.Refused => That("left_behind.refused", ("state", state.Value)),
        ProposalStatus.Declined => That("left_behind.declined", ("state", state.Value)),
        _ => null,
    };

    /// <summary>
    /// The States left behind: those that nobody could help first, then the highest points, then the one with more such needs, then
    /// by code.
    /// </summary>
    /// <remarks>Needs that are not yet costed are among them; needs whose period is over are not.</remarks>
    internal static IReadOnlyList<LeftBehindState> All(Market market, MatchPolicy policy, DateOnly today, Func<Need, bool> isShown)
    {
        var named = market.Capacities.Where(c => c.Status == DeclarationStatus.Open && c.Declaration.Period.To >= today)
            .SelectMany(c => c.Declaration.Places.States).ToHashSet();
        return
        [
            .. Enumerable.Range(0, market.Needs.Length)
                .Where(number => market.Needs[number].Declaration.Period.To >= today && isShown(market.Needs[number]))
                .Select(number => Of(market, number, !named.Contains(market.Needs[number].State), policy, today))
                .GroupBy(entry => entry.State)
                .Select(needs => (State: needs.Key, Behind: needs.Select(entry => entry.Need).Where(need => need.Points > 0).ToList(), Nobody: needs.All(entry => entry.Nobody)))
                .Where(state => state.Behind.Count > 0)
                .Select(state => new LeftBehindState(
                    state.State,
                    state.Behind.Max(n => n.Points),
                    [.. state.Behind.OrderByDescending(n => n.Points).ThenBy(n => n.NeedId, StringComparer.Ordinal)],
                    state.Nobody))
                .OrderByDescending(state => state.NobodyCouldHelp).ThenByDescending(state => state.Points).ThenByDescending(state => state.Needs.Count).ThenBy(state => state.State),
        ];
    }

    /// <summary>A need in the unit, dollars or slots, in which it is further behind.</summary>
    private static (ParticipantId State, LeftBehindNeed Need, bool Nobody) Of(Market market, int number, bool isUnnamed, MatchPolicy policy, DateOnly today)
    {
        var need = market.Needs[number];
        IReadOnlyList<PriorityPoint> furthest = [];
        var (nobody, points) = (true, 0);
        foreach (var money in Units.Where(money => Promises.Asks(need, money)))
        {
            var standing = new Standing(
                need, money, Promises.Gap(need, money), market.Promises.NeedLeft(need, money), market.Promises.Partners(need, money),
                market.Candidates(number, money).Partners, market.KnownOf(need), policy, today)
            { IsUnnamed = isUnnamed };
            nobody &= standing is { Promised: 0, Partners: 0, Left: not 0 };
            var because = PriorityCriteria.LeftBehind(standing);
            if (because.Sum(point => point.Points) is var sum && sum > points)
                (furthest, points) = (because, sum);
        }

        return (need.State, new(need.Id, points, furthest), nobody);
    }

    private static bool[] Units { get; } = [true, false];
}
