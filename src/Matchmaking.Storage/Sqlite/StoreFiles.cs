using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// The files of a store: <c>store.db</c>, what SQLite keeps beside it, and <c>store.mark</c>, which says what commit was acknowledged last
/// and whose lock keeps others out.
/// </summary>
/// <remarks>
/// <para>A database and its write-ahead log cannot tell that they are old: with the log lost, cut, damaged in its middle or exchanged,
/// SQLite opens an earlier state without a word. The mark is what such a state is compared with. It is written after every commit that was
/// flushed, and not flushed itself: after a loss of power it may be behind, never ahead.</para>
/// <para>The lock is the operating system's, on the open file: it ends with the process, however that ends.</para>
/// </remarks>
internal sealed class StoreFiles(string directory) : IDisposable
{
    // EAGAIN on Linux and macOS, a sharing violation on Windows.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    private SafeFileHandle? _mark;
    private (string Path, (long, long)? Identity)[] _same = [];

    internal string Directory { get; } = Path.GetFullPath(directory);

    internal string Database => Path.Combine(Directory, "store.db");

    internal string Log => Database + "-wal";

    internal string Mark => Path.Combine(Directory, "store.mark");

    internal static StorageCorruptedException Refused(string what) => new($"{what}. Nothing was changed. Restore a backup into an empty folder.");

    /// <summary>Makes the folder if it is missing, and keeps others out of it.</summary>
    internal void Lock()
    {
        if (File.Exists(Directory))
            throw new StorageUnavailableException($"'{Directory}' is a file. Name a folder.");

        System.IO.Directory.CreateDirectory(Directory);
        try
        {
            _mark = File.OpenHandle(Mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (Locked.Contains(e.HResult))
        {
            throw new StorageInUseException($"The store in '{Directory}' is in use by another process. End that process, or choose another folder.", e);
        }
    }

    /// <summary>Whether there is a store; refuses what SQLite must not be let at.</summary>
    /// <remarks>The database itself is opened by nobody but SQLite: whoever closes it in this process ends SQLite's locks on it.</remarks>
    internal bool Exists()
    {
        if (!File.Exists(Database))
        {
            return File.Exists(Log) || new FileInfo(Mark) is { Exists: true, Length: > 0 }
                ? throw Refused($"'{Database}' is missing, but what belongs to it is there")
                : false;
        }

        // With its log SQLite never leaves one; another store's it would write over ours.
        if (File.Exists(Database + "-journal"))
            throw Refused($"'{Database}-journal' is not of this store: move it away");

        return true;
    }

    /// <summary>The owner and commit that the mark names; null if it is empty, or if another process holds it, which then minds it itself.</summary>
    internal (string Owner, long Sequence)? ReadMark()
    {
        var bytes = new byte[1024];
        try
        {
            using var other = _mark is null ? File.OpenHandle(Mark, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
            bytes = bytes[..RandomAccess.Read(_mark ?? other!, bytes, 0)];
        }
        catch (IOException e) when (e is FileNotFoundException || Locked.Contains(e.HResult))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (text.Length == 0)
            return null;

        return text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var owner, _, var number, _]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && text == MarkText(owner, sequence)
            ? (owner, sequence)
            : throw Refused($"'{Mark}' is damaged, so nobody can tell whether the store is the newest");
    }

    internal void WriteMark(StoreMeta meta, bool flush = false)
    {
        RandomAccess.Write(_mark!, Encoding.ASCII.GetBytes(MarkText(meta.Owner, meta.Sequence)), 0);
        if (flush)
            RandomAccess.FlushToDisk(_mark!);
    }

    /// <summary>Refuses a state that is not the one that was acknowledged last.</summary>
    internal void RequireNewest(StoreMeta meta, (string Owner, long Sequence)? mark, bool mayLack)
    {
        if (mark is null && meta.Closed == 0 && !mayLack)
            throw Refused($"'{Mark}' is missing, so nobody can tell whether '{Database}' is the newest: put it back, or copy what is there with the command backup");

        if (mark is { } named && named.Owner != meta.Owner && named.Owner != meta.Previous)
            throw Refused($"'{Database}' and '{Mark}' do not belong together: one of them is older, or of another store");

        if (mark?.Sequence > meta.Sequence)
            throw Refused($"Acknowledged transactions are missing from '{Database}': its last is number {meta.Sequence}, and number {mark.Value.Sequence} was acknowledged. Its log may be lost or damaged");
    }

    /// <summary>Remembers which files the paths name now.</summary>
    internal void Remember() => _same = [.. ((string[])[Database, Log, Mark]).Select(path => (path, Identity(path)))];

    /// <summary>The path that no longer names the same file; null if all do.</summary>
    internal string? FindReplaced() => _same.FirstOrDefault(file => Identity(file.Path) != file.Identity).Path;

    /// <summary>Gives the lock back, and leaves no empty mark behind where there was none.</summary>
    public void Dispose()
    {
        if (_mark is { IsClosed: false } && RandomAccess.GetLength(_mark) == 0)
            File.Delete(Mark);

        _mark?.Dispose();
    }

    // Always of the same length.
    private static string MarkText(string owner, long sequence)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"matchmaking store, opening {owner}, commit {sequence:D19}, ");
        return string.Create(CultureInfo.InvariantCulture, $"{text}{Checksum.Of([], [], text):x16}\n");
    }

    // Device and number of the file that a path names: another one in its place has another. Only Linux is asked; Windows lets nobody
    // replace a file that is open. A struct statx is the same on every processor.
    private static (long Device, long Number)? Identity(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? (0, 0) : null;

        var found = new byte[256];
        return Statx(-100, Encoding.UTF8.GetBytes(path + '\0'), 0, 0x100, found) == 0
            ? (BitConverter.ToInt64(found, 136), BitConverter.ToInt64(found, 32))
            : null;
    }

#pragma warning disable SYSLIB1054 // LibraryImport would need unsafe code in the whole project.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, byte[] result);
#pragma warning restore SYSLIB1054
}
