namespace Matchmaking.Storage;

/// <summary>
/// A row: a partition, a key that is unique and ordered within it, an ETag, and named values.
/// </summary>
/// <remarks>
/// Both keys may hold any well-formed Unicode text (<see cref="TableLimits"/> states how much); engines escape what Azure Tables refuses.
/// Values are <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/> (negative zero is read back as zero),
/// <see cref="DateTimeOffset"/> (read back in UTC) or <see cref="byte"/>[].
/// </remarks>
/// <param name="partitionKey">The partition.</param>
/// <param name="rowKey">The key within the partition.</param>
public sealed class Row(string partitionKey, string rowKey)
{
    /// <summary>The partition.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The key within the partition; rows come in its ordinal (UTF-16) order.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>The version of the row as read: opaque, different after every write; null on a row that was not read.</summary>
    public string? ETag { get; init; }

    /// <summary>The values by name. Names are ASCII letters, digits and underscores, and do not begin with a digit.</summary>
    public Dictionary<string, object> Values { get; init; } = new(StringComparer.Ordinal);
}
