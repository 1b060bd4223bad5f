using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Matchmaking.Storage.Embedded;

/// <summary>A queue in memory, written through the journal.</summary>
internal sealed class EmbeddedQueueClient(string name, StoreState state, StoreWriter writer, TimeProvider time) : QueueClient(name)
{
    private long Now => time.GetUtcNow().UtcTicks;

    private protected override Task CreateAsync(CancellationToken cancellationToken) => Write(new CreateQueueChange(Name), cancellationToken);

    private protected override Task SendAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var now = Now;
        return Write(new SendChange(Name, text, now, now + visibilityTimeout.Ticks), cancellationToken);
    }

    private protected override Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        int maxMessages,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken)
    {
        writer.ThrowIfFailed();
        var now = Now;
        lock (state.Gate)
        {
            var queue = state.Queue(Name);
            var received = queue.Visible(now, maxMessages);
            foreach (var message in received)
                Hide(queue, message, now + visibilityTimeout.Ticks, message.DequeueCount + 1);

            return Task.FromResult<IReadOnlyList<QueueMessage>>(received.ConvertAll(message => Read(message, Receipt(message))));
        }
    }

    private protected override Task<QueueMessage?> UpdateAsync(
        QueueMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken)
    {
        writer.ThrowIfFailed();
        lock (state.Gate)
        {
            var queue = state.Queue(Name);
            if (!TryParse(message, out var id, out var receipt) || queue.Find(id) is not { } found || found.Receipt != receipt)
                return Task.FromResult<QueueMessage?>(null);

            Hide(queue, found, Now + visibilityTimeout.Ticks, found.DequeueCount);
            return Task.FromResult<QueueMessage?>(Read(found, Receipt(found)));
        }
    }

    private protected override async Task<bool> DeleteAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            _ = state.Queue(Name);

        return TryParse(message, out var id, out var receipt) && await Write(new DeleteMessageChange(Name, id, receipt), cancellationToken);
    }

    private protected override Task<IReadOnlyList<QueueMessage>> PeekAsync(int maxMessages, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<QueueMessage>>(state.Queue(Name).Visible(Now, maxMessages).ConvertAll(message => Read(message, "")));
    }

    private protected override Task<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Queue(Name).Count);
    }

    internal override async IAsyncEnumerable<QueueMessage> ReadAllAsync(
        TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredMessage[] all;
        lock (state.Gate)
            all = [.. state.Queue(Name).Messages];

        foreach (var message in all)
            yield return Read(message, "");

        await Task.CompletedTask;
    }

    private void Hide(StoredQueue queue, StoredMessage message, long visibleTicks, int dequeueCount)
    {
        queue.Hide(message, visibleTicks, message.Receipt + 1, dequeueCount);
        writer.Post(new HideChange(new MessageHidden(Name, message.Id, visibleTicks, message.Receipt, dequeueCount)));
    }

    private Task<T> Write<T>(Change<T> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writer.Post(change);
        return change.Done;
    }

    private static string Receipt(StoredMessage message) => message.Receipt.ToString("x", CultureInfo.InvariantCulture);

    private static bool TryParse(QueueMessage message, out long id, out long receipt)
    {
        receipt = 0;
        return long.TryParse(message.MessageId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id)
            && long.TryParse(message.PopReceipt, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out receipt);
    }

    private static QueueMessage Read(StoredMessage message, string receipt) => new(
        message.Id.ToString("x16", CultureInfo.InvariantCulture),
        receipt,
        Encoding.UTF8.GetString(message.Text),
        message.DequeueCount,
        new DateTimeOffset(message.InsertedTicks, TimeSpan.Zero),
        new DateTimeOffset(message.VisibleTicks, TimeSpan.Zero));
}
