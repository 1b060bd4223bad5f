namespace Matchmaking.Storage;

/// <summary>A row: a partition, a key that is unique and ordered within it, and one document.</summary>
/// <param name="PartitionKey">The partition.</param>
/// <param name="RowKey">The key within the partition; rows come in its ordinal order.</param>
/// <param name="Content">The document: JSON in UTF-8, without line breaks.</param>
/// <remarks>Keys have 1 to 512 of the characters that <see cref="StorageTable.KeyCharacters"/> lists: ids are ours, so that no engine has to escape anything.</remarks>
public sealed record Row(string PartitionKey, string RowKey, byte[] Content)
{
    /// <summary>The version of the row as read: opaque, different after every write; null on a row that was not read.</summary>
    public string? ETag { get; init; }
}
