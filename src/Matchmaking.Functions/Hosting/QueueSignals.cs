using System.Collections.Concurrent;

namespace Matchmaking.Functions.Hosting;

/// <summary>Wakes the program's own trigger loop when this process sent a message, so that it need not wait for its next poll.</summary>
internal sealed class QueueSignals
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> signals = new(StringComparer.Ordinal);

    /// <summary>Says that a queue has something new.</summary>
    public void Raise(string queueName)
    {
        var signal = Of(queueName);
        lock (signal)
        {
            if (signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
    }

    /// <summary>Waits for something new, but no longer than given.</summary>
    public Task WaitAsync(string queueName, TimeSpan atMost, CancellationToken cancellationToken) =>
        Of(queueName).WaitAsync(atMost, cancellationToken);

    private SemaphoreSlim Of(string queueName) => signals.GetOrAdd(queueName, static _ => new SemaphoreSlim(0, 1));
}
