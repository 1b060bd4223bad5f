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
    private readonly Area?[] _partnerArea;
    private readonly Background[] _partnerKnown;
    private readonly MarketInput _input;
    private readonly int[] _partnerSeenBy;
    private readonly List<long> _ranked = [];

    public Market(MarketInput input, MatchPolicy policy, DateOnly today)
    {
        (_input, _geography, _policy, _today) = (input, input.Geography, policy, today);
        Needs = [.. input.Needs.Where(n => n.Status == DeclarationStatus.Open).OrderBy(n => n.Id, StringComparer.Ordinal)];
        Capacities = [.. input.Capacities.OrderBy(c => c.Id, StringComparer.Ordinal)];
        Promises = Promises.Of(input);
        CapacityLeft = [.. Capacities.Select(Promises.CapacityLeft)];
        Partner = Numbered(Capacities);
        _partnerArea = [.. Capacities.Select(capacity => _geography.Of(capacity.Partner))];
        _partnerKnown = [.. Capacities.Select(capacity => input.KnownOf(capacity.Partner))];
        _partnerSeenBy = new int[Capacities.Length];
        Array.Fill(_partnerSeenBy, -1);
        _index = new CapacityIndex(Capacities);
    }

    public Need[] Needs { get; }

    public Capacity[] Capacities { get; }

    public Promises Promises { get; }

    /// <summary>What of each capacity is not promised.</summary>
    public long[] CapacityLeft { get; }

    /// <summary>The partner's number of each capacity, below the number of capacities.</summary>
    public int[] Partner { get; }

    public Pair Pair(Need need, int capacity, bool money) => Pair(SideOf(need, money), capacity);

    /// <summary>The eligible capacities of a need in one unit, the best fit first, then by number; and how many partners offer them.</summary>
    /// <remarks>Only the best are kept (<see cref="MatchPolicy.CandidatesPerNeed"/>); the partners are counted before that.</remarks>
    public (Candidate[] Best, int Partners) Candidates(int needNumber, bool money)
    {
        var side = SideOf(Needs[needNumber], money);
        var partners = 0;
        _ranked.Clear();
        // A need asks once for money and once for slots: two different numbers for the index.
        var asking = (2 * needNumber) + (money ? 0 : 1);
        foreach (var capacity in _index.Near(asking, side.Need, side.Area, money))
        {
            var pair = Pair(side, capacity);
            if (!EligibilityRules.Pass(pair))
                continue;
            // One number for both, so that the sort compares numbers alone: what is missing from the best fit, then the capacity.
            _ranked.Add(((1000L - FitCriteria.Score(pair)) << 32) | (uint)capacity);
            if (_partnerSeenBy[Partner[capacity]] != asking)
                (_partnerSeenBy[Partner[capacity]], partners) = (asking, partners + 1);
        }

        _ranked.Sort();
        var best = new Candidate[Math.Min(_ranked.Count, _policy.CandidatesPerNeed)];
        for (var i = 0; i < best.Length; i++)
            best[i] = new((int)(_ranked[i] & int.MaxValue), 1000 - (int)(_ranked[i] >> 32));
        return (best, partners);
    }

    private static int[] Numbered(Capacity[] capacities)
    {
        var numbers = new Dictionary<ParticipantId, int>();
        foreach (var capacity in capacities)
            numbers.TryAdd(capacity.Partner, numbers.Count);
        return [.. capacities.Select(capacity => numbers[capacity.Partner])];
    }

    private NeedSide SideOf(Need need, bool money) =>
        new(need, _geography.Of(need.State), Promises.NeedLeft(need, money), Promises.HoldAnything(need.Id), KnownOf(need));

    /// <summary>What is known of a need's State beside what it declares.</summary>
    public Background KnownOf(Need need) => _input.KnownOf(need.State);

    private Pair Pair(in NeedSide side, int capacity) => new(
        side.Need,
        Capacities[capacity],
        side.Area,
        _partnerArea[capacity],
        side.Left,
        CapacityLeft[capacity],
        side.HasPromises && Promises.Hold(side.Need.Id, Capacities[capacity].Id),
        _policy,
        _today)
    {
        Known = side.Known,
        PartnerKnown = _partnerKnown[capacity],
    };

    /// <summary>What of a pair is the need's alone: looked up once for all of its capacities.</summary>
    private readonly record struct NeedSide(Need Need, Area? Area, long? Left, bool HasPromises, Background Known);
}
