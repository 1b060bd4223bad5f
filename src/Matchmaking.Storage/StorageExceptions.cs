namespace Matchmaking.Storage;

/// <summary>Thrown, before anything is written, for what no engine takes.</summary>
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
/// Storage did not answer, or could not write. A write that was under way may or may not have taken effect:
/// read again before deciding.
/// </summary>
/// <param name="message">What could not be done.</param>
/// <param name="innerException">Why.</param>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Another process (or another account in this one) has the embedded store's directory open.</summary>
/// <param name="message">Which directory.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class StorageInUseException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>
/// A file of the embedded store is damaged where it had been written completely. Nothing was cut off or changed:
/// restore the directory from a copy, or ask for help with the file and offset named.
/// </summary>
/// <param name="message">Which file, at which offset, and what is wrong.</param>
public sealed class StorageCorruptedException(string message) : IOException(message);
