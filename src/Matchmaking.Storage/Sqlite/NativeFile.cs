using System.Runtime.InteropServices;
using System.Text;

namespace Matchmaking.Storage.Sqlite;

/// <summary>Two things that .NET does not offer: which file a path names now, and flushing a folder.</summary>
internal static class NativeFile
{
    private const int WorkingDirectory = -100;
    private const uint Inode = 0x100;

    /// <summary>Device and number of the file that the path names; another one in its place has another. Null if there is none.</summary>
    /// <remarks>Only Linux is asked. Windows lets nobody replace a file that is open; elsewhere this always gives the same.</remarks>
    internal static (long Device, long Number)? Identity(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? (0, 0) : null;

        // struct statx is the same on every processor.
        var found = new byte[256];
        return Statx(WorkingDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, Inode, found) == 0
            ? (BitConverter.ToInt64(found, 136), BitConverter.ToInt64(found, 32))
            : null;
    }

    /// <summary>Makes the creation and renaming of files in a folder survive a loss of power. Windows has no such call and needs none.</summary>
    internal static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(Encoding.UTF8.GetBytes(directory + '\0'), 0);
        if (descriptor < 0)
            throw new IOException($"The folder '{directory}' could not be opened.");

        try
        {
            if (Fsync(descriptor) != 0)
                throw new IOException($"The folder '{directory}' could not be flushed to its disk.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

#pragma warning disable SYSLIB1054 // LibraryImport would need unsafe code in the whole project.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, byte[] result);

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054
}
