using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>An eligible capacity of a need.</summary>
/// <param name="Capacity">The capacity's number.</param>
/// <param name="Fit">Its fit, 0 to 1000.</param>
internal readonly record struct Candidate(int Capacity, int Fit);

/// <summary>The market of a round: declarations numbered in the order of their ids, and what is left of them after promises.</summary>
internal sealed class Market
{
    private readonly Geography _geography;
    private readonly CapacityIndex _index;
    private readonly MatchPolicy _policy;
    private readonly DateOnly _today;

    public Market(MarketInput input, MatchPolicy policy, DateOnly today)
    {
        (_geography, _policy, _today) = (input.Geography, policy, today);
        Needs = [.. input.Needs.Where(n => n.Status == DeclarationStatus.Open).OrderBy(n => n.Id, StringComparer.Ordinal)];
        Capacities = [.. input.Capacities.OrderBy(c => c.Id, StringComparer.Ordinal)];
        Promises = Promises.Of(input);
        CapacityLeft = [.. Capacities.Select(Promises.CapacityLeft)];
        _index = new CapacityIndex(Capacities);
    }

    public IReadOnlyList<Need> Needs { get; }

    public IReadOnlyList<Capacity> Capacities { get; }

    public Promises Promises { get; }

    /// <summary>What of each capacity is not promised.</summary>
    public long[] CapacityLeft { get; }

    public Pair Pair(Need need, int capacity, bool money) => new(
        need,
        Capacities[capacity],
        _geography.Of(need.State),
        _geography.Of(Capacities[capacity].Partner),
        Promises.NeedLeft(need, money),
        CapacityLeft[capacity],
        Promises.Hold(need.Id, Capacities[capacity].Id),
        _policy,
        _today);

    /// <summary>The eligible capacities of a need in one unit, the best fit first, then by number; and how many partners offer them.</summary>
    /// <remarks>Only the best are kept (<see cref="MatchPolicy.CandidatesPerNeed"/>); the partners are counted before that.</remarks>
    public (Candidate[] Best, int Partners) Candidates(int needNumber, bool money)
    {
        var need = Needs[needNumber];
        List<Candidate> candidates = [];
        HashSet<ParticipantId> partners = [];
        // A need asks once for money and once for slots: two different numbers for the index.
        foreach (var capacity in _index.Near((2 * needNumber) + (money ? 0 : 1), need, _geography.Of(need.State), money))
        {
            var pair = Pair(need, capacity, money);
            if (!EligibilityRules.Pass(pair))
                continue;
            candidates.Add(new(capacity, FitCriteria.Score(pair)));
            partners.Add(pair.Capacity.Partner);
        }

        candidates.Sort(static (a, b) => a.Fit != b.Fit ? b.Fit.CompareTo(a.Fit) : a.Capacity.CompareTo(b.Capacity));
        return ([.. candidates.Take(_policy.CandidatesPerNeed)], partners.Count);
    }
}
