using System.Text.Json;

namespace Matchmaking.Storage;

/// <summary>
/// A row that says that an import began and did not end: made before anything else is written, removed last. It lies in the table that
/// comes first in the export, and names what the import may have written, so that the next one can begin by removing it.
/// </summary>
internal sealed record TransferMark(IReadOnlyList<string> Tables, IReadOnlyList<string> Queues)
{
    private const string Key = "unfinished-import";

    internal static bool Is(Row row) => row.PartitionKey == Key;

    internal static async Task<TransferMark?> FindAsync(StorageTable table, CancellationToken cancellationToken) =>
        await table.GetAsync(Key, Key, cancellationToken) is { } row ? JsonSerializer.Deserialize<TransferMark>(row.Content) : null;

    internal Task SetAsync(StorageTable table, CancellationToken cancellationToken) =>
        table.SubmitAsync([RowChange.Upsert(new Row(Key, Key, JsonSerializer.SerializeToUtf8Bytes(this)))], cancellationToken);

    internal static Task RemoveAsync(StorageTable table, CancellationToken cancellationToken) =>
        table.SubmitAsync([RowChange.Delete(Key, Key, "*")], cancellationToken);

    /// <summary>Removes all that the import had written, but for the mark itself.</summary>
    internal async Task ClearAsync(StorageAccount account, CancellationToken cancellationToken)
    {
        foreach (var table in Tables.Select(account.Table))
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            var gone = new TransferBatch(table);
            await foreach (var row in table.ScanAsync(cancellationToken).Where(row => !Is(row)))
                await gone.AddAsync(RowChange.Delete(row.PartitionKey, row.RowKey, "*"), cancellationToken);

            await gone.FlushAsync(cancellationToken);
        }

        foreach (var queue in Queues.Select(account.Queue))
        {
            await queue.CreateIfNotExistsAsync(cancellationToken);
            await queue.ClearAsync(cancellationToken);
        }
    }
}
