using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>An eligible capacity of a need.</summary>
/// <param name="Capacity">The capacity's number.</param>
/// <param name="Fit">Its fit, 0 to 1000.</param>
internal readonly record struct Candidate(int Capacity, int Fit);

/// <summary>The eligible capacities of a need in one unit.</summary>
/// <param name="Best">The best fit first, then by number; only the best are kept (<see cref="MatchPolicy.CandidatesPerNeed"/>).</param>
/// <param name="Partners">How many partners offer them, counted before that.</param>
internal sealed record Candidates(Candidate[] Best, int Partners);

/// <summary>The market of a round: declarations numbered in the order of their ids, what is left of them after promises, and who could help whom.</summary>
internal sealed class Market
{
    private readonly Lazy<CapacityIndex> _index;
    private readonly MatchPolicy _policy;
    private readonly DateOnly _today;
    private readonly Area?[] _partnerArea;
    private readonly Background[] _partnerKnown;
    private readonly Dictionary<ParticipantId, int> _partnerNumbers;
    private readonly MarketInput _input;
    private readonly int[] _partnerSeenBy;
    private readonly List<long> _ranked = [];
    private int _asked;

    /// <param name="input">What a round looks at.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="before">The market of an earlier round; what has not changed since is not looked at again.</param>
    public Market(MarketInput input, MatchPolicy policy, DateOnly today, Market? before = null)
    {
        (_input, _policy, _today) = (input, policy, today);
        Needs = Ordered(input.Needs.Where(n => n.Status == DeclarationStatus.Open), n => n.Id);
        Capacities = Ordered(input.Capacities, c => c.Id);
        Promises = Promises.Of(input, today);
        Refusals = new(input.Refused, policy, today);
        CapacityLeft = [.. Capacities.Select(Promises.CapacityLeft)];
        _partnerNumbers = Numbered(Capacities);
        Partner = [.. Capacities.Select(capacity => _partnerNumbers[capacity.Partner])];
        _partnerArea = [.. Capacities.Select(capacity => input.Geography.Of(capacity.Partner))];
        _partnerKnown = [.. Capacities.Select(capacity => input.KnownOf(capacity.Partner))];
        _partnerSeenBy = new int[Capacities.Length];
        Array.Fill(_partnerSeenBy, -1);
        Changes = before is not null && before.IsComparable(this) ? MarketChanges.Between(before, this) : null;
        _index = Changes is { SameCapacities: true } ? before!._index : Index(Capacities);
    }

    public Need[] Needs { get; }

    public Capacity[] Capacities { get; }

    public Promises Promises { get; }

    public Refusals Refusals { get; }

    /// <summary>What of each capacity is not promised.</summary>
    public long[] CapacityLeft { get; }

    /// <summary>The partner's number of each capacity, below the number of capacities.</summary>
    public int[] Partner { get; }

    /// <summary>The number of a partner that has a capacity.</summary>
    public int NumberOf(ParticipantId partner) => _partnerNumbers[partner];

    /// <summary>What differs from the market of an earlier round; null where that is of no use.</summary>
    public MarketChanges? Changes { get; private set; }

    /// <summary>Lets go of the earlier market, which would else keep all markets before it alive.</summary>
    public void Forget() => Changes = null;

    public Pair Pair(Need need, int capacity, bool money) => Pair(SideOf(need, money), capacity);

    /// <summary>The eligible capacities of a need in one unit.</summary>
    /// <param name="need">The need.</param>
    /// <param name="money">The unit.</param>
    /// <param name="before">What was found in the round before for a need that has not changed since; null for none.</param>
    public Candidates Candidates(int need, bool money, Candidates? before = null) =>
        (before is null ? null : Revised(before, Changes!, need, money)) ?? Search(need, money);

    private bool IsComparable(Market other) =>
        (_policy.Name, _policy.Version, _today) == (other._policy.Name, other._policy.Version, other._today)
        && PolicyNumbers.Differing(_policy, other._policy).Count == 0
        && ReferenceEquals(_input.Geography, other._input.Geography)
        && ReferenceEquals(_input.Record, other._input.Record)
        && ReferenceEquals(_input.Affected, other._input.Affected);

    private Candidates Search(int need, bool money)
    {
        var side = SideOf(Needs[need], money);
        _ranked.Clear();
        foreach (var capacity in _index.Value.Near(side.Need, side.Area, money))
            Rank(side, capacity);
        return Ranked();
    }

    /// <summary>What was found before, without the capacities that changed and with those that fit now; null where too many were found to keep them all.</summary>
    private Candidates? Revised(Candidates known, MarketChanges changes, int need, bool money)
    {
        if (changes.SameCapacities)
            return known;
        if (known.Best.Length == _policy.CandidatesPerNeed)
            return null;
        var side = SideOf(Needs[need], money);
        _ranked.Clear();
        foreach (var (capacity, fit) in known.Best)
        {
            if (changes.CapacityNow[capacity] is >= 0 and var now)
                _ranked.Add(Place(fit, now));
        }

        foreach (var capacity in changes.ChangedCapacities)
        {
            if (Capacities[capacity].Declaration.Kind == AssistanceKind.Funding == money)
                Rank(side, capacity);
        }

        return Ranked();
    }

    private void Rank(in NeedSide side, int capacity)
    {
        var pair = Pair(side, capacity);
        if (EligibilityRules.Pass(pair))
            _ranked.Add(Place(FitCriteria.Score(pair), capacity));
    }

    // One number for both, so that the sort compares numbers alone: what is missing from the best fit, then the capacity.
    private static long Place(int fit, int capacity) => ((1000L - fit) << 32) | (uint)capacity;

    private Candidates Ranked()
    {
        var (partners, count) = (0, _asked++);
        foreach (var place in _ranked)
        {
            var partner = Partner[(int)(place & int.MaxValue)];
            if (_partnerSeenBy[partner] != count)
                (_partnerSeenBy[partner], partners) = (count, partners + 1);
        }

        _ranked.Sort();
        var best = new Candidate[Math.Min(_ranked.Count, _policy.CandidatesPerNeed)];
        for (var i = 0; i < best.Length; i++)
            best[i] = new((int)(_ranked[i] & int.MaxValue), 1000 - (int)(_ranked[i] >> 32));
        return new(best, partners);
    }

    /// <summary>By id; a store gives most of them in that order already.</summary>
    public static T[] Ordered<T>(IEnumerable<T> values, Func<T, string> id)
    {
        T[] all = [.. values];
        for (var i = 1; i < all.Length; i++)
        {
            if (string.CompareOrdinal(id(all[i - 1]), id(all[i])) > 0)
                return [.. all.OrderBy(id, StringComparer.Ordinal)];
        }

        return all;
    }

    // It holds on to nothing of the market but its capacities: later markets may share it.
    private static Lazy<CapacityIndex> Index(Capacity[] capacities) => new(() => new CapacityIndex(capacities));

    private static Dictionary<ParticipantId, int> Numbered(Capacity[] capacities)
    {
        var numbers = new Dictionary<ParticipantId, int>();
        foreach (var capacity in capacities)
            numbers.TryAdd(capacity.Partner, numbers.Count);
        return numbers;
    }

    private NeedSide SideOf(Need need, bool money) =>
        new(need, _input.Geography.Of(need.State), Promises.NeedLeft(need, money), Promises.HoldAnything(need.Id), Refusals.Any(need.State), KnownOf(need));

    /// <summary>What is known of a need's State beside what it declares.</summary>
    public Background KnownOf(Need need) => _input.KnownOf(need.State);

    /// <summary>What a partner gave to all States in the last years of the record, in US dollars.</summary>
    public long GivingOf(ParticipantId partner) => _input.Record.RecentUsd(partner);

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
        RefusedAt = side.HasRefusals ? Refusals.Of(side.Need, Capacities[capacity]) : null,
        Known = side.Known,
        PartnerKnown = _partnerKnown[capacity],
    };

    /// <summary>What of a pair is the need's alone: looked up once for all of its capacities.</summary>
    private readonly record struct NeedSide(Need Need, Area? Area, long? Left, bool HasPromises, bool HasRefusals, Background Known);
}
