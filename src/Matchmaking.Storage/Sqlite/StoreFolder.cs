using System.Buffers.Binary;

namespace Matchmaking.Storage.Sqlite;

/// <summary>The files of a store in their folder, looked at before SQLite is let at them.</summary>
internal sealed class StoreFolder(string path)
{
    private const int HeaderLength = 100;

    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string Database => System.IO.Path.Combine(Path, "store.db");

    internal string NewDatabase => Database + ".new";

    internal string Log => Database + "-wal";

    internal string Mark => System.IO.Path.Combine(Path, "store.mark");

    /// <summary>Makes sure that there is a folder.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be one, or not used.</exception>
    internal void Create()
    {
        if (File.Exists(Path))
            throw new StorageUnavailableException($"'{Path}' is a file. Name a folder.");

        if (Directory.Exists(Path))
            return;

        try
        {
            Directory.CreateDirectory(Path);
            NativeFile.FlushDirectory(System.IO.Path.GetDirectoryName(Path) ?? Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The folder '{Path}' could not be made: {e.Message}", e);
        }
    }

    /// <summary>Whether there is a store; refuses what cannot be one.</summary>
    /// <exception cref="StorageCorruptedException">A file is missing, foreign, damaged or in the way.</exception>
    internal bool Exists()
    {
        if (!File.Exists(Database))
        {
            return File.Exists(Log) || new FileInfo(Mark) is { Exists: true, Length: > 0 }
                ? throw Refused($"'{Database}' is missing, but what belongs to it is there")
                : false;
        }

        // In WAL mode SQLite never leaves one; it would take another store's for its own and write it over ours.
        if (File.Exists(Database + "-journal"))
            throw Refused($"'{Database}-journal' is not of this store. Move it away");

        RequireOurs(Database);
        return true;
    }

    /// <summary>Whether a file is one of ours, by its first hundred bytes.</summary>
    internal static void RequireOurs(string file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
                throw Refused($"'{file}' is empty or cut off");
        }

        if (!header.StartsWith("SQLite format 3\0"u8) || BinaryPrimitives.ReadInt32BigEndian(header[68..]) != StoreSchema.ApplicationId)
            throw Refused($"'{file}' is not a store of this program, or its beginning is damaged");

        var version = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        if (version != StoreSchema.Version)
            throw new StorageUnavailableException(
                $"'{file}' is of version {version}, and this program knows version {StoreSchema.Version}: it was written by another version of the program. Nothing was changed.");
    }

    internal static StorageCorruptedException Refused(string what) => new($"{what}. Nothing was changed. Restore a backup into an empty folder.");
}
