namespace Matchmaking.Storage;

/// <summary>
/// A row: a partition, a key that is unique and ordered within it, an ETag, and named values.
/// Values are <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="DateTimeOffset"/> or <see cref="byte"/>[]; a string or byte array holds at most 64 KiB (32,768 UTF-16 units,
/// 65,536 bytes), a row at most 1 MiB.
/// </summary>
/// <param name="partitionKey">The partition, at most 1 KiB; none of the characters that Azure Tables refuses is refused here: engines escape.</param>
/// <param name="rowKey">The key within the partition, at most 1 KiB.</param>
public sealed class TableEntity(string partitionKey, string rowKey)
{
    /// <summary>The partition.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The key within the partition; rows come in its ordinal (UTF-16) order.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>The version of the row as read; null on a row that was not read.</summary>
    public string? ETag { get; init; }

    /// <summary>The values by name.</summary>
    public Dictionary<string, object> Values { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds the row; a conflict if it exists.</summary>
    Add,

    /// <summary>Replaces the row if its ETag is still the one given; a conflict otherwise.</summary>
    Replace,

    /// <summary>Adds or replaces the row, whatever is there.</summary>
    Upsert,

    /// <summary>Deletes the row if its ETag is still the one given (<c>*</c>: whatever it is); a conflict otherwise.</summary>
    Delete,
}

/// <summary>One action of a transaction.</summary>
/// <param name="Type">What it does.</param>
/// <param name="Entity">The row; for a deletion only its keys count.</param>
/// <param name="ETag">The ETag that must still stand, for <see cref="TableTransactionActionType.Replace"/> and <see cref="TableTransactionActionType.Delete"/>.</param>
public sealed record TableTransactionAction(TableTransactionActionType Type, TableEntity Entity, string? ETag = null)
{
    /// <summary>Adds a row that must not exist.</summary>
    public static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    /// <summary>Replaces a row as it was read.</summary>
    public static TableTransactionAction Replace(TableEntity entity, string etag) => new(TableTransactionActionType.Replace, entity, etag);

    /// <summary>Adds or replaces a row.</summary>
    public static TableTransactionAction Upsert(TableEntity entity) => new(TableTransactionActionType.Upsert, entity);

    /// <summary>Deletes a row as it was read, or with <c>*</c> as it is.</summary>
    public static TableTransactionAction Delete(string partitionKey, string rowKey, string etag) =>
        new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), etag);
}

/// <summary>Why a transaction was not committed.</summary>
public enum TableConflict
{
    /// <summary>A row to add exists.</summary>
    AlreadyExists,

    /// <summary>A row to replace or delete does not exist.</summary>
    NotFound,

    /// <summary>A row to replace or delete has changed since it was read.</summary>
    Changed,
}

/// <summary>The outcome of a transaction. A conflict is a value, not an exception: the caller decides.</summary>
public abstract record TableTransactionResult
{
    private TableTransactionResult()
    {
    }

    /// <summary>Every action took effect; it survives a kill from now on.</summary>
    /// <param name="ETags">The rows' new ETags, in the order of the actions; null for a deletion.</param>
    public sealed record Committed(IReadOnlyList<string?> ETags) : TableTransactionResult;

    /// <summary>No action took effect.</summary>
    /// <param name="FailedIndex">The first action that could not be done.</param>
    /// <param name="Conflict">Why.</param>
    public sealed record Conflicted(int FailedIndex, TableConflict Conflict) : TableTransactionResult;
}

/// <summary>Some rows in key order, and where to go on.</summary>
/// <param name="Entities">The rows, at most 1,000.</param>
/// <param name="ContinuationToken">Opaque; null after the last page.</param>
public sealed record TablePage(IReadOnlyList<TableEntity> Entities, string? ContinuationToken);

/// <summary>Thrown, before anything is written, for a transaction that no engine takes.</summary>
/// <param name="message">Which limit, what was given.</param>
public sealed class StorageLimitException(string message) : InvalidOperationException(message);

/// <summary>
/// A table: rows in partitions. Names and meanings are those of the official SDK's <c>TableClient</c> for the subset
/// that is needed here; both engines keep the same contract, which one conformance suite checks.
/// </summary>
public abstract class TableClient
{
    /// <summary>Creates the table unless it exists.</summary>
    public abstract Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one row, or null. One storage transaction.</summary>
    public abstract Task<TableEntity?> GetEntityIfExistsAsync(string partitionKey, string rowKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads one page of the rows of one partition with <paramref name="fromRowKey"/> ≤ key &lt; <paramref name="toRowKey"/>
    /// (either may be null: no bound), in key order. One storage transaction.
    /// </summary>
    public abstract Task<TablePage> QueryPageAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        int maxPerPage = 1000,
        string? continuationToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Commits 1 to 100 actions on different rows of one partition, 4 MiB at most in all, together or not at all.
    /// One storage transaction.
    /// </summary>
    /// <exception cref="StorageLimitException">A limit is passed; nothing was sent.</exception>
    public abstract Task<TableTransactionResult> SubmitTransactionAsync(
        IReadOnlyList<TableTransactionAction> actions,
        CancellationToken cancellationToken = default);

    /// <summary>Reads every row of every partition, in no promised order of partitions. For export only: it scans the table.</summary>
    public abstract IAsyncEnumerable<TableEntity> QueryAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads all rows of a range, page after page.</summary>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partitionKey,
        string? fromRowKey = null,
        string? toRowKey = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await QueryPageAsync(partitionKey, fromRowKey, toRowKey, 1000, token, cancellationToken);
            foreach (var entity in page.Entities)
            {
                yield return entity;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
