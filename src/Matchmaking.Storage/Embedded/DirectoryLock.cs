namespace Matchmaking.Storage.Embedded;

/// <summary>
/// Keeps a second process (or a second account in this one) out of a store's directory. The lock is the operating system's,
/// on the open file: it ends with the process, however that ends, so a left-over file locks nobody out.
/// </summary>
internal static class DirectoryLock
{
    // EAGAIN on Linux and macOS, a sharing violation on Windows.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    internal static FileStream Take(string directory)
    {
        var path = Path.Combine(directory, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (Locked.Contains(e.HResult))
        {
            throw new StorageInUseException(
                $"The store in '{directory}' is in use by another process. End that process, or choose another directory.", e);
        }
    }
}
