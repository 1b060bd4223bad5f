using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>A queue that wakes the program's own trigger loop when something was sent or shown again.</summary>
internal sealed class SignallingQueueClient(QueueClient queue, QueueSignals signals) : QueueClient
{
    /// <inheritdoc/>
    public override string Name => queue.Name;

    /// <inheritdoc/>
    public override Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => queue.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task SendMessageAsync(
        string messageText, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default)
    {
        await queue.SendMessageAsync(messageText, visibilityTimeout, cancellationToken);
        signals.Raise(Name);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<QueueMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan visibilityTimeout, CancellationToken cancellationToken = default) =>
        queue.ReceiveMessagesAsync(maxMessages, visibilityTimeout, cancellationToken);

    /// <inheritdoc/>
    public override Task<QueueMessage?> UpdateMessageAsync(
        QueueMessage message, TimeSpan visibilityTimeout, CancellationToken cancellationToken = default) =>
        queue.UpdateMessageAsync(message, visibilityTimeout, cancellationToken);

    /// <inheritdoc/>
    public override Task<bool> DeleteMessageAsync(QueueMessage message, CancellationToken cancellationToken = default) =>
        queue.DeleteMessageAsync(message, cancellationToken);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<QueueMessage>> PeekMessagesAsync(int maxMessages, CancellationToken cancellationToken = default) =>
        queue.PeekMessagesAsync(maxMessages, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> GetApproximateMessagesCountAsync(CancellationToken cancellationToken = default) =>
        queue.GetApproximateMessagesCountAsync(cancellationToken);
}
