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
public sealed record LeftBehindState(ParticipantId State, int Points, IReadOnlyList<LeftBehindNeed> Needs)
{
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

    /// <summary>The States left behind, the highest points first, then the one with more such needs, then by code.</summary>
    /// <remarks>Needs that are not yet costed are among them; needs whose period is over are not.</remarks>
    internal static IReadOnlyList<LeftBehindState> All(Market market, MatchPolicy policy, DateOnly today, Func<Need, bool> isShown) =>
    [
        .. Enumerable.Range(0, market.Needs.Length)
            .Where(number => market.Needs[number].Declaration.Period.To >= today && isShown(market.Needs[number]))
            .Select(number => (market.Needs[number].State, Need: Of(market, number, policy, today)))
            .Where(entry => entry.Need.Points > 0)
            .GroupBy(entry => entry.State, entry => entry.Need)
            .Select(needs => new LeftBehindState(
                needs.Key, needs.Max(n => n.Points), [.. needs.OrderByDescending(n => n.Points).ThenBy(n => n.NeedId, StringComparer.Ordinal)]))
            .OrderByDescending(state => state.Points).ThenByDescending(state => state.Needs.Count).ThenBy(state => state.State),
    ];

    private static LeftBehindNeed Of(Market market, int number, MatchPolicy policy, DateOnly today)
    {
        var need = market.Needs[number];
        var partners = Math.Max(Partners(market, number, money: true), Partners(market, number, money: false));
        var because = PriorityCriteria.Weigh(
            new(need, Money: true, Gap: null, Left: null, !market.Promises.HoldAnything(need.Id), partners, market.KnownOf(need), policy, today),
            leftBehindOnly: true);
        return new(need.Id, because.Sum(point => point.Points), because);
    }

    private static int Partners(Market market, int number, bool money) =>
        Promises.Asks(market.Needs[number], money) ? market.Candidates(number, money).Partners : 0;
}
