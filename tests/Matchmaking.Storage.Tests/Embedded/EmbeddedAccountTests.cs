using Matchmaking.Storage.Embedded;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Embedded;

public sealed class EmbeddedAccountTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_directory_that_is_missing_is_created()
    {
        var path = Path.Combine(_directory.Path, "new", "data");
        await using var account = await EmbeddedStorageAccount.OpenAsync(path, TimeProvider.System);

        Assert.True(Directory.Exists(path));
    }

    [Fact]
    public async Task A_second_account_in_the_same_process_is_refused()
    {
        await using var account = await _directory.OpenAsync();

        await Assert.ThrowsAsync<StorageInUseException>(() => _directory.OpenAsync());
    }

    [Fact]
    public async Task A_dequeue_count_and_a_delay_survive_a_restart_and_so_does_a_receipt()
    {
        var time = new ManualTime();
        ReceivedMessage received;
        await using (var account = await _directory.OpenAsync(time))
        {
            await StoreFixture.CreateAsync(account);
            var queue = account.Queue("work");
            await queue.SendAsync("now");
            await queue.SendAsync("later", TimeSpan.FromHours(2));
            received = (await queue.ReceiveAsync(1, TimeSpan.FromHours(1))).Single();
        }

        await using (var account = await _directory.OpenAsync(time))
        {
            var queue = account.Queue("work");
            Assert.Empty(await queue.PeekAsync(32));
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(1, (await queue.PeekAsync(32)).Single().DequeueCount);
            Assert.True(await queue.DeleteAsync(received));
            Assert.Empty(await queue.PeekAsync(32));
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal("later", (await queue.PeekAsync(32)).Single().MessageText);
        }
    }

    [Fact]
    public async Task After_it_was_closed_an_account_refuses_writes_and_checks_and_can_be_closed_again()
    {
        var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        await account.DisposeAsync();
        await account.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.CheckAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.Queue("work").SendAsync("late"));
    }

    [Fact]
    public async Task Writes_that_were_acknowledged_while_it_was_closed_are_there()
    {
        var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        var writes = Enumerable.Range(0, 200).Select(i => Task.Run(() => table.SubmitAsync([Add(StoreFixture.Row($"{i}", i))]))).ToArray();
        await account.DisposeAsync();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));

        await using var reopened = await _directory.OpenAsync();
        Assert.Equal(writes.Count(write => write.IsCompletedSuccessfully), await reopened.Table("rows").QueryAsync("p").CountAsync());
    }

    [Fact]
    public async Task A_write_cancelled_before_it_began_is_not_done()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.SubmitAsync([Add(StoreFixture.Row("a", 1))], new CancellationToken(true)));
        Assert.Null(await table.GetAsync("p", "a"));
    }

    [Fact]
    public async Task Readers_see_a_transaction_whole_or_not_at_all()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        await table.SubmitAsync([Upsert(StoreFixture.Row("a", 0)), Upsert(StoreFixture.Row("b", 0))]);
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 500; i++)
                await table.SubmitAsync([Upsert(StoreFixture.Row("a", i)), Upsert(StoreFixture.Row("b", i))]);
        });

        while (!writing.IsCompleted)
        {
            var rows = (await table.QueryPageAsync("p")).Rows;
            Assert.Equal(rows[0].Values["Value"], rows[1].Values["Value"]);
        }

        await writing;
    }
}
