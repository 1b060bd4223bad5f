using System.Text.Json;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>A record as read from a row, with the ETag that proves which version it was.</summary>
internal sealed record Stored<T>(T Value, string ETag, string RowKey);

/// <summary>Records as rows: each row's content is the record as JSON.</summary>
internal static class Documents
{
    public static Row ToRow<T>(string partitionKey, string rowKey, T value) =>
        new(partitionKey, rowKey, JsonSerializer.SerializeToUtf8Bytes(value, Json.Options));

    public static Stored<T> Read<T>(Row row) =>
        new(JsonSerializer.Deserialize<T>(row.Content, Json.Options)!, row.ETag!, row.RowKey);

    public static async Task<Stored<T>?> FindAsync<T>(this StorageTable table, string partitionKey, string rowKey, CancellationToken ct) =>
        await table.GetAsync(partitionKey, rowKey, ct) is { } row ? Read<T>(row) : null;

    /// <summary>All rows of one prefix, in key order; one storage transaction for each 1,000.</summary>
    public static async Task<List<Stored<T>>> ListAsync<T>(this StorageTable table, string partitionKey, string prefix, CancellationToken ct)
    {
        List<Stored<T>> found = [];
        await foreach (var row in table.QueryAsync(partitionKey, prefix, Keys.EndOf(prefix), ct))
        {
            found.Add(Read<T>(row));
        }

        return found;
    }
}
