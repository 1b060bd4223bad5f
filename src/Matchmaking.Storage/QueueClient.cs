namespace Matchmaking.Storage;

/// <summary>A message that was received and is hidden from others until its visibility timeout ends.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="PopReceipt">What proves that it was received; changes with every receipt and update.</param>
/// <param name="MessageText">The text, decoded.</param>
/// <param name="DequeueCount">How often it has been received, this time included.</param>
/// <param name="InsertedOn">When it was sent.</param>
/// <param name="ExpiresOn">When it will be dropped.</param>
/// <param name="NextVisibleOn">When it shows again unless deleted.</param>
public sealed record QueueMessage(
    string MessageId,
    string PopReceipt,
    string MessageText,
    long DequeueCount,
    DateTimeOffset InsertedOn,
    DateTimeOffset ExpiresOn,
    DateTimeOffset NextVisibleOn);

/// <summary>
/// A queue. Names and meanings are those of the official SDK's <c>QueueClient</c> for the subset that is needed here.
/// Messages are UTF-8 text, sent base64-encoded (so a text holds at most 48 KiB); delivery is at least once and in no promised order.
/// Messages never expire.
/// </summary>
public abstract class QueueClient
{
    /// <summary>The most bytes of UTF-8 that a message may hold.</summary>
    public const int MaxMessageBytes = 48 * 1024;

    /// <summary>The queue's name.</summary>
    public abstract string Name { get; }

    /// <summary>Creates the queue unless it exists.</summary>
    public abstract Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Sends a message, hidden for <paramref name="visibilityTimeout"/> (0 to 7 days). Survives a kill once done.</summary>
    /// <exception cref="StorageLimitException">The text is longer than <see cref="MaxMessageBytes"/>; nothing was sent.</exception>
    public abstract Task SendMessageAsync(string messageText, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default);

    /// <summary>Receives up to <paramref name="maxMessages"/> (1 to 32) visible messages and hides them.</summary>
    public abstract Task<IReadOnlyList<QueueMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken = default);

    /// <summary>Hides a received message for longer (or, with zero, shows it again). Null if the receipt no longer holds.</summary>
    public abstract Task<QueueMessage?> UpdateMessageAsync(
        QueueMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a received message. False if the receipt no longer holds.</summary>
    public abstract Task<bool> DeleteMessageAsync(QueueMessage message, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="maxMessages"/> (1 to 32) visible messages without receiving them; their receipts are empty.</summary>
    public abstract Task<IReadOnlyList<QueueMessage>> PeekMessagesAsync(int maxMessages, CancellationToken cancellationToken = default);

    /// <summary>About how many messages the queue holds, hidden ones included.</summary>
    public abstract Task<int> GetApproximateMessagesCountAsync(CancellationToken cancellationToken = default);
}
