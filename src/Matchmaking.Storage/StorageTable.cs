using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Matchmaking.Storage;

/// <summary>Some rows in key order, and where to go on.</summary>
/// <param name="Rows">The rows, at most 1,000.</param>
/// <param name="ContinuationToken">Opaque; null after the last page, which may be empty.</param>
public sealed record RowPage(IReadOnlyList<Row> Rows, string? ContinuationToken);

/// <summary>
/// A table: rows in partitions. It offers what both engines keep alike, which one conformance suite checks.
/// </summary>
/// <remarks>
/// Every call but <see cref="CreateIfNotExistsAsync"/> throws <see cref="StorageNotFoundException"/> if the table was never created;
/// <see cref="StorageUnavailableException"/> if storage does not answer (after retries) or cannot write; and
/// <see cref="StorageLimitException"/>, before anything is sent, for what no engine takes.
/// </remarks>
public abstract class StorageTable
{
    /// <summary>What a key may hold, in the order in which rows are sorted.</summary>
    public const string KeyCharacters = "-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz|}~";

    /// <summary>The first key that can come behind another.</summary>
    public static string KeyAfter(string rowKey) => rowKey + KeyCharacters[0];

    private protected StorageTable(string name) => Name = StorageNames.CheckTable(name);

    /// <summary>The table's name: 3 to 63 ASCII letters and digits, a letter first; case does not tell tables apart.</summary>
    public string Name { get; }

    /// <summary>Creates the table unless it exists. One storage transaction.</summary>
    public async Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "create", Name);
        await CreateCoreAsync(cancellationToken);
    }

    /// <summary>Reads one row, or null. One storage transaction.</summary>
    public async Task<Row?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        StorageLimits.CheckKeys(partitionKey, rowKey);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "get", Name);
        return await GetCoreAsync(partitionKey, rowKey, cancellationToken);
    }

    /// <summary>
    /// Reads one page of the rows of one partition with <paramref name="fromRowKey"/> ≤ key &lt; <paramref name="toRowKey"/>
    /// (either may be null: no bound), in key order. One storage transaction.
    /// </summary>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="fromRowKey">The first key wanted.</param>
    /// <param name="toRowKey">The first key no longer wanted.</param>
    /// <param name="maxPerPage">1 to 1,000.</param>
    /// <param name="continuationToken">From the page before, with the same partition and bounds.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The token did not come from a page before.</exception>
    public async Task<RowPage> QueryPageAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        int maxPerPage = 1000,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        StorageLimits.CheckQuery(partitionKey, fromRowKey, toRowKey, maxPerPage);
        var from = continuationToken is null ? fromRowKey : StartOf(continuationToken, partitionKey, fromRowKey, toRowKey);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "query", Name);
        var (rows, more) = await QueryCoreAsync(partitionKey, from, toRowKey, maxPerPage, cancellationToken);
        return new RowPage(rows, more ? TokenOf(rows[^1]) : null);
    }

    /// <summary>Reads all rows of a range, page after page: one storage transaction for each 1,000 rows.</summary>
    public async IAsyncEnumerable<Row> QueryAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await QueryPageAsync(partitionKey, fromRowKey, toRowKey, 1000, token, cancellationToken);
            foreach (var row in page.Rows)
                yield return row;

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    /// <summary>
    /// Commits 1 to 100 changes of different rows of one partition, 4 MiB at most in all, together or not at all.
    /// One storage transaction.
    /// </summary>
    public async Task<TransactionResult> SubmitAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken = default)
    {
        StorageLimits.CheckTransaction(changes);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "submit", Name);
        return await SubmitCoreAsync(changes, cancellationToken);
    }

    /// <summary>
    /// Reads every row of every partition, in no promised order of partitions. For export only: it scans the table,
    /// one storage transaction for each 1,000 rows.
    /// </summary>
    public IAsyncEnumerable<Row> ScanAsync(CancellationToken cancellationToken = default) => ScanCoreAsync(cancellationToken);

    private protected abstract Task CreateCoreAsync(CancellationToken cancellationToken);

    private protected abstract Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>Up to so many rows, and whether there may be more; never none with more to come.</summary>
    private protected abstract Task<(IReadOnlyList<Row> Rows, bool More)> QueryCoreAsync(
        string partitionKey, string? fromRowKey, string? toRowKey, int maxRows, CancellationToken cancellationToken);

    private protected abstract IAsyncEnumerable<Row> ScanCoreAsync(CancellationToken cancellationToken);

    private protected abstract Task<TransactionResult> SubmitCoreAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken);

    // A token is the last row of its page; the partition in it tells the token of another query.
    private static string TokenOf(Row last) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{last.PartitionKey}\n{last.RowKey}"));

    private static string StartOf(string token, string partitionKey, string? fromRowKey, string? toRowKey)
    {
        var parts = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') : [];
        return parts is [var partition, var row]
            && partition == partitionKey
            && StorageLimits.IsKey(row)
            && string.CompareOrdinal(row, fromRowKey) >= 0
            && (toRowKey is null || string.CompareOrdinal(row, toRowKey) < 0)
            ? KeyAfter(row)
            : throw new ArgumentException("The continuation token did not come from a page before.", nameof(token));
    }
}
