using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>Weighs partners on the record that have no capacity for a State, by what the record says of them.</summary>
internal sealed class KnownDonors
{
    private readonly HashSet<ParticipantId> _registered;
    private readonly Refusals _refusals;
    private readonly MarketInput _input;
    private readonly MatchPolicy _policy;
    private readonly DateOnly _today;

    public KnownDonors(MarketInput input, MatchPolicy policy, DateOnly today)
    {
        (_input, _policy, _today) = (input, policy, today);
        _refusals = new(input.Refused, policy, today);
        _registered = [.. input.Capacities.Where(capacity => capacity.Status == DeclarationStatus.Open).Select(capacity => capacity.Partner)];
    }

    /// <summary>Partners on the record, each once, that may be asked about these needs of a State; <paramref name="others"/> are left out.</summary>
    /// <param name="needs">Open needs of one State.</param>
    /// <param name="others">Partners that are known to fit, or are promised already.</param>
    public IEnumerable<(ParticipantId Partner, int Fit)> Of(IReadOnlyList<Need> needs, IReadOnlySet<ParticipantId> others)
    {
        foreach (var partner in _input.Record.Partners)
        {
            if (partner != needs[0].State && !others.Contains(partner) && Best(needs, partner) is { } best)
                yield return (partner, Score(best, partner));
        }
    }

    /// <summary>A donor with its reasons, from the need for which the record says most.</summary>
    public KnownDonor Explained(IReadOnlyList<Need> needs, ParticipantId partner)
    {
        var pair = PairOf(Best(needs, partner)!, partner);
        var known = new FitPoint(
            KnownDonor.Criterion,
            _policy.KnownDonorPoints,
            That(_registered.Contains(partner) ? "known_donor.none_fits" : "known_donor.nothing_registered", ("partner", partner.Value)));
        IReadOnlyList<FitPoint> points = [.. FitCriteria.ExplainRecord(pair).Append(known).OrderByDescending(point => point.Points)];
        return new(partner, Math.Min(1000, points.Sum(point => point.Points)), points);
    }

    /// <summary>The need for which the record says most, of those about which the partner may be asked; null where there is none.</summary>
    private Need? Best(IReadOnlyList<Need> needs, ParticipantId partner) => needs
        .Where(need => !need.Declaration.UnwantedPartners.Has(partner) && !_refusals.Hold(need, partner))
        // What the record says differs by pillar and kind alone.
        .DistinctBy(need => (need.Declaration.Pillar, KindOf(need)))
        .MaxBy(need => Score(need, partner));

    private int Score(Need need, ParticipantId partner) => Math.Min(1000, FitCriteria.ScoreRecord(PairOf(need, partner)) + _policy.KnownDonorPoints);

    private static AssistanceKind KindOf(Need need) => Promises.Asks(need, money: true) ? AssistanceKind.Funding : need.Declaration.Kinds[0];

    // Beside nothing that is registered: only what the record says of the two is asked of this pair.
    private Pair PairOf(Need need, ParticipantId partner) => new(
        need, Nothing(partner, KindOf(need)), null, null, null, 0, false, _policy, _today)
    {
        Known = _input.KnownOf(need.State),
        PartnerKnown = _input.KnownOf(partner),
    };

    private static Capacity Nothing(ParticipantId partner, AssistanceKind kind) => new("", partner, 0, DeclarationStatus.Open, default, new CapacityDeclaration
    {
        Pillars = [],
        Places = new(),
        Kind = kind,
        Period = new(DateOnly.MinValue, DateOnly.MaxValue),
    });
}
