using System.Runtime.CompilerServices;

namespace Matchmaking.Storage;

/// <summary>Some rows in key order, and where to go on.</summary>
/// <param name="Rows">The rows, at most 1,000. A page may be empty and still have a successor.</param>
/// <param name="ContinuationToken">Opaque; null after the last page.</param>
public sealed record RowPage(IReadOnlyList<Row> Rows, string? ContinuationToken);

/// <summary>
/// A table: rows in partitions. Names and meanings are those of the official SDK's <c>StorageTable</c> for the subset
/// that is needed here; both engines keep the same contract, which one conformance suite checks.
/// </summary>
/// <remarks>
/// Every call but <see cref="CreateIfNotExistsAsync"/> throws <see cref="StorageNotFoundException"/> if the table was never created,
/// and <see cref="StorageUnavailableException"/> if storage does not answer (after retries) or cannot write.
/// </remarks>
public abstract class StorageTable
{
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
    public async Task<Row?> GetAsync(
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken = default)
    {
        TableLimits.CheckKeys(partitionKey, rowKey);
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
        TableLimits.CheckQuery(partitionKey, fromRowKey, toRowKey, maxPerPage);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "query", Name);
        return await QueryCoreAsync(partitionKey, fromRowKey, toRowKey, maxPerPage, continuationToken, cancellationToken);
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
            foreach (var entity in page.Rows)
                yield return entity;

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    /// <summary>
    /// Commits 1 to 100 actions on different rows of one partition, 4 MiB at most in all, together or not at all.
    /// One storage transaction.
    /// </summary>
    /// <exception cref="StorageLimitException">A limit is passed; nothing was sent.</exception>
    public async Task<TransactionResult> SubmitAsync(
        IReadOnlyList<RowChange> actions,
        CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTransaction(actions);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "submit", Name);
        return await SubmitCoreAsync(actions, cancellationToken);
    }

    /// <summary>
    /// Reads every row of every partition, in no promised order of partitions. For export only: it scans the table,
    /// one storage transaction for each 1,000 rows.
    /// </summary>
    public async IAsyncEnumerable<Row> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            RowPage page;
            using (StorageTelemetry.Start(StorageTelemetry.Table, "scan", Name))
                page = await ScanCoreAsync(token, cancellationToken);

            foreach (var entity in page.Rows)
                yield return entity;

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private protected abstract Task CreateCoreAsync(CancellationToken cancellationToken);

    private protected abstract Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    private protected abstract Task<RowPage> QueryCoreAsync(
        string partitionKey,
        string? fromRowKey,
        string? toRowKey,
        int maxPerPage,
        string? continuationToken,
        CancellationToken cancellationToken);

    private protected abstract Task<RowPage> ScanCoreAsync(string? continuationToken, CancellationToken cancellationToken);

    private protected abstract Task<TransactionResult> SubmitCoreAsync(
        IReadOnlyList<RowChange> actions,
        CancellationToken cancellationToken);
}
