namespace Matchmaking.Storage;

/// <summary>A message that was received and is hidden from others until its visibility timeout ends.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="PopReceipt">What proves that it was received; changes with every receipt and update. Empty on a message only peeked at.</param>
/// <param name="MessageText">The text, decoded.</param>
/// <param name="DequeueCount">How often it has been received, this time included.</param>
/// <param name="InsertedOn">When it was sent.</param>
/// <param name="NextVisibleOn">When it shows again unless deleted. Unknown (the end of time) on a message only peeked at in Azure.</param>
public sealed record ReceivedMessage(
    string MessageId,
    string PopReceipt,
    string MessageText,
    long DequeueCount,
    DateTimeOffset InsertedOn,
    DateTimeOffset NextVisibleOn)
{
    /// <summary>When it would be dropped: never. The service's own way of saying so.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary><see cref="Never"/>: a message stays until it is deleted.</summary>
    public DateTimeOffset ExpiresOn { get; init; } = Never;
}
