using Matchmaking.Storage.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

public sealed class SqliteAccountTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_directory_that_is_missing_is_created()
    {
        var path = Path.Combine(_directory.Path, "new", "data");
        await using var account = await SqliteStorageAccount.OpenAsync(path, TimeProvider.System);

        Assert.True(File.Exists(Path.Combine(path, "store.db")));
    }

    [Fact]
    public async Task A_second_account_in_the_same_process_is_refused_and_the_first_goes_on()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);

        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageInUseException>(() => _directory.OpenAsync()));
        await account.Queue("work").SendAsync("still there");
        Assert.Equal(1, await account.Queue("work").CountAsync());
    }

    [Fact]
    public async Task What_was_received_shows_again_after_a_restart_with_its_count_and_its_receipt_while_delays_go_on()
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
            Assert.Empty(await queue.PeekAsync(32));
        }

        await using (var account = await _directory.OpenAsync(time))
        {
            var queue = account.Queue("work");
            var again = (await queue.PeekAsync(32)).Single();
            Assert.Equal(("now", 1), (again.MessageText, again.DequeueCount));
            Assert.True(await queue.DeleteAsync(received));
            Assert.Empty(await queue.PeekAsync(32));
            time.Advance(TimeSpan.FromHours(2));
            Assert.Equal("later", (await queue.PeekAsync(32)).Single().MessageText);
        }
    }

    [Fact]
    public async Task After_it_was_closed_an_account_refuses_everything_and_can_be_closed_again()
    {
        var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        await account.DisposeAsync();
        await account.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.CheckAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.Queue("work").SendAsync("late"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.Table("rows").GetAsync("p", "a"));
    }

    [Fact]
    public async Task A_store_that_was_closed_is_one_file_that_opens_anywhere()
    {
        await using (var account = await _directory.OpenAsync())
        {
            await StoreFixture.CreateAsync(account);
            await account.Table("rows").SubmitAsync([Add(StoreFixture.Row("a", 1))]);
        }

        Assert.Equal(["store.db", "store.mark"], Directory.EnumerateFiles(_directory.Path).Select(Path.GetFileName).Order());
        using var elsewhere = new TempDirectory();
        File.Copy(_directory.File(), elsewhere.File());
        await using var copy = await elsewhere.OpenAsync();
        Assert.NotNull(await copy.Table("rows").GetAsync("p", "a"));
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
            for (var i = 1; i <= 200; i++)
                await table.SubmitAsync([Upsert(StoreFixture.Row("a", i)), Upsert(StoreFixture.Row("b", i))]);
        });

        while (!writing.IsCompleted)
        {
            var rows = (await table.QueryPageAsync("p")).Rows;
            Assert.Equal(rows[0].Content, rows[1].Content);
        }

        await writing;
    }

    [Fact]
    public async Task Among_transactions_that_are_committed_together_only_those_in_conflict_change_nothing()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");

        // Each pair wants the same row: one of them has it, and all of what the other wanted stays away.
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Task.Run(() => table.SubmitAsync([Upsert(StoreFixture.Row($"by{i:000}", i)), Add(StoreFixture.Row($"same{i / 2:000}", i))]))));

        var committed = Enumerable.Range(0, 200).Where(i => results[i] is TransactionResult.Committed).ToList();
        Assert.Equal(100, committed.Count);
        Assert.Equal(committed, await table.QueryAsync("p", "by", "bz").Select(StoreFixture.Number).ToListAsync());
        Assert.Equal(committed, await table.QueryAsync("p", "same", "samf").Select(StoreFixture.Number).ToListAsync());
    }

    [Fact]
    public async Task A_full_disk_fails_what_is_written_meanwhile_and_writing_goes_on_once_there_is_space()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        await table.SubmitAsync([Add(StoreFixture.Row("before", 1))]);
        await account.Writer.RunAsync(writer => writer.Database.Ask("PRAGMA max_page_count = 1"), default);

        for (var i = 0; i < 3; i++)
        {
            var full = await Assert.ThrowsAsync<StorageUnavailableException>(() => table.SubmitAsync([Add(StoreFixture.Row("large", new string('x', 100_000)))]));
            StoreFixture.RequireSentence(full);
            Assert.Contains("full", full.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["before"], await table.QueryAsync("p").Select(row => row.RowKey).ToListAsync());
        await account.Writer.RunAsync(writer => writer.Database.Ask("PRAGMA max_page_count = 1000000"), default);
        Assert.IsType<TransactionResult.Committed>(await table.SubmitAsync([Add(StoreFixture.Row("large", new string('x', 100_000)))]));
        await account.CheckAsync();
    }

    [Fact]
    public async Task Of_writes_that_come_together_only_the_one_that_does_not_fit_on_the_disk_fails()
    {
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        await table.SubmitAsync([Add(StoreFixture.Row("spare", new string('x', 50_000)))]);
        await table.SubmitAsync([Delete("p", "spare", "*")]);
        await account.Writer.RunAsync(writer => writer.Database.Ask("PRAGMA max_page_count = 1"), default);

        var writes = Enumerable.Range(0, 40).Select(i => Task.Run(() => table.SubmitAsync([Add(StoreFixture.Row($"{i:00}", new string('x', i == 20 ? 200_000 : 10)))]))).ToArray();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(20, Assert.Single(Enumerable.Range(0, 40), i => !writes[i].IsCompletedSuccessfully));
        Assert.Equal(39, await table.QueryAsync("p").CountAsync());
    }
}
