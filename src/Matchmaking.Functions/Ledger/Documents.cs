using System.Text;
using System.Text.Json;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>A record as read from a row, with the ETag that proves which version it was.</summary>
internal sealed record Stored<T>(T Value, string ETag, string RowKey);

/// <summary>
/// Records as rows: JSON in the value <c>Body</c>, cut into <c>Body1</c>, <c>Body2</c>… where it is longer than one
/// value may be (a proposal with many partners is).
/// </summary>
internal static class Documents
{
    private const int MaxValueLength = 30_000;

    public static Row ToEntity<T>(string partitionKey, string rowKey, T value)
    {
        var entity = new Row(partitionKey, rowKey);
        var json = JsonSerializer.Serialize(value, Json.Options);
        for (var (part, start) = (0, 0); start < json.Length; part++)
        {
            var length = Math.Min(MaxValueLength, json.Length - start);
            // A pair of surrogates is one character: it is not cut in two.
            if (start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]))
            {
                length--;
            }

            entity.Values[Name(part)] = json.Substring(start, length);
            start += length;
        }

        return entity;
    }

    public static Stored<T> Read<T>(Row entity)
    {
        var value = entity.Values.ContainsKey(Name(1))
            ? JsonSerializer.Deserialize<T>(Joined(entity), Json.Options)
            : JsonSerializer.Deserialize<T>((string)entity.Values[Name(0)], Json.Options);
        return new Stored<T>(value!, entity.ETag!, entity.RowKey);
    }

    public static async Task<Stored<T>?> FindAsync<T>(this StorageTable table, string partitionKey, string rowKey, CancellationToken ct) =>
        await table.GetAsync(partitionKey, rowKey, ct) is { } entity ? Read<T>(entity) : null;

    /// <summary>All rows of one prefix, in key order; one storage transaction for each 1,000.</summary>
    public static async Task<List<Stored<T>>> ListAsync<T>(this StorageTable table, string partitionKey, string prefix, CancellationToken ct)
    {
        List<Stored<T>> found = [];
        await foreach (var entity in table.QueryAsync(partitionKey, prefix, Keys.EndOf(prefix), ct))
        {
            found.Add(Read<T>(entity));
        }

        return found;
    }

    private static string Name(int part) => part == 0 ? "Body" : FormattableString.Invariant($"Body{part}");

    private static string Joined(Row entity)
    {
        var json = new StringBuilder();
        for (var part = 0; entity.Values.TryGetValue(Name(part), out var text); part++)
        {
            json.Append((string)text);
        }

        return json.ToString();
    }
}
