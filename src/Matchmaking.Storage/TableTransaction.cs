namespace Matchmaking.Storage;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
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
/// <param name="Type">What it does.</param>
/// <param name="Entity">The row; for a deletion only its keys count.</param>
/// <param name="ETag">The ETag that must still stand, for <see cref="TableTransactionActionType.Replace"/> and <see cref="TableTransactionActionType.Delete"/>.</param>
public sealed record TableTransactionAction(TableTransactionActionType Type, TableEntity Entity, string? ETag = null)
{
    /// <summary>Adds a row that must not exist.</summary>
    public static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    /// <summary>Replaces a row as it was read, or with <c>*</c> as it is.</summary>
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
