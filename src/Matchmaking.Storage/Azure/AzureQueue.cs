using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;

namespace Matchmaking.Storage.Azure;

/// <summary>A queue of the account.</summary>
internal sealed class AzureQueue(string name, AzureService service) : StorageQueue(name)
{
    private const int MaxReceived = 32;

    // Long enough to read a large queue in peace; how long its messages stay hidden if an export is killed.
    private static readonly TimeSpan ExportHold = TimeSpan.FromHours(1);

    private protected override async Task CreateCoreAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Put, Name, "create", cancellationToken);
        if (response.Status is not (201 or 204) && AzureService.ErrorCode(response) != "QueueAlreadyExists")
            throw service.Unexpected(response, Name);
    }

    private protected override async Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, $"{Name}/messages?visibilitytimeout={Seconds(visibilityTimeout)}&messagettl=-1", "send");
        message.Request.Headers.Add("Content-Type", "application/xml");
        message.Request.Content = RequestContent.Create(QueueXml.Write(text));
        var response = await service.SendAsync(message, cancellationToken);
        if (response.Status != 201)
            throw service.Unexpected(response, Name);
    }

    private protected override async Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
        int maxMessages,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken) =>
        await ReadAsync($"numofmessages={maxMessages}&visibilitytimeout={Seconds(visibilityTimeout)}", "receive", cancellationToken);

    private protected override async Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken) =>
        await ReadAsync($"peekonly=true&numofmessages={maxMessages}", "peek", cancellationToken);

    private protected override async Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken)
    {
        var path = $"{Path(message)}&visibilitytimeout={Seconds(visibilityTimeout)}";
        var response = await SendAsync(RequestMethod.Put, path, "update", cancellationToken);
        if (ReceiptIsGone(response))
            return null;

        if (response.Status != 204
            || !response.Headers.TryGetValue("x-ms-popreceipt", out var receipt)
            || !response.Headers.TryGetValue("x-ms-time-next-visible", out var visible))
            throw service.Unexpected(response, Name);

        return message with { PopReceipt = receipt, NextVisibleOn = QueueXml.Time(visible) };
    }

    private protected override async Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        using var request = Message(RequestMethod.Delete, Path(message), "delete");
        var response = await service.SendAsync(request, cancellationToken);
        if (ReceiptIsGone(response))
            return response.Status == 404 && request.ProcessingContext.RetryNumber > 0;

        return response.Status == 204 ? true : throw service.Unexpected(response, Name);
    }

    private protected override async Task<int> CountCoreAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Get, $"{Name}?comp=metadata", "count", cancellationToken);
        return response.Status == 200 && response.Headers.TryGetValue("x-ms-approximate-messages-count", out var count)
            ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)
            : throw service.Unexpected(response, Name);
    }

    /// <summary>
    /// The service shows a message's text only when it is visible, 32 at a time, to those who receive it. So all are received, held while
    /// they are read, and shown again at the end, which costs each one receipt.
    /// </summary>
    internal override async IAsyncEnumerable<ReceivedMessage> ReadAllAsync(
        TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellationToken)
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

    private async Task<ReceivedMessage[]> ReadAsync(string query, string operation, CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Get, $"{Name}/messages?{query}", operation, cancellationToken);
        return response.Status == 200 ? QueueXml.Read(response) : throw service.Unexpected(response, Name);
    }

    private async Task<Response> SendAsync(RequestMethod method, string pathAndQuery, string operation, CancellationToken cancellationToken)
    {
        using var message = Message(method, pathAndQuery, operation);
        return await service.SendAsync(message, cancellationToken);
    }

    private HttpMessage Message(RequestMethod method, string pathAndQuery, string operation)
    {
        var message = service.Create(method, pathAndQuery, new StorageCall(StorageTelemetry.Queue, operation, Name));
        message.Request.Headers.Add("Accept", "application/xml");
        return message;
    }

    private string Path(ReceivedMessage message) =>
        $"{Name}/messages/{Uri.EscapeDataString(message.MessageId)}?popreceipt={Uri.EscapeDataString(message.PopReceipt)}";

    // A receipt of another engine or of nobody is as gone as an old one.
    private static bool ReceiptIsGone(Response response) => (response.Status, AzureService.ErrorCode(response)) is
        (404, "MessageNotFound") or (400, "PopReceiptMismatch" or "InvalidQueryParameterValue");

    private static string Seconds(TimeSpan timeout) => ((long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
