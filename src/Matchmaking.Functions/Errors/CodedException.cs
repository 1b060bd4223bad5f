using Matchmaking.Storage;

namespace Matchmaking.Functions.Errors;

/// <summary>
/// A failure with a stable code that may be logged, stored and shown to an operator. The message may hold ids, never contacts or free text.
/// </summary>
/// <param name="code">The stable code, snake case.</param>
/// <param name="message">A sentence for the operator.</param>
/// <param name="innerException">What led to it.</param>
internal class CodedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>The code of any exception: its own, that of a storage failure, or <c>unexpected</c>.</summary>
    public static string CodeOf(Exception exception) => exception switch
    {
        CodedException coded => coded.Code,
        StorageInUseException => "storage_in_use",
        StorageUnavailableException => "storage_unavailable",
        StorageCorruptedException => "storage_corrupted",
        StorageLimitException => "storage_limit",
        StorageTransferException => "transfer_failed",
        StorageNotFoundException => "storage_not_found",
        _ => "unexpected",
    };
}
