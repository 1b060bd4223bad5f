namespace Matchmaking.Storage;

/// <summary>What one change of a transaction does.</summary>
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

/// <summary>One change of a transaction.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Row">The row; for a deletion only its keys count.</param>
/// <param name="ETag">The ETag that must still stand, for <see cref="RowChangeKind.Replace"/> and <see cref="RowChangeKind.Delete"/>.</param>
public sealed record RowChange(RowChangeKind Kind, Row Row, string? ETag = null)
{
    /// <summary>Adds a row that must not exist.</summary>
    public static RowChange Add(Row row) => new(RowChangeKind.Add, row);

    /// <summary>Replaces a row as it was read, or with <c>*</c> as it is.</summary>
    public static RowChange Replace(Row row, string etag) => new(RowChangeKind.Replace, row, etag);

    /// <summary>Adds or replaces a row.</summary>
    public static RowChange Upsert(Row row) => new(RowChangeKind.Upsert, row);

    /// <summary>Deletes a row as it was read, or with <c>*</c> as it is.</summary>
    public static RowChange Delete(string partitionKey, string rowKey, string etag) =>
        new(RowChangeKind.Delete, new Row(partitionKey, rowKey, []), etag);
}
