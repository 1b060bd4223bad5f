using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using Matchmaking.FunctionsHost.Rpc;
using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>
/// Has a function called for each message of its queue: what succeeds is deleted, what fails becomes visible again and, after enough tries,
/// is put aside into the poison queue. The queue need not exist yet.
/// </summary>
internal sealed class QueueListener(Function function, QueueClient queue, QueueClient poison, Invoker invoker, HostLog log, HostSettings settings)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly bool wantsSdkMessage = ((QueueTrigger)function.Trigger).WantsSdkMessage;

    /// <summary>Listens until it is told to stop and what it had begun has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        List<Task> running = [];
        var pause = ShortestPause;
        while (!stop.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var batch = await ReceiveAsync(stop);
            running.AddRange(batch.Select(message => ProcessAsync(message, stop)));
            pause = batch.Length > 0 ? ShortestPause : Min(pause * 2, settings.MaxPollingInterval);
            if (batch.Length == 0)
                await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    /// <summary>What the worker gets for a message, and the metadata beside it.</summary>
    public static (TypedData Input, Dictionary<string, TypedData> Metadata) Data(QueueMessage message, bool wantsSdkMessage)
    {
        var input = wantsSdkMessage
            ? new TypedData
            {
                ModelBindingData = new ModelBindingData
                {
                    Version = "1.0",
                    Source = "AzureStorageQueues",
                    ContentType = "application/json",
                    Content = ByteString.CopyFrom(BinaryData.FromObjectAsJson(message)),
                },
            }
            : new TypedData { String = message.MessageText };
        return (input, new Dictionary<string, TypedData>
        {
            ["QueueTrigger"] = new() { String = message.MessageText },
            ["Id"] = new() { String = message.MessageId },
            ["PopReceipt"] = new() { String = message.PopReceipt },
            ["DequeueCount"] = Json(message.DequeueCount),
            ["InsertionTime"] = Json(message.InsertedOn),
            ["ExpirationTime"] = Json(message.ExpiresOn),
            ["NextVisibleTime"] = Json(message.NextVisibleOn),
        });
    }

    private static TypedData Json<T>(T value) => new() { Json = System.Text.Json.JsonSerializer.Serialize(value) };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, Lease, stop);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            log.Host(LogLevel.Warning, $"The queue {queue.Name} could not be read: {failure.Message}");
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage raw, CancellationToken stop)
    {
        try
        {
            if (Decoded(raw) is not { } message)
            {
                log.Host(LogLevel.Error, $"A message of {queue.Name} is not base64 and was put aside.");
                await PutAsideAsync(raw);
            }
            else if (message.DequeueCount > settings.MaxDequeueCount)
            {
                await PutAsideAsync(raw);
            }
            else
            {
                await CallAsync(raw, message, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ended before a worker was ready: the message comes again when its lease is over.
        }
        catch (Exception failure) when (failure is RequestFailedException or InvalidOperationException)
        {
            log.Host(LogLevel.Error, $"A message of {queue.Name} could not be dealt with: {failure.Message}");
        }
    }

    private async Task CallAsync(QueueMessage raw, QueueMessage message, CancellationToken stop)
    {
        var (input, metadata) = Data(message, wantsSdkMessage);
        var calling = invoker.InvokeAsync(function, input, metadata, stop);
        while (await Task.WhenAny(calling, Task.Delay(Lease / 2, CancellationToken.None)) != calling)
            raw = raw.Update(await queue.UpdateMessageAsync(raw.MessageId, raw.PopReceipt, visibilityTimeout: Lease, cancellationToken: CancellationToken.None));

        if ((await calling).Outcome == Outcome.Succeeded)
            await queue.DeleteMessageAsync(raw.MessageId, raw.PopReceipt, CancellationToken.None);
        else if (raw.DequeueCount >= settings.MaxDequeueCount)
            await PutAsideAsync(raw);
        else
            await queue.UpdateMessageAsync(raw.MessageId, raw.PopReceipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: CancellationToken.None);
    }

    private QueueMessage? Decoded(QueueMessage raw)
    {
        if (!settings.MessagesAreBase64)
            return raw;

        var bytes = new byte[raw.MessageText.Length];
        return Convert.TryFromBase64String(raw.MessageText, bytes, out var length)
            ? QueuesModelFactory.QueueMessage(
                raw.MessageId, raw.PopReceipt, Encoding.UTF8.GetString(bytes, 0, length), raw.DequeueCount, raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn)
            : null;
    }

    // As it came: a message that was base64 still is.
    private async Task PutAsideAsync(QueueMessage raw)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(raw.MessageText, CancellationToken.None);
        await queue.DeleteMessageAsync(raw.MessageId, raw.PopReceipt, CancellationToken.None);
    }
}
