using System.Text;
using Matchmaking.Storage.Azure;

namespace Matchmaking.Storage;

/// <summary>
/// The limits of Azure Tables, checked for both engines before anything is written
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
/// </summary>
/// <remarks>
/// A key: 512 UTF-16 units (1 KiB) once escaped (<see cref="KeyEscape"/>: <c>/ . # % space</c> and some others count threefold,
/// what lies beyond U+D7A2 fivefold a unit). Values: 251 a row (252 less the operation id), a string 32,768 UTF-16 units, bytes 65,536, a time from 1601 on.
/// A row: 1 MiB. A transaction: 100 rows, 4 MiB as it is sent. Text must be well-formed: no lone surrogates.
/// </remarks>
public static class TableLimits
{
    /// <summary>The most actions in a transaction.</summary>
    public const int MaxActions = 100;

    /// <summary>The most UTF-16 units of a key, escaped.</summary>
    public const int MaxKeyLength = 512;

    /// <summary>The most values of a row.</summary>
    public const int MaxValues = 251;

    /// <summary>The most UTF-16 units of a string value.</summary>
    public const int MaxStringLength = 32 * 1024;

    /// <summary>The most bytes of a byte array.</summary>
    public const int MaxBinaryLength = 64 * 1024;

    /// <summary>The most bytes of a row, by the service's own formula.</summary>
    public const int MaxRowBytes = 1024 * 1024;

    /// <summary>The most bytes of a transaction, as it is sent.</summary>
    public const int MaxTransactionBytes = 4 * 1024 * 1024;

    /// <summary>The value that the Azure engine adds to every row, to know its own writes again.</summary>
    internal const string OperationId = "OperationId";

    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void CheckTransaction(IReadOnlyList<RowChange> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        if (actions.Count is 0 or > MaxActions)
            throw new StorageLimitException($"A transaction has 1 to {MaxActions} actions; this one has {actions.Count}.");

        var partition = actions[0].Row.PartitionKey;
        var rows = new HashSet<string>(actions.Count, StringComparer.Ordinal);
        long upperBound = 0;
        foreach (var action in actions)
        {
            var entity = action.Row;
            if (entity.PartitionKey != partition)
                throw new StorageLimitException("A transaction is within one partition; this one has rows of two.");

            if (!rows.Add(entity.RowKey))
                throw new StorageLimitException($"A transaction has each row once; this one has '{entity.RowKey}' twice.");

            if (action.Kind is RowChangeKind.Replace or RowChangeKind.Delete && string.IsNullOrEmpty(action.ETag))
                throw new StorageLimitException($"To replace or delete row '{entity.RowKey}' takes its ETag, or * for any.");

            upperBound += TransactionSize.UpperBound(CheckRow(action));
        }

        if (upperBound > MaxTransactionBytes && TransactionSize.Of(actions) is var size and > MaxTransactionBytes)
            throw new StorageLimitException($"A transaction is at most {MaxTransactionBytes} bytes as it is sent; this one is {size}.");
    }

    internal static void CheckQuery(string partitionKey, string? fromRowKey, string? toRowKey, int maxPerPage)
    {
        CheckKeys(partitionKey, fromRowKey ?? "");
        CheckKeys(partitionKey, toRowKey ?? "");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerPage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPerPage, 1000);
    }

    internal static int CheckKeys(string partitionKey, string rowKey) =>
        CheckKey("partition", partitionKey) + CheckKey("row", rowKey);

    private static int CheckKey(string what, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        CheckWellFormed($"The {what} key", key);
        var length = KeyEscape.Escape(key).Length;
        return length <= MaxKeyLength
            ? length
            : throw new StorageLimitException($"A {what} key has at most {MaxKeyLength} characters, escaped; this one has {length}.");
    }

    private static int CheckRow(RowChange action)
    {
        var entity = action.Row;
        var size = 4 + (2 * CheckKeys(entity.PartitionKey, entity.RowKey));
        if (action.Kind is RowChangeKind.Delete)
            return size;

        if (entity.Values.Count > MaxValues)
            throw new StorageLimitException($"A row has at most {MaxValues} values; '{entity.RowKey}' has {entity.Values.Count}.");

        size += 8 + (2 * OperationId.Length) + 4 + 64;
        foreach (var (name, value) in entity.Values)
        {
            CheckName(name);
            size += 8 + (2 * name.Length) + CheckValue(name, value);
        }

        return size <= MaxRowBytes
            ? size
            : throw new StorageLimitException($"A row is at most {MaxRowBytes} bytes; '{entity.RowKey}' is {size}.");
    }

    private static void CheckName(string name)
    {
        var identifier = name.Length is > 0 and <= 255
            && !char.IsAsciiDigit(name[0])
            && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;
        if (!identifier || name is "PartitionKey" or "RowKey" or "Timestamp" or OperationId)
            throw new StorageLimitException(
                $"'{name}' cannot name a value: up to 255 ASCII letters, digits and underscores, no digit first, and none of PartitionKey, RowKey, Timestamp, {OperationId}.");
    }

    private static int CheckValue(string name, object value)
    {
        switch (value)
        {
            case string text when text.Length > MaxStringLength:
                throw new StorageLimitException($"A string has at most {MaxStringLength} UTF-16 units (64 KiB); '{name}' has {text.Length}.");
            case string text:
                CheckWellFormed($"The value '{name}'", text);
                return 4 + (2 * text.Length);
            case byte[] bytes when bytes.Length > MaxBinaryLength:
                throw new StorageLimitException($"A byte array has at most {MaxBinaryLength} bytes; '{name}' has {bytes.Length}.");
            case byte[] bytes:
                return 4 + bytes.Length;
            case DateTimeOffset time when time < Earliest:
                throw new StorageLimitException($"A time is not before the year 1601; '{name}' is.");
            case bool or int or long or double or DateTimeOffset:
                return 8;
            default:
                throw new StorageLimitException(
                    $"A value is a string, bool, int, long, double, DateTimeOffset or byte[]; '{name}' is {value?.GetType().Name ?? "null"}.");
        }
    }

    internal static void CheckWellFormed(string what, string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var consumed) != System.Buffers.OperationStatus.Done)
                throw new StorageLimitException($"{what} is not well-formed Unicode: it holds half of a surrogate pair.");

            rest = rest[(at + consumed)..];
        }
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
