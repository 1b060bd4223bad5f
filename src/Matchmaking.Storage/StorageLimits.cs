using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Matchmaking.Storage;

/// <summary>
/// What Azure takes, checked for both engines before anything is sent, so that what works on one works on the other
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
/// </summary>
internal static class StorageLimits
{
    private const int MaxChanges = 100;
    private const int MaxKeyLength = 512;
    private const int MaxRowBytes = 1024 * 1024;
    private const int MaxTransactionBytes = 4 * 1024 * 1024;

    // What Azure counts for a row without content: keys' own overhead, the operation id, and names and lengths of up to 17 pieces of content.
    private const int RowOverhead = 1024;

    // Headers and the address of one change in a multipart body.
    private const int ChangeOverhead = 1024;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(StorageTable.KeyCharacters);

    internal static void CheckTransaction(IReadOnlyList<RowChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count is 0 or > MaxChanges)
            throw new StorageLimitException($"A transaction has 1 to {MaxChanges} changes; this one has {changes.Count}.");

        var partition = changes[0].Row.PartitionKey;
        var rows = changes.Count > 1 ? new HashSet<string>(changes.Count, StringComparer.Ordinal) : null;
        long atMost = 0;
        foreach (var change in changes)
        {
            CheckRow(change.Row);
            if (change.Row.PartitionKey != partition)
                throw new StorageLimitException("A transaction is within one partition; this one has rows of two.");

            if (rows?.Add(change.Row.RowKey) == false)
                throw new StorageLimitException($"A transaction has each row once; this one has '{change.Row.RowKey}' twice.");

            if (change.Kind is RowChangeKind.Replace or RowChangeKind.Delete && string.IsNullOrEmpty(change.ETag))
                throw new StorageLimitException($"To replace or delete row '{change.Row.RowKey}' takes its ETag, or * for any.");

            // A byte of JSON becomes six of JSON within JSON at most.
            atMost += ChangeOverhead + (6L * (change.Row.Content.Length + (2 * MaxKeyLength)));
        }

        if (atMost > MaxTransactionBytes && changes.Sum(change => SizeAsSent(change.Row)) is var size and > MaxTransactionBytes)
            throw new StorageLimitException($"A transaction is at most {MaxTransactionBytes} bytes as it is sent; this one is {size}.");
    }

    /// <summary>How large one row is within a transaction as it is sent to Azure: JSON, whose text is the content.</summary>
    internal static long SizeAsSent(Row row) =>
        ChangeOverhead + (3L * (row.PartitionKey.Length + row.RowKey.Length)) + JsonEncodedText.Encode(row.Content).EncodedUtf8Bytes.Length;

    internal static bool FitsTransaction(int changes, long bytesAsSent) => changes <= MaxChanges && bytesAsSent <= MaxTransactionBytes;

    internal static void CheckQuery(string partitionKey, string? fromRowKey, string? toRowKey, int maxPerPage)
    {
        CheckKey("partition", partitionKey);
        if (fromRowKey is not null)
            CheckKey("row", fromRowKey);

        if (toRowKey is not null)
            CheckKey("row", toRowKey);

        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerPage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPerPage, 1000);
    }

    internal static void CheckKeys(string partitionKey, string rowKey)
    {
        CheckKey("partition", partitionKey);
        CheckKey("row", rowKey);
    }

    internal static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && key.AsSpan().IndexOfAnyExcept(KeyCharacters) < 0;

    /// <summary>The message's text in UTF-8.</summary>
    internal static byte[] CheckMessage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        if (Utf8.FromUtf16(text, bytes, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new StorageLimitException("The message is not well-formed Unicode: it holds half of a surrogate pair.");

        return length <= StorageQueue.MaxMessageBytes
            ? bytes[..length]
            : throw new StorageLimitException($"A message has at most {StorageQueue.MaxMessageBytes} bytes of UTF-8; this one has {length}.");
    }

    internal static void CheckHidden(TimeSpan time, int leastSeconds)
    {
        if (time < TimeSpan.FromSeconds(leastSeconds) || time > StorageQueue.MaxVisibilityTimeout || time.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new StorageLimitException($"A message is hidden for {leastSeconds} seconds to 7 days, in whole seconds; {time} was given.");
    }

    internal static void CheckCount(int maxMessages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxMessages, 32);
    }

    private static void CheckKey(string what, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!IsKey(key))
            throw new StorageLimitException($"A {what} key has 1 to {MaxKeyLength} of the characters {StorageTable.KeyCharacters}; this one, of {key.Length}, has not.");
    }

    private static void CheckRow(Row row)
    {
        CheckKeys(row.PartitionKey, row.RowKey);
        if (!Utf8.IsValid(row.Content))
            throw new StorageLimitException($"A row's content is UTF-8; that of '{row.RowKey}' is not.");

        // Azure keeps text in units of two bytes. Counted only where it could matter.
        var size = RowOverhead + (2 * (row.PartitionKey.Length + row.RowKey.Length + row.Content.Length));
        if (size > MaxRowBytes && (size += 2 * (Encoding.UTF8.GetCharCount(row.Content) - row.Content.Length)) > MaxRowBytes)
            throw new StorageLimitException($"A row is at most {MaxRowBytes} bytes; '{row.RowKey}' is {size}.");
    }
}
