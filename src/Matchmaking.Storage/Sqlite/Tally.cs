namespace Matchmaking.Storage.Sqlite;

/// <summary>What a commit under way makes of the counts and sums in <see cref="StoreMeta"/>.</summary>
internal sealed class Tally
{
    private StoreMeta _from = null!;
    private long _counter;
    private long _count;
    private long _sum;

    internal bool IsChanged => _counter != _from.Counter || _count != _from.Count || _sum != _from.Sum;

    internal StoreMeta Next => _from with { Sequence = _from.Sequence + 1, Counter = _counter, Count = _count, Sum = _sum };

    internal void Begin(StoreMeta meta) => (_from, _counter, _count, _sum) = (meta, meta.Counter, meta.Count, meta.Sum);

    /// <summary>A number that was never given out before.</summary>
    internal long NewNumber() => ++_counter;

    internal void Add(long checksum)
    {
        _count++;
        _sum = unchecked(_sum + checksum);
    }

    internal void Remove(long checksum)
    {
        _count--;
        _sum = unchecked(_sum - checksum);
    }
}
