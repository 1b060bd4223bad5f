namespace Matchmaking.Storage;

/// <summary>How far an export or import has come.</summary>
/// <param name="Name">The table or queue being moved.</param>
/// <param name="Rows">Rows moved so far, of all tables.</param>
/// <param name="Messages">Messages moved so far, of all queues.</param>
public sealed record StorageTransferProgress(string Name, long Rows, long Messages);

/// <summary>A file to import is not whole, not ours, or would be mixed with what is there; or an export could not reach every message.</summary>
/// <param name="message">What is wrong, and where.</param>
public sealed class StorageTransferException(string message) : Exception(message);

/// <summary>
/// Moves everything between storage accounts of either engine, by way of a file of JSON lines: a header with format and version, the
/// tables with their rows, the queues with their messages, and a last line with the counts and a hash of all before it. Stop the service
/// first: what changes meanwhile may be moved or not.
/// </summary>
/// <remarks>
/// <para>Rows keep keys and content; they get new ETags. Messages keep their text and what is left of a delay. A message that was being
/// handled (hidden and received at least once) is shown at once. Dequeue counts, ids and times of sending start anew: the service does
/// not let them be set. The file states them for whoever wants to know.</para>
/// <para>Azure shows no text of a hidden message. An export from Azure receives every visible message, shows it again at the end (which
/// counts as one more receipt), and waits for hidden ones as long as it is told to; if some stay out of reach, it fails and says how many.</para>
/// <para>Neither reads everything into memory. An import reads its file twice: the first time it checks all of it, so that a
/// truncated or changed one is refused before anything is written. What a killed import leaves is known to be unfinished
/// (<see cref="RequireFinishedAsync"/>), and the next import begins by removing it.</para>
/// </remarks>
public static class StorageTransfer
{
    private const int Every = 1000;

    /// <summary>Writes the tables and queues named to <paramref name="destination"/>, which is left open.</summary>
    /// <param name="account">Where from.</param>
    /// <param name="tables">Names of tables; each must exist.</param>
    /// <param name="queues">Names of queues; each must exist.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="hiddenMessagePatience">How long to wait on Azure for hidden messages to show; zero by default.</param>
    /// <param name="progress">Told every thousand rows or messages and at the end of each table and queue.</param>
    /// <param name="cancellationToken">Stops in between; the file then lacks its last line and cannot be imported.</param>
    /// <returns>What was written, under an empty name.</returns>
    /// <exception cref="StorageTransferException">Hidden messages stayed out of reach, or an import into the account did not end.</exception>
    public static async Task<StorageTransferProgress> ExportAsync(
        StorageAccount account,
        IEnumerable<string> tables,
        IEnumerable<string> queues,
        Stream destination,
        TimeSpan hiddenMessagePatience = default,
        IProgress<StorageTransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var file = new TransferWriter(destination);
        var counted = new StorageTransferProgress("", 0, 0);
        await file.WriteAsync(TransferLine.Header, cancellationToken);
        foreach (var name in tables)
        {
            counted = counted with { Name = name };
            await file.WriteAsync(new TransferLine { Table = name }, cancellationToken);
            await foreach (var row in account.Table(name).ScanAsync(cancellationToken))
            {
                await file.WriteAsync(LineOf(row, name), cancellationToken);
                counted = Report(progress, counted with { Rows = counted.Rows + 1 });
            }

            progress?.Report(counted);
        }

        foreach (var name in queues)
        {
            var queue = account.Queue(name);
            var before = counted.Messages;
            counted = counted with { Name = name };
            await file.WriteAsync(new TransferLine { Queue = name }, cancellationToken);
            await foreach (var message in queue.ReadAllAsync(hiddenMessagePatience, cancellationToken))
            {
                await file.WriteAsync(TransferLine.Of(message), cancellationToken);
                counted = Report(progress, counted with { Messages = counted.Messages + 1 });
            }

            progress?.Report(counted);
            var missing = await queue.CountAsync(cancellationToken) - (counted.Messages - before);
            if (missing > 0)
                throw new StorageTransferException(
                    $"{missing} messages of the queue '{name}' are hidden and cannot be read. Stop the service, wait until they show, and export again.");
        }

        counted = counted with { Name = "" };
        await file.EndAsync(counted.Rows, counted.Messages, cancellationToken);
        return counted;
    }

    /// <summary>Writes what an export holds into an account, creating its tables and queues. Messages go last.</summary>
    /// <param name="account">Where to: its tables and queues of these names must be empty, or be what an import left that did not end.</param>
    /// <param name="source">The export, from its beginning. One that cannot be read twice is kept in a temporary file meanwhile.</param>
    /// <param name="time">Tells what is left of a message's delay.</param>
    /// <param name="progress">As in an export.</param>
    /// <param name="cancellationToken">Stops in between: the account then knows that the import did not end.</param>
    /// <returns>What was written, under an empty name.</returns>
    /// <exception cref="StorageTransferException">The file is truncated, changed or not ours, or the account is not empty. Nothing was written.</exception>
    public static async Task<StorageTransferProgress> ImportAsync(
        StorageAccount account,
        Stream source,
        TimeProvider time,
        IProgress<StorageTransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        await using var file = await TransferReader.OpenAsync(source, cancellationToken);
        var counted = new StorageTransferProgress("", 0, 0);
        if (file.Tables is not [var first, ..])
            throw new StorageTransferException("The export holds no table. Nothing was written.");

        var marked = account.Table(first);
        await marked.CreateIfNotExistsAsync(cancellationToken);
        if (await TransferMark.FindAsync(marked, cancellationToken) is { } unfinished)
            await unfinished.ClearAsync(account, cancellationToken);

        await RequireEmptyAsync(account, file, cancellationToken);
        await new TransferMark(file.Tables, file.Queues).SetAsync(marked, cancellationToken);
        var import = new TransferImport(account, time);
        await foreach (var line in file.ReadAsync(cancellationToken))
        {
            counted = await import.TakeAsync(line, counted, cancellationToken);
            if (line.Table is not null || line.Queue is not null)
                progress?.Report(counted);
            else
                Report(progress, counted);
        }

        await import.FlushAsync(cancellationToken);
        await TransferMark.RemoveAsync(marked, cancellationToken);
        return counted with { Name = "" };
    }

    /// <summary>Refuses an account into which an import was begun and not ended. One storage transaction.</summary>
    /// <param name="first">The table that exports name first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StorageTransferException">It was.</exception>
    public static async Task RequireFinishedAsync(StorageTable first, CancellationToken cancellationToken = default)
    {
        if (await TransferMark.FindAsync(first, cancellationToken) is not null)
            throw new StorageTransferException("An import into this storage did not end, so only a part is there. Import the file again: it begins anew.");
    }

    private static async Task RequireEmptyAsync(StorageAccount account, TransferReader file, CancellationToken cancellationToken)
    {
        foreach (var name in file.Tables)
        {
            if (await HasAnyAsync(async () => await account.Table(name).ScanAsync(cancellationToken).AnyAsync(row => !TransferMark.Is(row), cancellationToken)))
                throw NotEmpty("table", name);
        }

        foreach (var name in file.Queues)
        {
            var queue = account.Queue(name);
            if (await HasAnyAsync(async () => await queue.CountAsync(cancellationToken) > 0))
                throw NotEmpty("queue", name);
        }
    }

    private static async Task<bool> HasAnyAsync(Func<Task<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StorageNotFoundException)
        {
            return false;
        }
    }

    private static TransferLine LineOf(Row row, string table) => TransferMark.Is(row)
        ? throw new StorageTransferException($"An import into this storage did not end, so the table '{table}' is not whole. Import the file again first.")
        : TransferLine.Of(row);

    private static StorageTransferException NotEmpty(string kind, string name) =>
        new($"The {kind} '{name}' is not empty. Import into an empty store.");

    private static StorageTransferProgress Report(IProgress<StorageTransferProgress>? progress, StorageTransferProgress counted)
    {
        if ((counted.Rows + counted.Messages) % Every == 0)
            progress?.Report(counted);

        return counted;
    }
}
