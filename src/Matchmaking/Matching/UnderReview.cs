namespace Matchmaking.Matching;

/// <summary>What the committee has before it, not yet decided: amounts by need and capacity.</summary>
internal sealed class UnderReview
{
    private static readonly IReadOnlyDictionary<string, long> Nothing = new Dictionary<string, long>();

    private readonly Dictionary<string, Dictionary<string, long>> _amounts = new(StringComparer.Ordinal);

    public UnderReview(IReadOnlyList<FixedLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Amount is not > 0)
                continue;
            if (!_amounts.TryGetValue(line.NeedId, out var capacities))
                _amounts[line.NeedId] = capacities = new(StringComparer.Ordinal);
            capacities[line.CapacityId] = line.Amount.Value;
        }
    }

    /// <summary>True where the two hold the same amounts.</summary>
    public bool IsSame(UnderReview other) => _amounts.Count == other._amounts.Count
        && _amounts.Keys.All(need => IsSame(other, need));

    /// <summary>True where the two hold the same amounts of a need.</summary>
    public bool IsSame(UnderReview other, string need) =>
        Of(need) is var one && other.Of(need) is var same && (ReferenceEquals(one, same) || (one.Count == same.Count && one.All(c => same.GetValueOrDefault(c.Key) == c.Value)));

    /// <summary>The amounts under review of a need, by capacity.</summary>
    public IReadOnlyDictionary<string, long> Of(string need) => _amounts.GetValueOrDefault(need) ?? Nothing;
}
