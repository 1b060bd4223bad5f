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
            foreach (var pillar in declaration.Pillars.Distinct())
                (CollectionsMarshal.GetValueRefOrAddDefault(_buckets, (pillar, declaration.Kind), out _) ??= new()).Add(number, declaration.Places);
        }
    }

    /// <summary>The capacities that could serve a need in one unit, each once, in no particular order.</summary>
    /// <param name="need">The need.</param>
    /// <param name="area">Where its State lies.</param>
    /// <param name="money">The unit.</param>
    public IEnumerable<int> Near(Need need, Area? area, bool money)
    {
        foreach (var kind in need.Declaration.Kinds.Distinct())
        {
            if (kind == AssistanceKind.Funding == money && _buckets.TryGetValue((need.Declaration.Pillar, kind), out var bucket))
            {
                foreach (var number in bucket.For(need.State, area))
                    yield return number;
            }
        }
    }

    private sealed class Bucket
    {
        // Each list by number, since capacities are added in that order.
        private readonly List<int> _anywhere = [];
        private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

        public void Add(int number, Places places)
        {
            if (places.Anywhere)
            {
                _anywhere.Add(number);
                return;
            }

            foreach (var place in places.States.Select(s => s.Value).Concat(places.Subregions).Concat(places.Regions).Distinct(StringComparer.Ordinal))
                (CollectionsMarshal.GetValueRefOrAddDefault(_places, place, out _) ??= []).Add(number);
        }

        /// <summary>A capacity that names several of the places stands in the list of each.</summary>
        public IEnumerable<int> For(ParticipantId state, Area? area)
        {
            List<int>[] lists = [_anywhere, In(state.Value), In(area?.Subregion), In(area?.Region)];
            var at = new int[lists.Length];
            while (true)
            {
                var next = int.MaxValue;
                for (var i = 0; i < lists.Length; i++)
                {
                    if (at[i] < lists[i].Count)
                        next = Math.Min(next, lists[i][at[i]]);
                }

                if (next == int.MaxValue)
                    yield break;
                for (var i = 0; i < lists.Length; i++)
                {
                    if (at[i] < lists[i].Count && lists[i][at[i]] == next)
                        at[i]++;
                }

                yield return next;
            }
        }

        private List<int> In(string? place) => place is not null && _places.TryGetValue(place, out var list) ? list : [];
    }
}
