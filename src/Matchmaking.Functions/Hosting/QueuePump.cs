using Matchmaking.Functions.Errors;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>Hands the messages of one queue to its function, as the Functions host would.</summary>
internal sealed partial class QueuePump(
    Function.Queue function,
    StorageQueue queue,
    StorageQueue poison,
    TriggerInvoker invoker,
    PoisonReasons reasons,
    QueueSignals signals,
    TriggerLoopOptions options,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim free = new(options.Parallel);

    /// <summary>Works until <paramref name="stopping"/>, then finishes what it began unless <paramref name="abort"/> ends that too.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            await PumpAsync(stopping, abort);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stop taking messages.
        }

        for (var slot = 0; slot < options.Parallel; slot++)
        {
            await free.WaitAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => free.Dispose();

    private async Task PumpAsync(CancellationToken stopping, CancellationToken abort)
    {
        var wait = options.ShortestPoll;
        while (true)
        {
            await free.WaitAsync(stopping);
            var slots = 1;
            while (slots < options.Parallel && free.Wait(0, CancellationToken.None))
            {
                slots++;
            }

            var messages = await ReceiveAsync(slots, stopping);
            if (slots > messages.Count)
            {
                free.Release(slots - messages.Count);
            }

            foreach (var message in messages)
            {
                _ = WorkAsync(message, abort);
            }

            if (messages.Count == 0)
            {
                await signals.WaitAsync(queue.Name, wait, stopping);
                wait = wait * 2 < options.LongestPoll ? wait * 2 : options.LongestPoll;
            }
            else
            {
                wait = options.ShortestPoll;
            }
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(int slots, CancellationToken stopping)
    {
        try
        {
            return await queue.ReceiveAsync(slots, options.VisibilityTimeout, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            free.Release(slots);
            throw;
        }
        catch (Exception exception)
        {
            Log.NotReceived(logger, exception, queue.Name);
            return [];
        }
    }

    private async Task WorkAsync(ReceivedMessage message, CancellationToken abort)
    {
        try
        {
            if (message.DequeueCount > options.MaxDequeueCount)
            {
                await GiveUpAsync(message, abort);
                return;
            }

            using var lease = new MessageLease(queue, message, options.VisibilityTimeout, time);
            TriggerAnswer answer;
            try
            {
                var envelope = TriggerEnvelopeWriter.ForQueue(function.Name, message, time.GetUtcNow(), Guid.NewGuid());
                answer = await invoker.InvokeAsync(function, envelope, abort);
            }
            finally
            {
                message = await lease.EndAsync();
            }

            await SettleAsync(message, answer, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The process ends; the message shows again after its timeout.
        }
        catch (Exception exception)
        {
            Log.NotSettled(logger, exception, queue.Name, message.MessageId);
        }
        finally
        {
            free.Release();
        }
    }

    private async Task SettleAsync(ReceivedMessage message, TriggerAnswer answer, CancellationToken abort)
    {
        if (answer.Succeeded)
        {
            await queue.DeleteAsync(message, abort);
        }
        else if (message.DequeueCount >= options.MaxDequeueCount)
        {
            await PutAsideAsync(message, abort);
        }
        else
        {
            await queue.ExtendAsync(message, options.RetryDelay(message.DequeueCount), abort);
        }
    }

    // Every try ended with the process itself, so no function could say why.
    private async Task GiveUpAsync(ReceivedMessage message, CancellationToken abort)
    {
        if (await reasons.FindAsync(function.QueueName, message.MessageText, abort) is null)
        {
            var reason = new CodedException("attempts_exhausted", "The process ended during every attempt.");
            await reasons.RememberAsync(function.QueueName, message.MessageText, reason, abort);
        }

        await PutAsideAsync(message, abort);
    }

    // Sent before deleted: a kill in between leaves it twice, never not at all.
    private async Task PutAsideAsync(ReceivedMessage message, CancellationToken abort)
    {
        await poison.SendAsync(message.MessageText, cancellationToken: abort);
        await queue.DeleteAsync(message, abort);
        Log.PutAside(logger, queue.Name, message.MessageId);
    }

    private static partial class Log
    {
        [LoggerMessage(1021, LogLevel.Error, "Queue {Queue} gave no messages")]
        public static partial void NotReceived(ILogger logger, Exception exception, string queue);

        [LoggerMessage(1022, LogLevel.Error, "Message {MessageId} of queue {Queue} could not be settled and will show again")]
        public static partial void NotSettled(ILogger logger, Exception exception, string queue, string messageId);

        [LoggerMessage(1023, LogLevel.Error, "Message {MessageId} of queue {Queue} was put aside as poison")]
        public static partial void PutAside(ILogger logger, string queue, string messageId);
    }
}
