namespace Matchmaking.Storage;

/// <summary>What one action of a transaction does.</summary>
public enum RowChangeKind
{
    /// <summary>Adds the row; a conflict if it exists.</summary>
    Add,

    /// <summary>Replaces the row if its ETag is still the one given (<c>*</c>: whatever it is); a conflict otherwise.</summary>
    Replace,

    /// <summary>Adds or replaces the row, whatever is there.</summary>
    Upsert,

    /// <summary>Deletes the row if its ETag is still the one given (<c>*</c>: whatever it is); a conflict otherwise.</summary>
    Delete,
}

/// <summary>One action of a transaction.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Row">The row; for a deletion only its keys count.</param>
/// <param name="ETag">The ETag that must still stand, for <see cref="RowChangeKind.Replace"/> and <see cref="RowChangeKind.Delete"/>.</param>
public sealed record RowChange(RowChangeKind Kind, Row Row, string? ETag = null)
{
    /// <summary>Adds a row that must not exist.</summary>
    public static RowChange Add(Row entity) => new(RowChangeKind.Add, entity);

    /// <summary>Replaces a row as it was read, or with <c>*</c> as it is.</summary>
    public static RowChange Replace(Row entity, string etag) => new(RowChangeKind.Replace, entity, etag);

    /// <summary>Adds or replaces a row.</summary>
    public static RowChange Upsert(Row entity) => new(RowChangeKind.Upsert, entity);

    /// <summary>Deletes a row as it was read, or with <c>*</c> as it is.</summary>
    public static RowChange Delete(string partitionKey, string rowKey, string etag) =>
        new(RowChangeKind.Delete, new Row(partitionKey, rowKey), etag);
}

/// <summary>Why a transaction was not committed.</summary>
public enum RowConflict
{
    /// <summary>A row to add exists.</summary>
    AlreadyExists,

    /// <summary>A row to replace or delete does not exist.</summary>
    NotFound,

    /// <summary>A row to replace or delete has changed since it was read.</summary>
    Changed,
}

/// <summary>The outcome of a transaction. A conflict is a value, not an exception: the caller decides.</summary>
public abstract record TransactionResult
{
    private TransactionResult()
    {
    }

    /// <summary>Every action took effect; it survives a kill from now on.</summary>
    /// <param name="ETags">The rows' new ETags, in the order of the actions; null for a deletion.</param>
    public sealed record Committed(IReadOnlyList<string?> ETags) : TransactionResult;

    /// <summary>No action took effect.</summary>
    /// <param name="FailedIndex">The first action that could not be done.</param>
    /// <param name="Conflict">Why.</param>
    public sealed record Conflicted(int FailedIndex, RowConflict Conflict) : TransactionResult;
}
