using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Embedded;

public sealed class CompactionTests : IDisposable
{
    private const long Floor = 100_000;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private bool HasSnapshot => Directory.EnumerateFiles(_directory.Path, "snapshot-*").Any(path => !path.EndsWith(".tmp", StringComparison.Ordinal));

    private long Bytes => new DirectoryInfo(_directory.Path).EnumerateFiles().Sum(file => file.Length);

    // Overwrites the same rows from several tasks until a snapshot has been made, and a little longer.
    private async Task ChurnAsync(StorageAccount account, int tasks = 4)
    {
        var table = account.Table("rows");
        var queue = account.Queue("work");
        await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(async () =>
        {
            var after = 0;
            for (var i = 0; after < 50; i++)
            {
                Assert.IsType<TransactionResult.Committed>(await table.SubmitAsync(
                    [Upsert(new Row($"{task}", $"{i % 10}") { Values = { ["Value"] = i, ["Filler"] = new string('x', 500) } }), Upsert(new Row($"{task}", "last") { Values = { ["Value"] = i } })]));
                await queue.SendAsync($"{task} {i}");
                foreach (var message in await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1)))
                {
                    if (i % 20 != 0)
                        Assert.True(await queue.DeleteAsync(message));
                }

                after += HasSnapshot ? 1 : 0;
            }
        })));
    }

    [Fact]
    public async Task A_store_that_was_compacted_while_it_was_written_reads_back_the_same()
    {
        List<string> before;
        var time = new ManualTime();
        await using (var account = await _directory.OpenAsync(time, Floor))
        {
            await StoreFixture.CreateAsync(account);
            await ChurnAsync(account);
            before = await StoreFixture.DumpAsync(account);
        }

        Assert.True(HasSnapshot);
        Assert.False(File.Exists(_directory.Journal()));
        for (var i = 0; i < 2; i++)
        {
            await using var account = await _directory.OpenAsync(time, Floor);
            Assert.Equal(before, await StoreFixture.DumpAsync(account));
        }
    }

    [Fact]
    public async Task Files_stay_within_a_few_times_what_is_live()
    {
        await using (var account = await _directory.OpenAsync(floor: Floor))
        {
            await StoreFixture.CreateAsync(account);
            for (var i = 0; i < 5; i++)
                await ChurnAsync(account, tasks: 2);
        }

        Assert.InRange(Bytes, 1, 5 * Floor);
    }

    [Fact]
    public async Task An_etag_given_before_a_compaction_and_a_restart_still_holds()
    {
        await using (var account = await _directory.OpenAsync(floor: Floor))
        {
            await StoreFixture.CreateAsync(account);
            await account.Table("rows").SubmitAsync([Add(StoreFixture.Row("kept", 1))]);
            await ChurnAsync(account);
        }

        await using (var account = await _directory.OpenAsync(floor: Floor))
        {
            var table = account.Table("rows");
            var kept = (await table.GetAsync("p", "kept"))!.ETag!;
            Assert.IsType<TransactionResult.Committed>(await table.SubmitAsync([Replace(StoreFixture.Row("kept", 2), kept)]));
        }
    }

    [Fact]
    public async Task No_etag_is_given_twice_even_if_the_newest_row_was_deleted_before_a_compaction()
    {
        string? last = null;
        await using (var account = await _directory.OpenAsync())
        {
            await StoreFixture.CreateAsync(account);
            var table = account.Table("rows");
            await table.SubmitAsync([Add(StoreFixture.Row("other", 1))]);
            for (var i = 0; i < 100; i++)
                last = Assert.IsType<TransactionResult.Committed>(await table.SubmitAsync([Upsert(StoreFixture.Row("gone", new byte[3000]))])).ETags[0];

            await table.SubmitAsync([Delete("p", "gone", "*")]);
        }

        await using (var account = await _directory.OpenAsync(floor: Floor))
            await account.Table("rows").SubmitAsync([Delete("p", "other", "*")]);

        Assert.True(HasSnapshot);
        await using (var account = await _directory.OpenAsync())
        {
            var table = account.Table("rows");
            for (var i = 0; i < 200; i++)
            {
                await table.SubmitAsync([Upsert(StoreFixture.Row("gone", i))]);
                Assert.NotEqual(last, (await table.GetAsync("p", "gone"))!.ETag);
            }
        }
    }

    [Theory]
    [InlineData("before the snapshot has its name")]
    [InlineData("before the old files are deleted")]
    [InlineData("while the old files are deleted")]
    public async Task A_crash_in_the_middle_of_a_compaction_loses_nothing(string moment)
    {
        var time = new ManualTime();
        var files = new Dictionary<string, byte[]>();
        await using (var account = await _directory.OpenAsync(time))
        {
            await StoreFixture.CreateAsync(account);
            for (var i = 0; i < 100; i++)
                await account.Table("rows").SubmitAsync([Upsert(StoreFixture.Row($"{i % 7}", new byte[3000]))]);
        }

        files[_directory.Journal()] = await File.ReadAllBytesAsync(_directory.Journal());
        List<string> before;
        await using (var account = await _directory.OpenAsync(time, Floor))
        {
            await account.Table("rows").SubmitAsync([Upsert(StoreFixture.Row("behind", 1))]);
            before = await StoreFixture.DumpAsync(account);
        }

        var snapshot = Assert.Single(Directory.GetFiles(_directory.Path, "snapshot-*"));
        if (moment == "before the snapshot has its name")
            File.Move(snapshot, snapshot + ".tmp");

        if (moment != "while the old files are deleted")
            await File.WriteAllBytesAsync(_directory.Journal(), files[_directory.Journal()]);

        await using (var account = await _directory.OpenAsync(time))
        {
            Assert.Equal(before, await StoreFixture.DumpAsync(account));
        }

        Assert.Empty(Directory.GetFiles(_directory.Path, "*.tmp"));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_an_error_that_names_it()
    {
        await using (var account = await _directory.OpenAsync(floor: Floor))
        {
            await StoreFixture.CreateAsync(account);
            await ChurnAsync(account);
        }

        var snapshot = Assert.Single(Directory.GetFiles(_directory.Path, "snapshot-*"));
        var whole = await File.ReadAllBytesAsync(snapshot);
        foreach (var bytes in (byte[][])[whole[..^1], whole[..20], [.. whole[..50], 0xEE, 0xEE, .. whole[52..]]])
        {
            await File.WriteAllBytesAsync(snapshot, bytes);
            var error = await Assert.ThrowsAsync<Matchmaking.Storage.StorageCorruptedException>(() => _directory.OpenAsync());
            Assert.Contains(snapshot, error.Message, StringComparison.Ordinal);
        }
    }
}
