using System.CommandLine;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Local.Commands;

/// <summary>Reads into an empty storage what <c>export</c> wrote.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("file") { Description = "A file that export wrote." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        Shared.OnStorage("import", "Read an exported file into an empty storage. Stop the service first.", [File], RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, StorageAccount account, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(File));
        if (!System.IO.File.Exists(path))
        {
            throw new StartException($"There is no file {path}.");
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var done = await StorageTransfer.ImportAsync(account, file, time, Shared.Progress, cancellationToken);
        Console.WriteLine($"{path}: {Shared.Counts(done)}");
        return 0;
    }
}
