namespace Matchmaking.Storage;

/// <summary>
/// A queue. Messages are UTF-8 text, base64 on the wire (so a text holds at most 48 KiB), and never expire; delivery is at least once
/// and in no promised order.
/// </summary>
/// <remarks>
/// Every call but <see cref="CreateIfNotExistsAsync"/> throws <see cref="StorageNotFoundException"/> if the queue was never created,
/// and <see cref="StorageUnavailableException"/> if storage does not answer (after retries) or cannot write. Each call is one storage transaction.
/// A send whose answer was lost and that was tried again may be there twice.
/// </remarks>
public abstract class StorageQueue
{
    /// <summary>The most bytes of UTF-8 that a message may hold: base64 makes them 64 KiB, the service's limit.</summary>
    public const int MaxMessageBytes = 48 * 1024;

    /// <summary>The longest a message may be hidden (the service's limit).</summary>
    public static readonly TimeSpan MaxVisibilityTimeout = TimeSpan.FromDays(7);

    private protected StorageQueue(string name) => Name = StorageNames.CheckQueue(name);

    /// <summary>The queue's name: 3 to 63 lower-case ASCII letters, digits and single hyphens between them.</summary>
    public string Name { get; }

    /// <summary>Creates the queue unless it exists.</summary>
    public async Task CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "create", Name);
        await CreateCoreAsync(cancellationToken);
    }

    /// <summary>Sends a message, hidden for <paramref name="visibilityTimeout"/> (0 to 7 days, whole seconds). Survives a kill once done.</summary>
    /// <exception cref="StorageLimitException">
    /// The text is longer than <see cref="MaxMessageBytes"/> or not well-formed Unicode, or the timeout out of range; nothing was sent.
    /// </exception>
    public async Task SendAsync(
        string messageText,
        TimeSpan visibilityTimeout = default,
        CancellationToken cancellationToken = default)
    {
        var text = StorageLimits.CheckMessage(messageText);
        StorageLimits.CheckHidden(visibilityTimeout, leastSeconds: 0);
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "send", Name);
        await SendCoreAsync(text, visibilityTimeout, cancellationToken);
    }

    /// <summary>
    /// Receives up to <paramref name="maxMessages"/> (1 to 32) visible messages and hides them for
    /// <paramref name="visibilityTimeout"/> (1 second to 7 days, whole seconds).
    /// </summary>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        int maxMessages,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken = default)
    {
        StorageLimits.CheckCount(maxMessages);
        StorageLimits.CheckHidden(visibilityTimeout, leastSeconds: 1);
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "receive", Name);
        return await ReceiveCoreAsync(maxMessages, visibilityTimeout, cancellationToken);
    }

    /// <summary>
    /// Hides a received message for <paramref name="visibilityTimeout"/> from now (0 to 7 days, whole seconds; zero shows it again).
    /// Null if the receipt no longer holds.
    /// </summary>
    public async Task<ReceivedMessage?> ExtendAsync(
        ReceivedMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        StorageLimits.CheckHidden(visibilityTimeout, leastSeconds: 0);
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "update", Name);
        return await ExtendCoreAsync(message, visibilityTimeout, cancellationToken);
    }

    /// <summary>Deletes a received message. False if the receipt no longer holds.</summary>
    public async Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "delete", Name);
        return await DeleteCoreAsync(message, cancellationToken);
    }

    /// <summary>Reads up to <paramref name="maxMessages"/> (1 to 32) visible messages without receiving them.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> PeekAsync(int maxMessages, CancellationToken cancellationToken = default)
    {
        StorageLimits.CheckCount(maxMessages);
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "peek", Name);
        return await PeekCoreAsync(maxMessages, cancellationToken);
    }

    /// <summary>About how many messages the queue holds, hidden ones included.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        using var call = StorageTelemetry.Start(StorageTelemetry.Queue, "count", Name);
        return await CountCoreAsync(cancellationToken);
    }

    private protected abstract Task CreateCoreAsync(CancellationToken cancellationToken);

    private protected abstract Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken);

    private protected abstract Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
        int maxMessages,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken);

    private protected abstract Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken);

    private protected abstract Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken);

    private protected abstract Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken);

    private protected abstract Task<int> CountCoreAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Every message, hidden ones too, for export. A message whose hiding ends only after <paramref name="patience"/> may be out of an
    /// engine's reach: <see cref="StorageTransfer"/> compares with <see cref="CountCoreAsync"/>.
    /// </summary>
    internal abstract IAsyncEnumerable<ReceivedMessage> ReadAllAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Deletes every message, hidden ones too: what an import that did not finish had sent.</summary>
    internal abstract Task ClearAsync(CancellationToken cancellationToken);
}
