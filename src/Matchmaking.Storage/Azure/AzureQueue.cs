using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Matchmaking.Storage.Azure;

/// <summary>A queue of the account.</summary>
internal sealed class AzureQueue(string name, QueueServiceClient service) : StorageQueue(name)
{
    private const int MaxReceived = 32;

    // The service's own way of saying "never".
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    // Long enough to read a large queue in peace; how long its messages stay hidden if an export is killed.
    private static readonly TimeSpan ExportHold = TimeSpan.FromHours(1);

    private readonly QueueClient _queue = service.GetQueueClient(name);

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        Call("create").RunAsync(async () => await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    private protected override Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken) =>
        Call("send").RunAsync(
            () => _queue.SendMessageAsync(Convert.ToBase64String(text), visibilityTimeout, NeverExpires, cancellationToken), cancellationToken);

    private protected override async Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
        int maxMessages, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var received = await Call("receive").RunAsync(
            () => _queue.ReceiveMessagesAsync(maxMessages, visibilityTimeout, cancellationToken), cancellationToken);
        return [.. received.Value.Select(Read)];
    }

    private protected override async Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken)
    {
        var seen = await Call("peek").RunAsync(() => _queue.PeekMessagesAsync(maxMessages, cancellationToken), cancellationToken);
        return [.. seen.Value.Select(Read)];
    }

    private protected override async Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        try
        {
            var updated = await Call("update").RunAsync(
                () => _queue.UpdateMessageAsync(
                    message.MessageId, message.PopReceipt, visibilityTimeout: visibilityTimeout, cancellationToken: cancellationToken),
                cancellationToken,
                ReceiptIsGone);
            return message with { PopReceipt = updated.Value.PopReceipt, NextVisibleOn = updated.Value.NextVisibleOn };
        }
        catch (RequestFailedException e) when (ReceiptIsGone(e))
        {
            return null;
        }
    }

    private protected override async Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var call = Call("delete");
        try
        {
            await call.RunAsync(
                () => _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken), cancellationToken, ReceiptIsGone);
            return true;
        }
        catch (RequestFailedException e) when (ReceiptIsGone(e))
        {
            return e.Status == 404 && call.WasRetried;
        }
    }

    private protected override async Task<int> CountCoreAsync(CancellationToken cancellationToken) =>
        (await Call("count").RunAsync(() => _queue.GetPropertiesAsync(cancellationToken), cancellationToken)).Value.ApproximateMessagesCount;

    internal override Task ClearAsync(CancellationToken cancellationToken) =>
        Call("clear").RunAsync(() => _queue.ClearMessagesAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// The service shows a message's text only when it is visible, 32 at a time, to those who receive it. So all are received, held while
    /// they are read, and shown again at the end, which costs each one receipt.
    /// </summary>
    internal override async IAsyncEnumerable<ReceivedMessage> ReadAllAsync(
        TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var held = new Dictionary<string, ReceivedMessage>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var received = await ReceiveAsync(MaxReceived, ExportHold, cancellationToken);
                foreach (var message in received)
                {
                    if (held.TryAdd(message.MessageId, message with { MessageText = "" }))
                        yield return message with { DequeueCount = message.DequeueCount - 1, NextVisibleOn = message.InsertedOn };
                }

                if (received.Count > 0)
                    continue;

                if (TimeProvider.System.GetElapsedTime(started) >= patience
                    || await CountAsync(cancellationToken) <= held.Count)
                    break;

                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
        finally
        {
            foreach (var message in held.Values)
                await ExtendAsync(message, TimeSpan.Zero, CancellationToken.None);
        }
    }

    private static ReceivedMessage Read(QueueMessage message) => new(
        message.MessageId, message.PopReceipt, Decode(message.Body.ToString()), message.DequeueCount, message.InsertedOn!.Value, message.NextVisibleOn!.Value);

    // Of a message only peeked at, the service tells neither a receipt nor when it shows.
    private static ReceivedMessage Read(PeekedMessage message) => new(
        message.MessageId, "", Decode(message.Body.ToString()), message.DequeueCount, message.InsertedOn!.Value, ReceivedMessage.Never);

    // Somebody else may have sent plain text: better seen as it is than a queue that cannot be read.
    private static string Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : text;
    }

    // A receipt of another engine or of nobody is as gone as an old one.
    private static bool ReceiptIsGone(RequestFailedException e) => (e.Status, e.ErrorCode) is
        (404, "MessageNotFound") or (400, "PopReceiptMismatch" or "InvalidQueryParameterValue");

    private AzureCall Call(string operation) => new(StorageTelemetry.Queue, operation, Name);
}
