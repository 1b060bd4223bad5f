using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Matchmaking.Storage.Embedded;

/// <summary>A queue in memory, written through the journal.</summary>
internal sealed class EmbeddedQueue(string name, StoreState state, StoreWriter writer, TimeProvider time) : StorageQueue(name)
{
    private long Now => time.GetUtcNow().UtcTicks;

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) => Write(new CreateQueueChange(Name), cancellationToken);

    private protected override Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var now = Now;
        return Write(new SendChange(Name, text, now, now + visibilityTimeout.Ticks), cancellationToken);
    }

    private protected override Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
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

            return Task.FromResult<IReadOnlyList<ReceivedMessage>>(received.ConvertAll(message => Read(message, Receipt(message))));
        }
    }

    private protected override Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message,
        TimeSpan visibilityTimeout,
        CancellationToken cancellationToken)
    {
        writer.ThrowIfFailed();
        lock (state.Gate)
        {
            var queue = state.Queue(Name);
            if (!TryParse(message, out var id, out var receipt) || queue.Find(id) is not { } found || found.Receipt != receipt)
                return Task.FromResult<ReceivedMessage?>(null);

            Hide(queue, found, Now + visibilityTimeout.Ticks, found.DequeueCount);
            return Task.FromResult<ReceivedMessage?>(Read(found, Receipt(found)));
        }
    }

    private protected override async Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            _ = state.Queue(Name);

        return TryParse(message, out var id, out var receipt) && await Write(new DeleteMessageChange(Name, id, receipt), cancellationToken);
    }

    private protected override Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<ReceivedMessage>>(state.Queue(Name).Visible(Now, maxMessages).ConvertAll(message => Read(message, "")));
    }

    private protected override Task<int> CountCoreAsync(CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Queue(Name).Count);
    }

    internal override async IAsyncEnumerable<ReceivedMessage> ReadAllAsync(
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

    private static bool TryParse(ReceivedMessage message, out long id, out long receipt)
    {
        receipt = 0;
        return long.TryParse(message.MessageId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id)
            && long.TryParse(message.PopReceipt, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out receipt);
    }

    private static ReceivedMessage Read(StoredMessage message, string receipt) => new(
        message.Id.ToString("x16", CultureInfo.InvariantCulture),
        receipt,
        Encoding.UTF8.GetString(message.Text),
        message.DequeueCount,
        new DateTimeOffset(message.InsertedTicks, TimeSpan.Zero),
        new DateTimeOffset(message.VisibleTicks, TimeSpan.Zero));
}
