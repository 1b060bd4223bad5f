namespace Matchmaking.Storage;

/// <summary>Thrown, before anything is sent, for what no engine takes.</summary>
/// <param name="message">Which limit, what was given.</param>
public sealed class StorageLimitException(string message) : InvalidOperationException(message);

/// <summary>A table or queue was never created.</summary>
/// <param name="message">Which one.</param>
/// <param name="innerException">What the service said.</param>
public sealed class StorageNotFoundException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    internal static StorageNotFoundException Of(string kind, string name, Exception? innerException = null) =>
        new($"There is no {kind} '{name}'. Call CreateIfNotExistsAsync before it is used.", innerException);
}

/// <summary>
/// Storage did not answer, or could not be opened or written. A write that was under way may or may not have taken effect:
/// read again before deciding.
/// </summary>
/// <param name="message">What could not be done.</param>
/// <param name="innerException">Why.</param>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Another process (or another account in this one) has the store on this machine open.</summary>
/// <param name="message">Which folder.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class StorageInUseException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>
/// What is stored is damaged, or is not what this program wrote last. Nothing was changed by finding out: restore a copy.
/// </summary>
/// <param name="message">Which file or row, and what is wrong.</param>
/// <param name="innerException">What found it.</param>
public sealed class StorageCorruptedException(string message, Exception? innerException = null) : IOException(message, innerException);
