using System.Globalization;
using Matchmaking.Storage;

namespace Matchmaking.Benchmarks;

/// <summary>The storage calls of the service with nothing around them.</summary>
internal sealed class BareStore(StorageAccount account) : IAsyncDisposable
{
    private static readonly string Body = new('x', 900);
    private readonly TableClient _table = account.GetTableClient("bare");
    private readonly QueueClient _queue = account.GetQueueClient("bare");

    public async Task CreateAsync()
    {
        await _table.CreateIfNotExistsAsync();
        await _queue.CreateIfNotExistsAsync();
        await _table.SubmitTransactionAsync([TableTransactionAction.Upsert(Row("one", "row"))]);
    }

    /// <summary>What a declaration commits: itself, audit, outbox and idempotency key.</summary>
    public Task CommitAsync(int number) => _table.SubmitTransactionAsync(
        [.. new[] { "need", "audit", "outbox", "idempotency" }.Select(kind => TableTransactionAction.Add(Row(Partition(number), Key(kind, number))))]);

    public Task SendAsync() => _queue.SendMessageAsync(Body[..150]);

    public Task DeleteAsync(int number) => _table.SubmitTransactionAsync([TableTransactionAction.Delete(Partition(number), Key("outbox", number), "*")]);

    /// <summary>A call of the same kind as one that was recorded.</summary>
    public async Task ReplayAsync(StorageCall call)
    {
        switch (call.Operation)
        {
            case "get": await _table.GetEntityIfExistsAsync("one", "row"); break;
            case "query": await _table.QueryPageAsync("one"); break;
            case "submit": await _table.SubmitTransactionAsync([TableTransactionAction.Upsert(Row("one", "row"))]); break;
            case "send": await SendAsync(); break;
            case "receive": await _queue.ReceiveMessagesAsync(8, TimeSpan.FromMinutes(1)); break;
            case "delete" or "update":
                // The message that a call is about was received before it; one more receipt than the service needs.
                if ((await _queue.ReceiveMessagesAsync(1, TimeSpan.FromMinutes(1))) is [var message])
                {
                    await _queue.DeleteMessageAsync(message);
                }

                break;
        }
    }

    public ValueTask DisposeAsync() => account.DisposeAsync();

    private static string Partition(int number) => "p" + (number % 60).ToString(CultureInfo.InvariantCulture);

    private static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}|{number:D9}");

    private static TableEntity Row(string partition, string row)
    {
        var entity = new TableEntity(partition, row);
        entity.Values["Body"] = row.StartsWith("need", StringComparison.Ordinal) ? Body : Body[..200];
        return entity;
    }
}
