using System.CommandLine;
using System.Globalization;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Local.Commands;

/// <summary>Reads all of a store on this disk, and compares every checksum, count and index. Changes nothing, and may run beside the service.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        Shared.BesideService("check", "Read all of the store on this disk and tell whether it is whole. The service may go on.", [], RunAsync);

    /// <summary>How much a store holds.</summary>
    public static string Counts(StoreSummary store) => string.Create(
        CultureInfo.InvariantCulture, $"{store.Rows} rows in {store.Tables} tables, {store.Messages} messages in {store.Queues} queues");

    private static async Task<int> RunAsync(ParseResult parsed, string? directory, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            throw new StartException("check is for a store on this disk. Azure Storage checks what it keeps by itself; /api/health tells whether it answers.");
        }

        var store = await SqliteStorageAccount.CheckAsync(directory, cancellationToken);
        Console.WriteLine($"{Path.GetFullPath(directory)}: whole, {Counts(store)}");
        return 0;
    }
}
