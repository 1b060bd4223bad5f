using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Local.Triggers;

/// <summary>Hands the messages of one queue to its function, by the Functions host's rules.</summary>
internal sealed partial class QueuePump : IDisposable
{
    // How soon an empty queue is asked again at first; the wait doubles while it stays empty.
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);

    private readonly QueueFunction function;
    private readonly StorageQueue queue;
    private readonly StorageQueue poison;
    private readonly IServiceProvider services;
    private readonly PoisonReasons reasons;
    private readonly QueueSignals signals;
    private readonly QueueRules rules;
    private readonly TimeSpan lease;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SemaphoreSlim free;

    /// <summary>A pump for a function.</summary>
    public QueuePump(
        QueueFunction function, Store store, IServiceProvider services, PoisonReasons reasons, QueueSignals signals,
        QueueRules rules, TimeSpan lease, TimeProvider time, ILogger logger)
    {
        (this.function, this.services, this.reasons, this.signals) = (function, services, reasons, signals);
        (this.rules, this.lease, this.time, this.logger) = (rules, lease, time, logger);
        (queue, poison) = (store.Queue(function.QueueName), store.PoisonQueue(function.QueueName));
        free = new SemaphoreSlim(MostAtOnce);
    }

    // A batch is received while the threshold is in work.
    private int MostAtOnce => rules.BatchSize + rules.NewBatchThreshold;

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

        await TakeSlotsAsync(MostAtOnce, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose() => free.Dispose();

    private async Task PumpAsync(CancellationToken stopping, CancellationToken abort)
    {
        var wait = ShortestPoll;
        while (true)
        {
            await TakeSlotsAsync(rules.BatchSize, stopping);
            var messages = await ReceiveAsync(stopping);
            if (rules.BatchSize > messages.Count)
            {
                free.Release(rules.BatchSize - messages.Count);
            }

            foreach (var message in messages)
            {
                _ = WorkAsync(message, abort);
            }

            if (messages.Count == 0)
            {
                await signals.WaitAsync(queue.Name, wait, stopping);
                wait = wait * 2 < rules.MaxPollingInterval ? wait * 2 : rules.MaxPollingInterval;
            }
            else
            {
                wait = ShortestPoll;
            }
        }
    }

    private async Task TakeSlotsAsync(int count, CancellationToken cancellationToken)
    {
        var taken = 0;
        try
        {
            for (; taken < count; taken++)
            {
                await free.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (taken > 0)
        {
            free.Release(taken);
            throw;
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            return await queue.ReceiveAsync(rules.BatchSize, lease, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            free.Release(rules.BatchSize);
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
            if (message.DequeueCount > rules.MaxDequeueCount)
            {
                await GiveUpAsync(message, abort);
                return;
            }

            using var held = new MessageLease(queue, message, lease, time);
            bool done;
            try
            {
                done = await TryAsync(message, abort);
            }
            finally
            {
                message = await held.EndAsync();
            }

            await SettleAsync(message, done, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The process ends; the message shows again after its lease.
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

    // Why it failed, the function has logged and noted itself.
    private async Task<bool> TryAsync(ReceivedMessage message, CancellationToken abort)
    {
        try
        {
            await function.RunAsync(services, message, abort);
            return true;
        }
        catch (Exception) when (!abort.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task SettleAsync(ReceivedMessage message, bool done, CancellationToken abort)
    {
        if (done)
        {
            await queue.DeleteAsync(message, abort);
        }
        else if (message.DequeueCount >= rules.MaxDequeueCount)
        {
            await PutAsideAsync(message, abort);
        }
        else
        {
            await queue.ExtendAsync(message, rules.VisibilityTimeout, abort);
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
