using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>
/// Whom to invite, State by State: the partners that the plan's cover reaches, then those that fit best, up to
/// <see cref="MatchPolicy.InvitePartners"/>. The best fit of a partner over the State's needs ranks it, then what it gives at all, then its code.
/// </summary>
internal sealed class Invitations
{
    /// <summary>The most needs of which a partner is told without a figure: those that it fits best.</summary>
    private const int MostTalks = 3;

    private readonly Market _market;
    private readonly UnitPlan _money;
    private readonly UnitPlan _slots;
    private readonly MatchPolicy _policy;
    private readonly KnownDonors _knownDonors;
    private readonly Dictionary<ParticipantId, Invited> _byState = [];
    private readonly bool _isAsked;

    // By the partner's number, for the State that is being looked at.
    private readonly int[] _bestFit;
    private readonly bool[] _isChosen;
    private readonly int[] _seenBy;
    private int _asked;

    private Invitations(Market market, UnitPlan money, UnitPlan slots, MatchPolicy policy, KnownDonors knownDonors)
    {
        (_market, _money, _slots, _policy, _knownDonors) = (market, money, slots, policy, knownDonors);
        (_bestFit, _isChosen, _seenBy) = (new int[market.Capacities.Length], new bool[market.Capacities.Length], new int[market.Capacities.Length]);
        Array.Fill(_bestFit, -1);
        _isAsked = market.Capacities is [.., { Id: Addition.CapacityId }];
    }

    /// <summary>The invitations of every State with an open need.</summary>
    /// <param name="market">The market.</param>
    /// <param name="money">The plan in dollars, solved.</param>
    /// <param name="slots">The plan in slots, solved.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="knownDonors">Weighs those that have registered nothing that fits.</param>
    /// <param name="before">Those of the round to which the market knows its changes; what did not change is taken from it.</param>
    public static Invitations Of(Market market, UnitPlan money, UnitPlan slots, MatchPolicy policy, KnownDonors knownDonors, Invitations? before)
    {
        var invitations = new Invitations(market, money, slots, policy, knownDonors);
        foreach (var (state, needs) in NeedsByState(market))
            invitations._byState[state] = invitations.KeptOf(state, needs, before) ?? invitations.Find(needs);
        return invitations;
    }

    /// <summary>The lines without a figure, in no particular order.</summary>
    public IEnumerable<PlanLine> Talks => _byState.Values.SelectMany(invited => invited.Talks);

    /// <summary>The known donors, by State, of the States that have any.</summary>
    public IReadOnlyList<StateDonors> Donors =>
        [.. _byState.Where(entry => entry.Value.Donors.Length > 0).OrderBy(entry => entry.Key).Select(entry => new StateDonors(entry.Key, entry.Value.Donors))];

    /// <summary>Everybody who could be invited for one State, the best first: those with a capacity that fits, and all others on the record.</summary>
    public IReadOnlyList<ParticipantId> RankingOf(ParticipantId state) =>
        [.. Ranking([.. Enumerable.Range(0, _market.Needs.Length).Where(need => _market.Needs[need].State == state)]).Select(entry => entry.Partner)];

    /// <summary>True where the round before found the very same for a State.</summary>
    public bool IsAsBefore(ParticipantId state, Invitations before) => ReferenceEquals(_byState.GetValueOrDefault(state), before._byState.GetValueOrDefault(state));

    private static Dictionary<ParticipantId, List<int>> NeedsByState(Market market)
    {
        Dictionary<ParticipantId, List<int>> states = [];
        for (var need = 0; need < market.Needs.Length; need++)
        {
            if (!states.TryGetValue(market.Needs[need].State, out var needs))
                states[market.Needs[need].State] = needs = [];
            needs.Add(need);
        }

        return states;
    }

    /// <summary>What was found in the round before, where nothing that it came from has changed.</summary>
    private Invited? KeptOf(ParticipantId state, List<int> needs, Invitations? before) =>
        before is not null && _market.Changes is { SameCapacities: true } && before._byState.GetValueOrDefault(state) is { } was && was.Needs == needs.Count
            && needs.TrueForAll(need => _money.IsUntouched(need) && _slots.IsUntouched(need))
            ? was : null;

    private Invited Find(List<int> needs)
    {
        var covers = needs.SelectMany(Lines).Select(line => line.Partner).Where(partner => partner != Addition.Nobody).ToHashSet();
        // Where the cover alone reaches as many as are invited, nobody needs to be ranked.
        List<Ranked>? ranking = covers.Count < _policy.InvitePartners ? Ranking(needs) : null;
        var first = ranking?.Where(entry => !covers.Contains(entry.Partner)).Take(_policy.InvitePartners - covers.Count).ToList() ?? [];
        HashSet<ParticipantId> chosen = [.. covers, .. first.Where(entry => entry.HasCapacity).Select(entry => entry.Partner)];
        foreach (var need in needs)
        {
            if (!Array.Exists(Eligible(need), candidate => chosen.Contains(PartnerOf(candidate))) && BestOf(need, ranking ??= Ranking(needs)) is { } best)
                chosen.Add(best);
        }

        var all = needs.ConvertAll(need => _market.Needs[need]);
        return new(
            needs.Count,
            chosen.Count > covers.Count || all.Exists(need => need.Declaration.Kinds.Any(kind => !IsCosted(need, kind))) ? TalksOf(needs, chosen, covers) : [],
            [.. first.Where(entry => !entry.HasCapacity).Select(entry => _knownDonors.Explained(all, entry.Partner))]);
    }

    /// <summary>Everybody who could be invited, the best first.</summary>
    private List<Ranked> Ranking(List<int> needs)
    {
        List<Candidate> partners = [];
        foreach (var need in needs)
        {
            foreach (var candidate in Eligible(need))
            {
                ref var best = ref _bestFit[_market.Partner[candidate.Capacity]];
                if (best < 0)
                    partners.Add(candidate);
                best = Math.Max(best, candidate.Fit);
            }
        }

        var all = needs.ConvertAll(need => _market.Needs[need]);
        List<Ranked> ranking = partners.ConvertAll(candidate => new Ranked(PartnerOf(candidate), _bestFit[_market.Partner[candidate.Capacity]], HasCapacity: true));
        foreach (var candidate in partners)
            _bestFit[_market.Partner[candidate.Capacity]] = -1;
        HashSet<ParticipantId> others = [.. ranking.Select(entry => entry.Partner), .. all.SelectMany(need => _market.Promises.PartnersOf(need.Id))];
        ranking.AddRange(_knownDonors.Of(all, others).Select(donor => new Ranked(donor.Partner, donor.Fit, HasCapacity: false)));
        return [.. ranking.OrderByDescending(entry => entry.Fit).ThenByDescending(entry => _market.GivingOf(entry.Partner)).ThenBy(entry => entry.Partner)];
    }

    /// <summary>What is told without a figure: to those whom the cover does not reach, of the needs that they fit best; to all others, of needs that are not yet costed.</summary>
    private PlanLine[] TalksOf(List<int> needs, HashSet<ParticipantId> chosen, HashSet<ParticipantId> covers)
    {
        foreach (var partner in chosen)
            _isChosen[_market.NumberOf(partner)] = true;
        List<(int Partner, int Need, Candidate Candidate)> found = [];
        foreach (var need in needs)
        {
            _asked++;
            foreach (var candidate in Eligible(need))
            {
                var number = _market.Partner[candidate.Capacity];
                // The best capacities of a need come first: of a partner, the first one counts.
                if (!_isChosen[number] || _seenBy[number] == _asked)
                    continue;
                if (covers.Contains(PartnerOf(candidate)) && IsCosted(_market.Needs[need], _market.Capacities[candidate.Capacity].Declaration.Kind))
                    continue;
                _seenBy[number] = _asked;
                found.Add((number, need, candidate));
            }
        }

        foreach (var partner in chosen)
            _isChosen[_market.NumberOf(partner)] = false;
        return
        [
            .. found.GroupBy(talk => talk.Partner)
                .SelectMany(partner => partner.OrderByDescending(talk => talk.Candidate.Fit).ThenBy(talk => talk.Need).Take(MostTalks))
                .Select(talk => Talk(talk.Need, talk.Candidate)),
        ];
    }

    private static bool IsCosted(Need need, AssistanceKind kind) => Promises.Gap(need, money: kind == AssistanceKind.Funding) is not null;

    private PlanLine Talk(int number, Candidate candidate)
    {
        var (need, capacity) = (_market.Needs[number], _market.Capacities[candidate.Capacity]);
        var kind = capacity.Declaration.Kind;
        return new(need.Id, capacity.Id, capacity.Partner, kind, null, candidate.Fit, FitCriteria.Explain(_market.Pair(need, candidate.Capacity, kind == AssistanceKind.Funding)));
    }

    /// <summary>Of those that fit the need best, who stands first in the ranking.</summary>
    private ParticipantId? BestOf(int need, List<Ranked> ranking)
    {
        var eligible = Eligible(need);
        var best = eligible.TakeWhile(candidate => candidate.Fit == eligible[0].Fit).Select(PartnerOf).ToHashSet();
        return best.Count == 0 ? null : ranking.First(entry => best.Contains(entry.Partner)).Partner;
    }

    /// <summary>The capacities that fit a need in either unit, the best first. What a question of what-if adds is nobody's to invite.</summary>
    private Candidate[] Eligible(int need)
    {
        var (money, slots) = (_money.CandidatesOf(need), _slots.CandidatesOf(need));
        return _isAsked ? [.. InOrder(money, slots).Where(candidate => PartnerOf(candidate) != Addition.Nobody)] : InOrder(money, slots);
    }

    private static Candidate[] InOrder(Candidate[] money, Candidate[] slots) => slots.Length == 0 ? money : money.Length == 0 ? slots
        : [.. money.Concat(slots).OrderByDescending(candidate => candidate.Fit).ThenBy(candidate => candidate.Capacity)];

    private IEnumerable<PlanLine> Lines(int need) => (_money.Of(need)?.Lines ?? []).Concat(_slots.Of(need)?.Lines ?? []);

    private ParticipantId PartnerOf(Candidate candidate) => _market.Capacities[candidate.Capacity].Partner;

    /// <summary>Somebody who could be invited.</summary>
    private readonly record struct Ranked(ParticipantId Partner, int Fit, bool HasCapacity);

    /// <summary>Who is invited for a State beside those whom the cover reaches, and of how many needs it was found.</summary>
    private sealed record Invited(int Needs, PlanLine[] Talks, KnownDonor[] Donors);
}
