namespace Matchmaking.Storage;

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

    /// <summary>Every change took effect; it survives a kill from now on.</summary>
    /// <param name="ETags">The rows' new ETags, in the order of the changes; null for a deletion.</param>
    public sealed record Committed(IReadOnlyList<string?> ETags) : TransactionResult;

    /// <summary>No change took effect.</summary>
    /// <param name="FailedIndex">The first change that could not be done.</param>
    /// <param name="Conflict">Why.</param>
    public sealed record Conflicted(int FailedIndex, RowConflict Conflict) : TransactionResult;
}
