using System.CommandLine;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Local.Commands;

/// <summary>Copies a store on this disk as of one moment. May run beside the service.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("file") { Description = "The file to write. To go back to it, put it as store.db into an empty folder." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        Shared.BesideService("backup", "Copy the store on this disk to a file. The service may go on.", [File], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, string? directory, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            throw new StartException("backup is for a store on this disk. What is in Azure Storage is copied with export.");
        }

        var file = Path.GetFullPath(parsed.GetRequiredValue(File));
        var store = await SqliteStorageAccount.BackupAsync(directory, file, cancellationToken);
        Console.WriteLine($"{file}: {CheckCommand.Counts(store)}");
        return 0;
    }
}
