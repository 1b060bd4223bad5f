using System.Runtime.InteropServices;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>
/// Open capacities by pillar, kind and place, so that a need meets only those that could serve it: a round costs
/// O(needs × capacities of the same pillar, kind and place), never all pairs. It only narrows; the rules decide. Once made
/// it does not change: several rounds may read it at a time.
/// </summary>
public sealed class CapacityIndex
{
    private readonly Dictionary<(Pillar, AssistanceKind), Bucket> _buckets = [];

    /// <summary>An index of <paramref name="capacities"/>; their place in the list is their number.</summary>
    public CapacityIndex(IReadOnlyList<Capacity> capacities)
    {
        for (var number = 0; number < capacities.Count; number++)
        {
            if (capacities[number].Status != DeclarationStatus.Open)
                continue;
            var declaration = capacities[number].Declaration;
            foreach (var pillar in declaration.Pillars)
                (CollectionsMarshal.GetValueRefOrAddDefault(_buckets, (pillar, declaration.Kind), out _) ??= new()).Add(number, declaration.Places);
        }
    }

    /// <summary>The capacities that could serve a need in one unit, each once, in no particular order.</summary>
    /// <param name="need">The need.</param>
    /// <param name="area">Where its State lies.</param>
    /// <param name="money">The unit.</param>
    public IEnumerable<int> Near(Need need, Area? area, bool money) => need.Declaration.Kinds
        .Where(kind => kind == AssistanceKind.Funding == money)
        .SelectMany(kind => _buckets.TryGetValue((need.Declaration.Pillar, kind), out var bucket) ? bucket.For(need.State, area) : [])
        .SelectMany(list => list)
        .Distinct();

    private sealed class Bucket
    {
        private readonly List<int> _anywhere = [];
        private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

        public void Add(int number, Places places)
        {
            if (places.Anywhere)
            {
                _anywhere.Add(number);
                return;
            }

            foreach (var place in (IEnumerable<string>)[.. places.States.Select(s => s.Value), .. places.Subregions, .. places.Regions])
                (CollectionsMarshal.GetValueRefOrAddDefault(_places, place, out _) ??= []).Add(number);
        }

        /// <summary>A capacity that names several of the places stands in the list of each.</summary>
        public IEnumerable<List<int>> For(ParticipantId state, Area? area)
        {
            yield return _anywhere;
            foreach (var place in (IEnumerable<string>)(area is null ? [state.Value] : [state.Value, area.Subregion, area.Region, .. area.SubregionsBeside]))
            {
                if (_places.TryGetValue(place, out var list))
                    yield return list;
            }
        }
    }
}
