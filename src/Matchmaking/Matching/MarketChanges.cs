using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>What differs between two markets of the same policy and day: which needs and capacities are as they were.</summary>
internal sealed class MarketChanges
{
    private MarketChanges(Market before, int[] needBefore, int[] capacityBefore, int[] capacityNow, int[] changedCapacities) =>
        (Before, NeedBefore, CapacityBefore, CapacityNow, ChangedCapacities) = (before, needBefore, capacityBefore, capacityNow, changedCapacities);

    public Market Before { get; }

    /// <summary>The number that each need had before; -1 for a need that is new or not as it was.</summary>
    public int[] NeedBefore { get; }

    /// <summary>The number that each capacity had before; -1 for a capacity that is new or not as it was.</summary>
    public int[] CapacityBefore { get; }

    /// <summary>The number that each capacity of before has now; -1 for one that is gone or not as it was.</summary>
    public int[] CapacityNow { get; }

    /// <summary>Capacities that are new or not as they were.</summary>
    public int[] ChangedCapacities { get; }

    /// <summary>True where every capacity is as it was and has the same number.</summary>
    public bool SameCapacities => ChangedCapacities.Length == 0 && CapacityBefore.Length == CapacityNow.Length;

    /// <summary>Needs of before, by number, that are gone or not as they were.</summary>
    public IEnumerable<int> GoneNeeds()
    {
        var kept = new bool[Before.Needs.Length];
        foreach (var number in NeedBefore)
        {
            if (number >= 0)
                kept[number] = true;
        }

        return Enumerable.Range(0, kept.Length).Where(number => !kept[number]);
    }

    /// <summary>Null where so much differs that looking at everything again is no more work.</summary>
    public static MarketChanges? Between(Market before, Market now)
    {
        var capacityBefore = Matched(before.Capacities, now.Capacities, c => c.Id, (i, j) =>
            Same(before.Capacities[i], now.Capacities[j]) && before.CapacityLeft[i] == now.CapacityLeft[j] && before.Promises.AreSame(now.Promises, now.Capacities[j].Id));
        var changed = Enumerable.Range(0, now.Capacities.Length).Where(number => capacityBefore[number] < 0).ToArray();
        if (changed.Length > now.Capacities.Length / 8)
            return null;
        var needBefore = Matched(before.Needs, now.Needs, n => n.Id, (i, j) => Same(before, before.Needs[i], now, now.Needs[j]));
        var capacityNow = new int[before.Capacities.Length];
        Array.Fill(capacityNow, -1);
        for (var number = 0; number < capacityBefore.Length; number++)
        {
            if (capacityBefore[number] >= 0)
                capacityNow[capacityBefore[number]] = number;
        }

        return new(before, needBefore, capacityBefore, capacityNow, changed);
    }

    private static bool Same(Capacity one, Capacity other) =>
        ReferenceEquals(one, other) || (one.Version == other.Version && one.Status == other.Status && one.Partner == other.Partner && one.ChangedAt == other.ChangedAt);

    private static bool Same(Market before, Need one, Market now, Need other) =>
        (ReferenceEquals(one, other) || (one.Version == other.Version && one.State == other.State && one.ChangedAt == other.ChangedAt))
        && before.Promises.Promised(one.Id, money: true) == now.Promises.Promised(other.Id, money: true)
        && before.Promises.Promised(one.Id, money: false) == now.Promises.Promised(other.Id, money: false)
        && before.Refusals.AreSame(now.Refusals, one.State)
        && before.Promises.To(one.Id).SequenceEqual(now.Promises.To(other.Id), StringComparer.Ordinal);

    /// <summary>For each of the later ones the number of the earlier one with the same id that is the same; -1 for none. Both are in the order of their ids.</summary>
    private static int[] Matched<T>(T[] before, T[] now, Func<T, string> id, Func<int, int, bool> same) where T : class
    {
        var matched = new int[now.Length];
        for (var (i, j) = (0, 0); j < now.Length; j++)
        {
            if (i < before.Length && ReferenceEquals(before[i], now[j]))
            {
                matched[j] = same(i, j) ? i++ : -1;
                continue;
            }

            while (i < before.Length && string.CompareOrdinal(id(before[i]), id(now[j])) < 0)
                i++;
            matched[j] = i < before.Length && string.Equals(id(before[i]), id(now[j]), StringComparison.Ordinal) && same(i, j) ? i : -1;
        }

        return matched;
    }
}
