using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Storage;

/// <summary>Reads an export twice: to check all of it, then to use it.</summary>
internal sealed class TransferReader : IAsyncDisposable
{
    private readonly Stream _file;
    private readonly long _start;
    private readonly bool _owned;

    private TransferReader(Stream file, bool owned) => (_file, _start, _owned) = (file, file.Position, owned);

    internal List<string> Tables { get; } = [];

    internal List<string> Queues { get; } = [];

    internal static async Task<TransferReader> OpenAsync(Stream source, CancellationToken cancellationToken)
    {
        var reader = source.CanSeek ? new TransferReader(source, owned: false) : new TransferReader(await KeepAsync(source, cancellationToken), owned: true);
        try
        {
            await reader.CheckAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines between the header and the end.</summary>
    internal async IAsyncEnumerable<TransferLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _file.Position = _start;
        await foreach (var (text, number) in LinesAsync(cancellationToken))
        {
            var line = Parse(text, number);
            if (line is { Format: null, Rows: null })
                yield return line;
        }
    }

    public ValueTask DisposeAsync() => _owned ? _file.DisposeAsync() : ValueTask.CompletedTask;

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        long rows = 0, messages = 0;
        var ended = false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var (text, number) in LinesAsync(cancellationToken))
        {
            var line = ended ? throw Damaged(number, "there is more behind the end") : Parse(text, number);
            if (number == 1)
                RequireHeader(line);
            else if (line.Rows is not null)
                ended = text == new TransferLine { Rows = rows, Messages = messages, Sha256 = Convert.ToHexStringLower(hash.GetCurrentHash()) }.Write()
                    ? true
                    : throw new StorageTransferException(
                        $"The export is damaged: its last line does not fit what stands before it, {rows} rows and {messages} messages. Nothing was written.");
            else if (Check(line, number))
                rows++;
            else if (line.Text is not null)
                messages++;

            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }

        if (!ended)
            throw new StorageTransferException("The export is truncated: its last line, with the counts, is missing. Nothing was written.");
    }

    private static void RequireHeader(TransferLine line)
    {
        if (line.Format is null)
            throw Damaged(1, $"a {TransferLine.FormatName} header is missing");

        if (line != TransferLine.Header)
            throw Damaged(1, $"it is '{line.Format}' version {line.Version}; '{TransferLine.FormatName}' version {TransferLine.CurrentVersion} is known here");
    }

    // Whether it is a row.
    private bool Check(TransferLine line, int number)
    {
        try
        {
            switch (line)
            {
                case { Table: { } table } when Queues.Count == 0:
                    Tables.Add(StorageNames.CheckTable(table));
                    return false;
                case { Queue: { } queue }:
                    Queues.Add(StorageNames.CheckQueue(queue));
                    return false;
                case { Partition: not null, Row: not null, Content: not null } when Tables.Count > 0 && Queues.Count == 0:
                    StorageLimits.CheckTransaction([RowChange.Upsert(line.ToRow())]);
                    return true;
                case { Text: { } text, Visible: not null, Dequeues: not null } when Queues.Count > 0:
                    StorageLimits.CheckMessage(text);
                    return false;
                default:
                    throw Damaged(number, "it is neither a row of a table nor a message of a queue");
            }
        }
        catch (Exception e) when (e is ArgumentException or StorageLimitException)
        {
            throw Damaged(number, e.Message);
        }
    }

    private async IAsyncEnumerable<(string Text, int Number)> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(
            _file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        for (var number = 1; await NextAsync(number) is { } line; number++)
            yield return (line, number);

        async Task<string?> NextAsync(int number)
        {
            try
            {
                return await text.ReadLineAsync(cancellationToken);
            }
            catch (DecoderFallbackException)
            {
                throw Damaged(number, "it is not UTF-8");
            }
        }
    }

    private static TransferLine Parse(string text, int number)
    {
        try
        {
            return TransferLine.Parse(text) ?? throw Damaged(number, "it is null");
        }
        catch (JsonException)
        {
            throw Damaged(number, "it is not a line of an export, or not all of one");
        }
    }

    private static StorageTransferException Damaged(int line, string what) =>
        new($"The export is truncated or damaged at line {line}: {what}. Nothing was written.");

    private static async Task<FileStream> KeepAsync(Stream source, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await source.CopyToAsync(file, cancellationToken);
        file.Position = 0;
        return file;
    }
}
