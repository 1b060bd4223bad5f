using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// A small file beside the database that says which commit was acknowledged last, and whose lock keeps others out.
/// </summary>
/// <remarks>
/// <para>A database and its write-ahead log cannot tell that they are old: with the log lost, cut, damaged in its middle or exchanged,
/// SQLite opens an earlier state without a word. The mark is what such a state is compared with.</para>
/// <para>It is written after every commit that was flushed, and not flushed itself. After a loss of power it may be behind, never ahead.</para>
/// <para>The lock is the operating system's, on the open file: it ends with the process, however that ends.</para>
/// </remarks>
internal sealed class StoreMark : IDisposable
{
    // EAGAIN on Linux and macOS, a sharing violation on Windows.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private StoreMark(SafeFileHandle file, string path) => (_file, _path) = (file, path);

    internal static StoreMark Take(StoreFolder folder)
    {
        try
        {
            return new StoreMark(File.OpenHandle(folder.Mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), folder.Mark);
        }
        catch (IOException e) when (Locked.Contains(e.HResult))
        {
            throw new StorageInUseException(
                $"The store in '{folder.Path}' is in use by another process. End that process, or choose another folder.", e);
        }
    }

    /// <summary>The mark of a store that nobody has open; null if somebody has, who minds it himself, or if there is none.</summary>
    internal static (string Owner, long Sequence)? Peek(StoreFolder folder)
    {
        try
        {
            using var mark = new StoreMark(File.OpenHandle(folder.Mark, FileMode.Open, FileAccess.Read, FileShare.Read), folder.Mark);
            return mark.Read();
        }
        catch (IOException e) when (e is FileNotFoundException || Locked.Contains(e.HResult))
        {
            return null;
        }
    }

    /// <summary>What it says; null if it is empty, as one just made is.</summary>
    /// <exception cref="StorageCorruptedException">It is damaged.</exception>
    internal (string Owner, long Sequence)? Read()
    {
        var bytes = new byte[1024];
        var text = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(_file, bytes, 0));
        if (text.Length == 0)
            return null;

        if (text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var owner, _, var number, _]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && text == Text(owner, sequence))
            return (owner, sequence);

        throw StoreFolder.Refused($"'{_path}' is damaged, so nobody can tell whether the store is the newest");
    }

    internal void Write(string owner, long sequence) => RandomAccess.Write(_file, Encoding.ASCII.GetBytes(Text(owner, sequence)), 0);

    internal void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    /// <summary>Gives up: leaves no empty file behind where there was none.</summary>
    internal void Release()
    {
        if (!_file.IsClosed && RandomAccess.GetLength(_file) == 0)
            File.Delete(_path);

        Dispose();
    }

    // Always of the same length.
    private static string Text(string owner, long sequence)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"matchmaking store, opening {owner}, commit {sequence:D19}, ");
        return string.Create(CultureInfo.InvariantCulture, $"{text}{Checksum.OfName("mark", text):x16}\n");
    }
}
