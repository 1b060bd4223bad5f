using System.Runtime.CompilerServices;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A queue of the store.</summary>
internal sealed class SqliteQueue(string name, SqliteStorageAccount store, TimeProvider time) : StorageQueue(name)
{
    private const int PageMessages = 1000;

    private long Now => time.GetUtcNow().UtcTicks;

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        store.CreateAsync(StorageTelemetry.Queue, Name, cancellationToken);

    private protected override Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var now = Now;
        return Write(messages => messages.Send(Name, text, now, now + visibilityTimeout.Ticks), cancellationToken);
    }

    private protected override async Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
        int maxMessages, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        // Whoever only looks whether there is work does not trouble the writer.
        var now = Now;
        return Read(reader => reader.Messages(Name, now, 0, 0, 1)) is []
            ? []
            : await Write(messages => messages.Receive(Name, maxMessages, now, now + visibilityTimeout.Ticks), cancellationToken, durable: false);
    }

    private protected override Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var visible = Now + visibilityTimeout.Ticks;
        return Write(messages => messages.Extend(Name, message, visible), cancellationToken, durable: false);
    }

    private protected override Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken) =>
        Write(messages => messages.Delete(Name, message), cancellationToken);

    private protected override Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReceivedMessage>>(
            Read(reader => reader.Messages(Name, Now, 0, 0, maxMessages)).ConvertAll(message => message.ToReceived(withReceipt: false)));

    private protected override Task<int> CountCoreAsync(CancellationToken cancellationToken) => Task.FromResult(Read(reader => reader.Count(Name)));

    internal override Task ClearAsync(CancellationToken cancellationToken) => Write(messages => messages.Clear(Name), cancellationToken);

    internal override async IAsyncEnumerable<ReceivedMessage> ReadAllAsync(TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredMessage> page;
        var (visible, id) = (0L, 0L);
        do
        {
            page = Read(reader => reader.Messages(Name, long.MaxValue, visible, id, PageMessages));
            foreach (var message in page)
            {
                (visible, id) = (message.Visible, message.Id);
                yield return message.ToReceived(withReceipt: false);
            }
        }
        while (page.Count == PageMessages);

        await Task.CompletedTask;
    }

    private T Read<T>(Func<StoreReader, T> read)
    {
        store.Require(StorageTelemetry.Queue, Name, Name);
        return store.Read(read);
    }

    private Task<T> Write<T>(Func<MessageWriting, T> write, CancellationToken cancellationToken, bool durable = true)
    {
        store.Require(StorageTelemetry.Queue, Name, Name);
        return store.Writer.RunAsync((_, messages) => write(messages), cancellationToken, durable);
    }
}
