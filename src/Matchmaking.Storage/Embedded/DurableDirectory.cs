using System.Runtime.InteropServices;
using System.Text;

namespace Matchmaking.Storage.Embedded;

/// <summary>Makes the creation, renaming and deletion of files in a directory survive a loss of power.</summary>
internal static partial class DurableDirectory
{
    /// <summary>Flushes the directory itself. Windows has no such call and keeps its directories in a journal of its own.</summary>
    internal static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(Encoding.UTF8.GetBytes(directory + '\0'), 0);
        if (descriptor < 0)
            throw Failed("open", directory);

        try
        {
            if (Fsync(descriptor) != 0)
                throw Failed("flush", directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string what, string directory) =>
        new($"Could not {what} the directory '{directory}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

#pragma warning disable SYSLIB1054 // LibraryImport would need unsafe code in the whole project.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054
}
