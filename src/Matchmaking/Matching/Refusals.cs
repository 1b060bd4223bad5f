using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>What partners have said no to and is still remembered, by State. O(1) for a pair.</summary>
internal sealed class Refusals
{
    private readonly Dictionary<ParticipantId, Dictionary<(ParticipantId Partner, Pillar Pillar), DateTimeOffset>> _states = [];

    /// <param name="refused">Every no; of several about the same the last one counts.</param>
    /// <param name="policy">The policy, for how long a no holds.</param>
    /// <param name="today">The day of the round.</param>
    public Refusals(IReadOnlyList<PartnerRefusal> refused, MatchPolicy policy, DateOnly today)
    {
        foreach (var no in refused)
        {
            if (Until(no.At, policy) <= today)
                continue;
            if (!_states.TryGetValue(no.State, out var partners))
                _states[no.State] = partners = [];
            partners[(no.Partner, no.Pillar)] = partners.TryGetValue((no.Partner, no.Pillar), out var at) && at > no.At ? at : no.At;
        }
    }

    /// <summary>The first day on which a no of that time no longer holds.</summary>
    public static DateOnly Until(DateTimeOffset at, MatchPolicy policy) => DateOnly.FromDateTime(at.UtcDateTime).AddMonths(policy.RefusalMonths);

    /// <summary>True where anybody has said no to the State: only then is it worth asking about its pairs.</summary>
    public bool Any(ParticipantId state) => _states.ContainsKey(state);

    /// <summary>When the partner said no to what the two declare; null where it has not, or where one of them is declared or revised since.</summary>
    public DateTimeOffset? Of(Need need, Capacity capacity) =>
        _states.TryGetValue(need.State, out var partners) && partners.TryGetValue((capacity.Partner, need.Declaration.Pillar), out var at)
            && need.ChangedAt <= at && capacity.ChangedAt <= at ? at : null;

    /// <summary>True where a partner that offers nothing said no to the State for the need's pillar, and the need has not been revised since.</summary>
    public bool Hold(Need need, ParticipantId partner) =>
        _states.TryGetValue(need.State, out var partners) && partners.TryGetValue((partner, need.Declaration.Pillar), out var at) && need.ChangedAt <= at;

    /// <summary>True where the two hold the same of a State.</summary>
    public bool AreSame(Refusals other, ParticipantId state) => (_states.GetValueOrDefault(state), other._states.GetValueOrDefault(state)) switch
    {
        (null, null) => true,
        ({ } one, { } same) => one.Count == same.Count && one.All(no => same.TryGetValue(no.Key, out var at) && at == no.Value),
        _ => false,
    };
}
