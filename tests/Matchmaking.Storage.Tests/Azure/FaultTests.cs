using Azure.Core;
using Azure.Core.Pipeline;
using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Tests.Conformance;
using Matchmaking.Testing;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Azure;

public sealed class FaultTests : IAsyncLifetime, IDisposable
{
    private readonly FaultHandler _network = new();
    private HttpClient _client = null!;

    private StorageTable Table { get; set; } = null!;

    private StorageTable Somebody { get; set; } = null!;

    private StorageQueue Queue { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = await Azurite.NewAccountAsync();
        _client = new HttpClient(_network);
        var account = AzureStorageAccount.FromConnectionString(connection, ThroughFaults);
        Table = account.Table("rows");
        Queue = account.Queue("work");
        Somebody = AzureStorageAccount.FromConnectionString(connection).Table("rows");
        await Table.CreateIfNotExistsAsync();
        await Queue.CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _client.Dispose();

    private void ThroughFaults(ClientOptions options)
    {
        options.Transport = new HttpClientTransport(_client);
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
    }

    private static Row Row(string key, object value) => TableConformance.Row(key, value);

    private async Task<IReadOnlyList<string?>> CommittedAsync(params RowChange[] actions) =>
        Assert.IsType<TransactionResult.Committed>(await Table.SubmitAsync(actions)).ETags;

    private async Task<string?> ETagAsync(string key) => (await Table.GetAsync("p", key))?.ETag;

    [Fact]
    public async Task An_addition_that_had_landed_when_its_answer_was_lost_is_our_own_success()
    {
        using var counted = new CountedTransactions(Table.Name);
        _network.Next(Fault.AnswerLost);

        var etags = await CommittedAsync(Add(Row("a", 1)));

        Assert.Equal(["submit", "submit again", "submit again"], counted.All);
        Assert.Equal([await ETagAsync("a")], etags);
    }

    [Fact]
    public async Task A_replacement_that_had_landed_is_our_own_success()
    {
        var first = (await CommittedAsync(Add(Row("a", 1))))[0]!;
        _network.Next(Fault.AnswerLost);

        var etags = await CommittedAsync(Replace(Row("a", 2), first));

        Assert.NotEqual(first, etags[0]);
        Assert.Equal([await ETagAsync("a")], etags);
    }

    [Fact]
    public async Task A_transaction_that_had_landed_is_our_own_success_with_all_its_etags()
    {
        var existing = await CommittedAsync(Add(Row("replaced", 1)), Add(Row("deleted", 1)));
        _network.Next(Fault.AnswerLost, Fault.AnswerLost);

        var etags = await CommittedAsync(
            Delete("p", "deleted", existing[1]!), Replace(Row("replaced", 2), existing[0]!), Add(Row("added", 2)), Upsert(Row("upserted", 2)));

        Assert.Equal([null, await ETagAsync("replaced"), await ETagAsync("added"), await ETagAsync("upserted")], etags);
        Assert.Null(await ETagAsync("deleted"));
    }

    [Fact]
    public async Task A_transaction_that_had_landed_is_our_own_success_even_if_somebody_has_changed_a_row_since()
    {
        _network.Next(Fault.AnswerLost);
        _network.AfterLostAnswer = () => Somebody.SubmitAsync([Upsert(Row("a", "theirs"))]);

        var etags = await CommittedAsync(Add(Row("a", "ours")), Add(Row("b", "ours")));

        Assert.Equal(await ETagAsync("b"), etags[1]);
        Assert.Equal(
            new TransactionResult.Conflicted(0, RowConflict.Changed),
            await Table.SubmitAsync([Replace(Row("a", "ours again"), etags[0]!)]));
    }

    [Fact]
    public async Task Deletions_that_had_landed_are_our_own_success()
    {
        var etags = await CommittedAsync(Add(Row("a", 1)), Add(Row("b", 1)), Add(Row("c", 1)));

        _network.Next(Fault.AnswerLost);
        Assert.Equal([null], await CommittedAsync(Delete("p", "a", etags[0]!)));
        _network.Next(Fault.AnswerLost);
        Assert.Equal([null, null], await CommittedAsync(Delete("p", "b", etags[1]!), Delete("p", "c", "*")));
    }

    [Fact]
    public async Task Somebody_elses_row_stays_a_conflict_although_the_request_was_retried()
    {
        await Somebody.SubmitAsync([Upsert(Row("a", "theirs")), Upsert(Row("b", "theirs"))]);

        foreach (var fault in (Fault[])[Fault.Busy, Fault.NotSent, Fault.AnswerLost])
        {
            _network.Next(fault);
            Assert.Equal(
                new TransactionResult.Conflicted(0, RowConflict.AlreadyExists),
                await Table.SubmitAsync([Add(Row("a", "ours"))]));
            _network.Next(fault);
            Assert.Equal(
                new TransactionResult.Conflicted(1, RowConflict.AlreadyExists),
                await Table.SubmitAsync([Add(Row("new", "ours")), Add(Row("b", "ours"))]));
            _network.Next(fault);
            Assert.Equal(
                new TransactionResult.Conflicted(0, RowConflict.Changed),
                await Table.SubmitAsync([Delete("p", "a", "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"")]));
        }

        Assert.Equal(["a", "b"], await Table.QueryAsync("p").Select(row => row.RowKey).ToListAsync());
    }

    [Fact]
    public async Task A_row_that_somebody_else_deleted_stays_not_found_for_a_retried_replacement()
    {
        _network.Next(Fault.Busy);

        Assert.Equal(
            new TransactionResult.Conflicted(1, RowConflict.NotFound),
            await Table.SubmitAsync([Upsert(Row("a", 1)), Replace(Row("absent", 1), "*")]));
    }

    [Fact]
    public async Task What_the_service_was_too_busy_for_is_done_when_it_is_asked_again()
    {
        _network.Next(Fault.Busy, Fault.NotSent, Fault.Busy);
        await CommittedAsync(Add(Row("a", 1)), Add(Row("b", 1)));

        _network.Next(Fault.NotSent);
        Assert.Equal(2, (await Table.QueryPageAsync("p")).Rows.Count);
        _network.Next(Fault.Busy);
        await Queue.SendAsync("hello");
        _network.Next(Fault.Busy);
        Assert.Single(await Queue.ReceiveAsync(32, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_service_that_stays_away_is_unavailable()
    {
        _network.Next(Fault.Busy, Fault.Busy, Fault.Busy, Fault.Busy);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Table.SubmitAsync([Add(Row("a", 1))]));
        _network.Next(Fault.NotSent, Fault.NotSent, Fault.NotSent, Fault.NotSent);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Table.GetAsync("p", "a"));
        _network.Next(Fault.NotSent, Fault.NotSent, Fault.NotSent, Fault.NotSent);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Queue.PeekAsync(1));
    }

    [Fact]
    public async Task A_deletion_of_a_message_that_had_landed_is_our_own_success()
    {
        await Queue.SendAsync("hello");
        var message = (await Queue.ReceiveAsync(1, TimeSpan.FromMinutes(1))).Single();
        _network.Next(Fault.AnswerLost);

        Assert.True(await Queue.DeleteAsync(message));
        Assert.False(await Queue.DeleteAsync(message));
    }

    [Fact]
    public async Task A_message_whose_acknowledgement_was_lost_is_there_at_least_once()
    {
        _network.Next(Fault.AnswerLost);
        await Queue.SendAsync("hello");

        Assert.InRange(await Queue.CountAsync(), 1, 2);
    }

    [Fact]
    public async Task A_wrong_key_is_unavailable_and_says_so()
    {
        var connection = (await Azurite.NewAccountAsync()).Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal);
        var account = AzureStorageAccount.FromConnectionString(connection);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => account.CheckAsync());

        Assert.Contains("403", error.Message, StringComparison.Ordinal);
    }
}
