using System.CommandLine;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Local.Commands;

/// <summary>Writes everything that is stored to a file, for a move to another storage or a copy.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> File = new("file") { Description = "The file to write." };

    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait on Azure for messages that are hidden just now.",
        DefaultValueFactory = _ => 120,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        Shared.OnStore("export", "Write all tables and queues to a file. Stop the service first.", [File, Wait], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(File));
        if (System.IO.File.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new StartException($"{path} is there already, or its folder is not: name a new file in a folder that is there.");
        }

        var store = services.GetRequiredService<Store>();

        // Written beside and renamed when whole: a file of that name is a complete one.
        var partial = path + ".partial";
        StorageTransferProgress done;
        try
        {
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                done = await StorageTransfer.ExportAsync(
                    store.Account, store.TableNames, store.QueueNames, file,
                    TimeSpan.FromSeconds(parsed.GetValue(Wait)), Shared.Progress, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(partial, path, overwrite: true);
        }
        finally
        {
            // It holds contacts.
            System.IO.File.Delete(partial);
        }

        Console.WriteLine($"{path}: {Shared.Counts(done)}");
        return 0;
    }
}
