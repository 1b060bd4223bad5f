using System.Globalization;
using System.Runtime.CompilerServices;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A queue of the store.</summary>
internal sealed class SqliteQueue(string name, SqliteStorageAccount store, TimeProvider time) : StorageQueue(name)
{
    private const int PageMessages = 1000;

    private const string Select = $"SELECT {StoreSchema.Message} FROM messages WHERE queue = $1";

    private const string Visible = $"{Select} AND visible <= $2 ORDER BY visible, id LIMIT $3";

    private long Now => time.GetUtcNow().UtcTicks;

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        store.CreateAsync(StorageTelemetry.Queue, Name, cancellationToken);

    private protected override Task SendCoreAsync(byte[] text, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var now = Now;
        return Write(writer => Send(writer, new StoredMessage(writer.NewNumber(), 0, now + visibilityTimeout.Ticks, 0, now, text)), cancellationToken);
    }

    private protected override async Task<IReadOnlyList<ReceivedMessage>> ReceiveCoreAsync(
        int maxMessages, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        // Whoever only looks whether there is work does not trouble the writer.
        var now = Now;
        return Read(Visible, now, 1).Count == 0
            ? []
            : await Write(
                writer => All(writer.Database, Visible, now, maxMessages).ConvertAll(
                    message => Hide(writer, message, writer.NewNumber(), now + visibilityTimeout.Ticks, message.Dequeues + 1)),
                cancellationToken,
                durable: false);
    }

    private protected override Task<ReceivedMessage?> ExtendCoreAsync(
        ReceivedMessage message, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var visible = Now + visibilityTimeout.Ticks;
        return Write(
            writer => Find(writer, message) is { } found ? Hide(writer, found, writer.NewNumber(), visible, found.Dequeues) : null, cancellationToken, durable: false);
    }

    private protected override Task<bool> DeleteCoreAsync(ReceivedMessage message, CancellationToken cancellationToken) =>
        Write(writer => Find(writer, message) is { } found && Delete(writer, found), cancellationToken);

    private protected override Task<IReadOnlyList<ReceivedMessage>> PeekCoreAsync(int maxMessages, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReceivedMessage>>(Read(Visible, Now, maxMessages).ConvertAll(message => message.ToReceived(withReceipt: false)));

    private protected override Task<int> CountCoreAsync(CancellationToken cancellationToken)
    {
        store.Require(StorageTelemetry.Queue, Name, Name);
        return Task.FromResult(store.Read(database => database.Query("SELECT COUNT(*) FROM messages WHERE queue = $1", reader => reader.GetInt32(0), Name)[0]));
    }

    internal override Task ClearAsync(CancellationToken cancellationToken) =>
        Write(writer => All(writer.Database, Select).TrueForAll(message => Delete(writer, message)), cancellationToken);

    internal override async IAsyncEnumerable<ReceivedMessage> ReadAllAsync(TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredMessage> page;
        var (visible, id) = (0L, 0L);
        do
        {
            page = Read($"{Select} AND (visible, id) > ($2, $3) ORDER BY visible, id LIMIT $4", visible, id, PageMessages);
            foreach (var message in page)
            {
                (visible, id) = (message.Visible, message.Id);
                yield return message.ToReceived(withReceipt: false);
            }
        }
        while (page.Count == PageMessages);

        await Task.CompletedTask;
    }

    /// <summary>Shows what a process had received that is no more. Delayed messages stay hidden, and counts stay as they are.</summary>
    internal static void ShowReceived(StoreWriter writer, long now)
    {
        foreach (var queue in writer.Database.Query("SELECT DISTINCT queue FROM messages WHERE dequeues > 0 AND visible > $1", reader => reader.GetString(0), now))
        {
            var messages = writer.Database.Query($"{Select} AND dequeues > 0 AND visible > $2", reader => StoredMessage.At(reader, queue), queue, now);
            foreach (var message in messages)
                Hide(writer, queue, message, message.Receipt, now, message.Dequeues);
        }
    }

    private static ReceivedMessage Hide(StoreWriter writer, string queue, StoredMessage message, long receipt, long visible, long dequeues)
    {
        var hidden = message with { Receipt = receipt, Visible = visible, Dequeues = dequeues };
        writer.Remove(message.Sum(queue));
        writer.Add(hidden.Sum(queue));
        writer.Database.Execute(
            "UPDATE messages SET receipt = $1, visible = $2, dequeues = $3, checksum = $4 WHERE id = $5", receipt, visible, dequeues, hidden.Sum(queue), message.Id);
        return hidden.ToReceived(withReceipt: true);
    }

    private ReceivedMessage Hide(StoreWriter writer, StoredMessage message, long receipt, long visible, long dequeues) =>
        Hide(writer, Name, message, receipt, visible, dequeues);

    private bool Send(StoreWriter writer, StoredMessage message)
    {
        writer.Add(message.Sum(Name));
        return writer.Database.Execute(
            "INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            message.Id, Name, message.Receipt, message.Visible, message.Dequeues, message.Inserted, message.Text, message.Sum(Name)) == 1;
    }

    private StoredMessage? Find(StoreWriter writer, ReceivedMessage received) =>
        long.TryParse(received.MessageId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(received.PopReceipt, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var receipt)
            ? All(writer.Database, $"{Select} AND id = $2 AND receipt = $3", id, receipt).FirstOrDefault()
            : null;

    private bool Delete(StoreWriter writer, StoredMessage message)
    {
        writer.Remove(message.Sum(Name));
        return writer.Database.Execute("DELETE FROM messages WHERE id = $1", message.Id) == 1;
    }

    private List<StoredMessage> All(Database database, string sql, params object[] values) =>
        database.Query(sql, reader => StoredMessage.At(reader, Name), [Name, .. values]);

    private List<StoredMessage> Read(string sql, params object[] values)
    {
        store.Require(StorageTelemetry.Queue, Name, Name);
        return store.Read(database => All(database, sql, values));
    }

    private Task<T> Write<T>(Func<StoreWriter, T> write, CancellationToken cancellationToken, bool durable = true)
    {
        store.Require(StorageTelemetry.Queue, Name, Name);
        return store.Writer.RunAsync(write, cancellationToken, durable);
    }
}
