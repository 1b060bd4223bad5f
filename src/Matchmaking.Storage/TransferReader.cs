using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Storage;

/// <summary>Reads an export twice: to check all of it, then to use it.</summary>
internal sealed class TransferReader : IAsyncDisposable
{
    private readonly Stream _file;
    private readonly long _start;
    private readonly bool _owned;

    private TransferReader(Stream file, bool owned)
    {
        _file = file;
        _start = file.Position;
        _owned = owned;
    }

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
        using var text = new StreamReader(_file, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        for (var number = 1; await ReadLineAsync(text, number, cancellationToken) is { } json; number++)
        {
            var line = Parse(json, number);
            if (!line.IsHeader && !line.IsEnd)
                yield return line;
        }
    }

    public ValueTask DisposeAsync() => _owned ? _file.DisposeAsync() : ValueTask.CompletedTask;

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        long rows = 0, messages = 0;
        var number = 0;
        TransferLine? last = null;
        using var text = new StreamReader(_file, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        while (await ReadLineAsync(text, number + 1, cancellationToken) is { } json)
        {
            number++;
            last = last?.IsEnd == true ? throw Damaged(number, "there is more behind the end") : Parse(json, number);
            if (number == 1 != last.IsHeader)
                throw Damaged(number, number == 1 ? $"a {TransferLine.FormatName} header is missing" : "a second header");

            if (last.IsHeader && (last.Format != TransferLine.FormatName || last.Version != TransferLine.CurrentVersion))
                throw Damaged(number, $"it is '{last.Format}' version {last.Version}; '{TransferLine.FormatName}' version {TransferLine.CurrentVersion} is known here");

            rows += Check(last, number) == Kind.Row ? 1 : 0;
            messages += last.Text is null ? 0 : 1;
        }

        if (last?.IsEnd != true)
            throw new StorageTransferException("The export is truncated: its last line, with the counts, is missing. Nothing was written.");

        if (last.Rows != rows || last.Messages != messages)
            throw new StorageTransferException(
                $"The export is damaged: it says {last.Rows} rows and {last.Messages} messages but holds {rows} and {messages}. Nothing was written.");
    }

    private enum Kind
    {
        Row,
        Other,
    }

    private Kind Check(TransferLine line, int number)
    {
        if (line.IsHeader || line.IsEnd)
            return Kind.Other;

        try
        {
            if (line.Table is not null)
            {
                Tables.Add(StorageNames.CheckTable(line.Table));
                if (Queues.Count > 0)
                    throw Damaged(number, "a table behind a queue");
            }
            else if (line.Queue is not null)
            {
                Queues.Add(StorageNames.CheckQueue(line.Queue));
            }
            else if (line is { Partition: not null, Row: not null, Values: not null } && Tables.Count > 0 && Queues.Count == 0)
            {
                TableLimits.CheckTransaction([RowChange.Upsert(line.ToRow())]);
                return Kind.Row;
            }
            else if (line is { Text: not null, Visible: not null, Dequeues: not null } && Queues.Count > 0)
            {
                QueueLimits.CheckText(line.Text);
            }
            else
            {
                throw Damaged(number, "it is neither a row of a table nor a message of a queue");
            }
        }
        catch (Exception e) when (e is ArgumentException or StorageLimitException or JsonException)
        {
            throw Damaged(number, e.Message);
        }

        return Kind.Other;
    }

    private static async Task<string?> ReadLineAsync(StreamReader text, int number, CancellationToken cancellationToken)
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

    private static TransferLine Parse(string json, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<TransferLine>(json, TransferLine.Options) ?? throw Damaged(number, "it is null");
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
