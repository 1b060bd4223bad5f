using Matchmaking.Storage;

namespace Matchmaking.Local.Triggers;

/// <summary>Keeps a received message hidden from others while its function runs.</summary>
internal sealed class MessageLease : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private ReceivedMessage message;

    /// <summary>Starts to renew.</summary>
    public MessageLease(StorageQueue queue, ReceivedMessage message, TimeSpan lease, TimeProvider time)
    {
        this.message = message;
        renewing = RenewAsync(queue, lease, time);
    }

    /// <summary>Stops renewing and gives the message with the receipt that now holds. If it was lost, the last one known, which no longer does.</summary>
    public async Task<ReceivedMessage> EndAsync()
    {
        await ended.CancelAsync();
        await renewing;
        return message;
    }

    /// <inheritdoc/>
    public void Dispose() => ended.Dispose();

    private async Task RenewAsync(StorageQueue queue, TimeSpan lease, TimeProvider time)
    {
        using var timer = new PeriodicTimer(lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                // A renewal under way is finished even when the work ends: half-done, its new receipt would be unknown.
                if (await queue.ExtendAsync(message, lease, CancellationToken.None) is not { } renewed)
                {
                    return;
                }

                message = renewed;
            }
        }
        catch (OperationCanceledException)
        {
            // The work ended.
        }
        catch (Exception)
        {
            // Storage does not answer. The message will show again and the function, being idempotent, run twice.
        }
    }
}
