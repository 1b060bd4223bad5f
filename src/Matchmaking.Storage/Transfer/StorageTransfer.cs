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
/// <para>Neither reads everything into memory. An import reads its file twice: the first time it checks all of it, so that a truncated or
/// changed one is refused before anything is written. What a killed import leaves is known to be unfinished
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
    /// <param name="progress">Told at the beginning of each table and queue, and every thousand rows or messages.</param>
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
        using var file = new TransferFile.Writer(destination);
        await file.WriteAsync(TransferLine.Header, cancellationToken);
        var counted = new StorageTransferProgress("", 0, 0);
        foreach (var table in tables.Select(account.Table))
        {
            await TakeAsync(new TransferLine { Table = table.Name });
            await foreach (var row in table.ScanAsync(cancellationToken))
            {
                await TakeAsync(!TransferMark.Is(row) ? TransferLine.Of(row) : throw new StorageTransferException(
                    $"An import into this storage did not end, so the table '{table.Name}' is not whole. Import the file again first."));
            }
        }

        foreach (var queue in queues.Select(account.Queue))
        {
            var before = counted.Messages;
            await TakeAsync(new TransferLine { Queue = queue.Name });
            await foreach (var message in queue.ReadAllAsync(hiddenMessagePatience, cancellationToken))
                await TakeAsync(TransferLine.Of(message));

            var missing = await queue.CountAsync(cancellationToken) - (counted.Messages - before);
            if (missing > 0)
                throw new StorageTransferException(
                    $"{missing} messages of the queue '{queue.Name}' are hidden and cannot be read. Stop the service, wait until they show, and export again.");
        }

        await file.EndAsync(counted.Rows, counted.Messages, cancellationToken);
        return counted with { Name = "" };

        async Task TakeAsync(TransferLine line)
        {
            await file.WriteAsync(line, cancellationToken);
            counted = Count(counted, line, progress);
        }
    }

    /// <summary>Writes what an export holds into an account, creating its tables and queues. Messages go last.</summary>
    /// <param name="account">Where to: its tables and queues of these names must be empty, or be what an import left that did not end.</param>
    /// <param name="source">The export, from its beginning; it is read twice.</param>
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
        if (!source.CanSeek)
            throw new StorageTransferException("An export is read twice: name a file, not a pipe. Nothing was written.");

        var (tables, queues, start) = (new List<StorageTable>(), new List<StorageQueue>(), source.Position);
        await foreach (var line in TransferFile.ReadAsync(source, cancellationToken))
        {
            if (line.Table is not null)
                tables.Add(account.Table(line.Table));
            else if (line.Queue is not null)
                queues.Add(account.Queue(line.Queue));
        }

        if (tables is not [var marked, ..])
            throw new StorageTransferException("The export holds no table. Nothing was written.");

        foreach (var table in tables)
            await table.CreateIfNotExistsAsync(cancellationToken);

        foreach (var queue in queues)
            await queue.CreateIfNotExistsAsync(cancellationToken);

        if (await TransferMark.FindAsync(marked, cancellationToken) is { } unfinished)
            await unfinished.ClearAsync(account, cancellationToken);

        await RequireEmptyAsync(tables, queues, cancellationToken);
        await new TransferMark([.. tables.Select(table => table.Name)], [.. queues.Select(queue => queue.Name)]).SetAsync(marked, cancellationToken);
        source.Position = start;
        var counted = new StorageTransferProgress("", 0, 0);
        var (rows, current) = (new TransferBatch(marked), (StorageQueue?)null);
        await foreach (var line in TransferFile.ReadAsync(source, cancellationToken))
        {
            if (line.Table is not null || line.Queue is not null)
            {
                await rows.FlushAsync(cancellationToken);
                (rows, current) = line.Table is not null ? (new TransferBatch(account.Table(line.Table)), null) : (rows, account.Queue(line.Queue!));
            }
            else if (line.Text is not null)
            {
                await current!.SendAsync(line.Text, Delay(line, time), cancellationToken);
            }
            else
            {
                await rows.AddAsync(RowChange.Add(line.ToRow()), cancellationToken);
            }

            counted = Count(counted, line, progress);
        }

        await rows.FlushAsync(cancellationToken);
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

    private static async Task RequireEmptyAsync(List<StorageTable> tables, List<StorageQueue> queues, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (await table.ScanAsync(cancellationToken).AnyAsync(row => !TransferMark.Is(row), cancellationToken))
                throw new StorageTransferException($"The table '{table.Name}' is not empty. Import into an empty store.");
        }

        foreach (var queue in queues)
        {
            if (await queue.CountAsync(cancellationToken) > 0)
                throw new StorageTransferException($"The queue '{queue.Name}' is not empty. Import into an empty store.");
        }
    }

    // What was being handled when the export was made is no longer: whoever handled it has stopped.
    private static TimeSpan Delay(TransferLine line, TimeProvider time)
    {
        var left = line.Dequeues > 0 ? 0 : Math.Ceiling((line.Visible!.Value - time.GetUtcNow()).TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(left, 0, StorageQueue.MaxVisibilityTimeout.TotalSeconds));
    }

    private static StorageTransferProgress Count(StorageTransferProgress counted, TransferLine line, IProgress<StorageTransferProgress>? progress)
    {
        var name = line.Table ?? line.Queue;
        counted = new(name ?? counted.Name, counted.Rows + (line.Content is null ? 0 : 1), counted.Messages + (line.Text is null ? 0 : 1));
        if (name is not null || (counted.Rows + counted.Messages) % Every == 0)
            progress?.Report(counted);

        return counted;
    }
}
