using System.Runtime.InteropServices;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>What is already promised or held, as far as its capacity bears it, added up. O(needs + capacities + promises).</summary>
internal sealed class Promises
{
    private readonly HashSet<(string Need, string Capacity)> _pairs = [];
    private readonly Dictionary<string, List<string>> _to = [];
    private readonly Dictionary<(string Need, bool Money), long> _needs = [];
    private readonly Dictionary<string, long> _capacities = [];
    private readonly Dictionary<string, Dictionary<ParticipantId, long>> _states = [];
    private readonly Dictionary<(string Need, bool Money), HashSet<ParticipantId>> _partners = [];

    private Promises()
    {
    }

    /// <summary>Lines to open needs that their capacity does not bear, or not in full, in the order of needs and capacities.</summary>
    public IReadOnlyList<BrokenLine> Broken { get; private init; } = [];

    public static Promises Of(MarketInput input, DateOnly today)
    {
        var (borne, broken) = BrokenLine.Of(input, today);
        var promises = new Promises { Broken = broken };
        if (borne.Count == 0)
            return promises;
        var states = input.Needs.Where(n => n.Status == DeclarationStatus.Open).ToDictionary(n => n.Id, n => n.State, StringComparer.Ordinal);
        var capacities = input.Capacities.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var line in borne)
            promises.Add(line, states[line.NeedId], capacities[line.CapacityId]);
        return promises;
    }

    /// <summary>What is promised to a need in one unit.</summary>
    public long Promised(string need, bool money) => _needs.GetValueOrDefault((need, money));

    /// <summary>True where anything is promised to the need: only then is it worth asking about its pairs.</summary>
    public bool HoldAnything(string need) => _partners.ContainsKey((need, true)) || _partners.ContainsKey((need, false));

    /// <summary>The capacities that are promised to a need, in ordinal order.</summary>
    public IReadOnlyList<string> To(string need) => _to.GetValueOrDefault(need) ?? [];

    public bool Hold(string need, string capacity) => _pairs.Contains((need, capacity));

    /// <summary>What of the need is not promised, in one unit, 0 or more; null where it is not asked for or not costed.</summary>
    public long? NeedLeft(Need need, bool money) =>
        Gap(need, money) is { } gap ? Math.Max(0, gap - Promised(need.Id, money)) : null;

    public long CapacityLeft(Capacity capacity) => Math.Max(0, capacity.Declaration.Amount - _capacities.GetValueOrDefault(capacity.Id));

    /// <summary>What is promised of a capacity to all needs of a State.</summary>
    public long PromisedTo(ParticipantId state, string capacity) => _states.TryGetValue(capacity, out var states) ? states.GetValueOrDefault(state) : 0;

    /// <summary>True where the same of a capacity is promised to each State.</summary>
    public bool AreSame(Promises other, string capacity) => (_states.GetValueOrDefault(capacity), other._states.GetValueOrDefault(capacity)) switch
    {
        (null, null) => true,
        ({ } one, { } same) => one.Count == same.Count && one.All(state => same.TryGetValue(state.Key, out var amount) && amount == state.Value),
        _ => false,
    };

    public int Partners(Need need, bool money) => _partners.GetValueOrDefault((need.Id, money))?.Count ?? 0;

    /// <summary>The partners of what is promised to a need, in either unit.</summary>
    public IEnumerable<ParticipantId> PartnersOf(string need) => [.. _partners.GetValueOrDefault((need, true)) ?? [], .. _partners.GetValueOrDefault((need, false)) ?? []];

    /// <summary>What partners could cover in all, in one unit; null where it is not asked for or not costed.</summary>
    public static long? Gap(Need need, bool money) => money ? need.Declaration.GapUsd : Asks(need, money) ? need.Declaration.Slots : null;

    public static bool Asks(Need need, bool money) => need.Declaration.Kinds.Any(kind => kind == AssistanceKind.Funding == money);

    private void Add(FixedLine line, ParticipantId state, Capacity capacity)
    {
        var money = capacity.Declaration.Kind == AssistanceKind.Funding;
        _pairs.Add((line.NeedId, line.CapacityId));
        (CollectionsMarshal.GetValueRefOrAddDefault(_to, line.NeedId, out _) ??= []).Add(line.CapacityId);
        CollectionsMarshal.GetValueRefOrAddDefault(_needs, (line.NeedId, money), out _) += line.Amount ?? 0;
        CollectionsMarshal.GetValueRefOrAddDefault(_capacities, line.CapacityId, out _) += line.Amount ?? 0;
        ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, line.CapacityId, out _);
        CollectionsMarshal.GetValueRefOrAddDefault(states ??= [], state, out _) += line.Amount ?? 0;
        (CollectionsMarshal.GetValueRefOrAddDefault(_partners, (line.NeedId, money), out _) ??= []).Add(capacity.Partner);
    }
}
