using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Storage;

/// <summary>An export as a file of lines: the last one counts and hashes all before it, so none can be missing or changed.</summary>
internal static class TransferFile
{
    /// <summary>Writes lines between the header and the end.</summary>
    internal sealed class Writer(Stream destination) : IDisposable
    {
        private readonly BufferedStream _lines = new(destination, 64 * 1024);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        internal async Task WriteAsync(TransferLine line, CancellationToken cancellationToken)
        {
            var bytes = Encoding.UTF8.GetBytes(line.Write() + "\n");
            _hash.AppendData(bytes);
            await _lines.WriteAsync(bytes, cancellationToken);
        }

        internal async Task EndAsync(long rows, long messages, CancellationToken cancellationToken)
        {
            await WriteAsync(TransferLine.End(rows, messages, _hash), cancellationToken);
            await _lines.FlushAsync(cancellationToken);
        }

        // The destination stays open.
        public void Dispose() => _hash.Dispose();
    }

    /// <summary>Reads the lines between the header and the end, each checked when it comes and all of them at the end.</summary>
    /// <exception cref="StorageTransferException">It is truncated, changed or not ours.</exception>
    internal static async IAsyncEnumerable<TransferLine> ReadAsync(Stream source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var lines = new StreamReader(
            source, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        var (rows, messages, ended) = (0L, 0L, false);
        TransferLine? section = null;
        for (var number = 1; await NextAsync(lines, number, cancellationToken) is { } text; number++)
        {
            var line = ended ? throw Damaged(number, "there is more behind the end") : Parse(text, number);
            if (number == 1)
            {
                if (line != TransferLine.Header)
                    throw Damaged(1, $"it is not the header of '{TransferLine.FormatName}' version {TransferLine.CurrentVersion}");
            }
            else if (line.Rows is not null)
            {
                ended = text == TransferLine.End(rows, messages, hash).Write()
                    ? true
                    : throw Damaged(number, $"it does not fit what stands before it, {rows} rows and {messages} messages");
            }
            else
            {
                section = Check(line, section, number);
                rows += line.Content is null ? 0 : 1;
                messages += line.Text is null ? 0 : 1;
                yield return line;
            }

            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }

        if (!ended)
            throw new StorageTransferException("The export is truncated: its last line, with the counts, is missing. Nothing was written.");
    }

    // Tables with their rows come first, then queues with their messages. The table or queue in which the line is.
    private static TransferLine Check(TransferLine line, TransferLine? section, int number)
    {
        try
        {
            switch (line)
            {
                case { Table: { } table } when section?.Queue is null:
                    StorageNames.CheckTable(table);
                    return line;
                case { Queue: { } queue }:
                    StorageNames.CheckQueue(queue);
                    return line;
                case { Partition: not null, Row: not null, Content: not null } when section?.Table is not null:
                    StorageLimits.CheckTransaction([RowChange.Upsert(line.ToRow())]);
                    return section;
                case { Text: { } text, Visible: not null, Dequeues: not null } when section?.Queue is not null:
                    StorageLimits.CheckMessage(text);
                    return section;
                default:
                    throw Damaged(number, "it is neither a row of a table nor a message of a queue");
            }
        }
        catch (Exception e) when (e is ArgumentException or StorageLimitException)
        {
            throw Damaged(number, e.Message.TrimEnd('.'));
        }
    }

    private static async Task<string?> NextAsync(StreamReader lines, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged(number, "it is not UTF-8");
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
}
