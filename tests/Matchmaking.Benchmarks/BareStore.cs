using System.Globalization;
using System.Text.Json;
using Matchmaking.Storage;

namespace Matchmaking.Benchmarks;

/// <summary>The storage calls of the service with nothing around them.</summary>
internal sealed class BareStore(StorageAccount account) : IAsyncDisposable
{
    private static readonly string Text = new('x', 900);
    private readonly StorageTable _table = account.Table("bare");
    private readonly StorageQueue _queue = account.Queue("bare");

    public async Task CreateAsync()
    {
        await _table.CreateIfNotExistsAsync();
        await _queue.CreateIfNotExistsAsync();
        await _table.SubmitAsync([RowChange.Upsert(Row("one", "row"))]);
    }

    /// <summary>What a declaration commits: itself, audit, outbox and idempotency key.</summary>
    public Task CommitAsync(int number) => _table.SubmitAsync(
        [.. new[] { "need", "audit", "outbox", "idempotency" }.Select(kind => RowChange.Add(Row(Partition(number), Key(kind, number))))]);

    public Task SendAsync() => _queue.SendAsync(Text[..150]);

    public Task DeleteAsync(int number) => _table.SubmitAsync([RowChange.Delete(Partition(number), Key("outbox", number), "*")]);

    /// <summary>A call of the same kind as one that was recorded.</summary>
    public async Task ReplayAsync(StorageCall call)
    {
        switch (call.Operation)
        {
            case "get": await _table.GetAsync("one", "row"); break;
            case "query": await _table.QueryPageAsync("one"); break;
            case "submit": await _table.SubmitAsync([RowChange.Upsert(Row("one", "row"))]); break;
            case "send": await SendAsync(); break;
            case "receive": await _queue.ReceiveAsync(8, TimeSpan.FromMinutes(1)); break;
            case "delete" or "update":
                // The message that a call is about was received before it; one more receipt than the service needs.
                if ((await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1))) is [var message])
                {
                    await _queue.DeleteAsync(message);
                }

                break;
        }
    }

    public ValueTask DisposeAsync() => account.DisposeAsync();

    private static string Partition(int number) => "p" + (number % 60).ToString(CultureInfo.InvariantCulture);

    private static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}|{number:D9}");

    private static Row Row(string partition, string row) =>
        new(partition, row, JsonSerializer.SerializeToUtf8Bytes(row.StartsWith("need", StringComparison.Ordinal) ? Text : Text[..200]));
}
