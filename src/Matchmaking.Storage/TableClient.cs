using System.Runtime.CompilerServices;

namespace Matchmaking.Storage;

/// <summary>Some rows in key order, and where to go on.</summary>
/// <param name="Entities">The rows, at most 1,000. A page may be empty and still have a successor.</param>
/// <param name="ContinuationToken">Opaque; null after the last page.</param>
public sealed record TablePage(IReadOnlyList<TableEntity> Entities, string? ContinuationToken);

/// <summary>
/// A table: rows in partitions. Names and meanings are those of the official SDK's <c>TableClient</c> for the subset
/// that is needed here; both engines keep the same contract, which one conformance suite checks.
/// </summary>
/// <remarks>
/// Every call but <see cref="CreateIfNotExistsAsync"/> throws <see cref="StorageNotFoundException"/> if the table was never created,
/// and <see cref="StorageUnavailableException"/> if storage does not answer (after retries) or cannot write.
/// </remarks>
public abstract class TableClient
{
    private protected TableClient(string name) => Name = StorageNames.CheckTable(name);

    /// <summary>The table's name: 3 to 63 ASCII letters and digits, a letter first; case does not tell tables apart.</summary>
    public string Name { get; }

    /// <summary>Creates the table unless it exists. One storage transaction.</summary>
    public async Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "create", Name);
        await CreateAsync(cancellationToken);
    }

    /// <summary>Reads one row, or null. One storage transaction.</summary>
    public async Task<TableEntity?> GetEntityIfExistsAsync(
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken = default)
    {
        TableLimits.CheckKeys(partitionKey, rowKey);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "get", Name);
        return await GetAsync(partitionKey, rowKey, cancellationToken);
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
    public async Task<TablePage> QueryPageAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        int maxPerPage = 1000,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        TableLimits.CheckQuery(partitionKey, fromRowKey, toRowKey, maxPerPage);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "query", Name);
        return await QueryAsync(partitionKey, fromRowKey, toRowKey, maxPerPage, continuationToken, cancellationToken);
    }

    /// <summary>Reads all rows of a range, page after page: one storage transaction for each 1,000 rows.</summary>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await QueryPageAsync(partitionKey, fromRowKey, toRowKey, 1000, token, cancellationToken);
            foreach (var entity in page.Entities)
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
    public async Task<TableTransactionResult> SubmitTransactionAsync(
        IReadOnlyList<TableTransactionAction> actions,
        CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTransaction(actions);
        using var call = StorageTelemetry.Start(StorageTelemetry.Table, "submit", Name);
        return await SubmitAsync(actions, cancellationToken);
    }

    /// <summary>
    /// Reads every row of every partition, in no promised order of partitions. For export only: it scans the table,
    /// one storage transaction for each 1,000 rows.
    /// </summary>
    public async IAsyncEnumerable<TableEntity> QueryAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            TablePage page;
            using (StorageTelemetry.Start(StorageTelemetry.Table, "scan", Name))
                page = await ScanAsync(token, cancellationToken);

            foreach (var entity in page.Entities)
                yield return entity;

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private protected abstract Task CreateAsync(CancellationToken cancellationToken);

    private protected abstract Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    private protected abstract Task<TablePage> QueryAsync(
        string partitionKey,
        string? fromRowKey,
        string? toRowKey,
        int maxPerPage,
        string? continuationToken,
        CancellationToken cancellationToken);

    private protected abstract Task<TablePage> ScanAsync(string? continuationToken, CancellationToken cancellationToken);

    private protected abstract Task<TableTransactionResult> SubmitAsync(
        IReadOnlyList<TableTransactionAction> actions,
        CancellationToken cancellationToken);
}
