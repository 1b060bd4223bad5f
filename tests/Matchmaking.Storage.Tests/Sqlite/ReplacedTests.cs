using System.Diagnostics;
using Matchmaking.Storage.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>What somebody does to the files, or to their folder, while a service has them open, or before it is started.</summary>
public sealed class ReplacedTests
{
    // "user nobody", as which permissions count even where tests run as root.
    private static readonly string[] AsNobody =
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    [Theory]
    [InlineData("store.db", "moved")]
    [InlineData("store.db", "replaced")]
    [InlineData("store.db-wal", "deleted")]
    [InlineData("store.db-wal", "replaced")]
    [InlineData("store.mark", "deleted")]
    [InlineData("store.mark", "replaced")]
    [InlineData("", "moved")]
    public async Task A_running_service_notices_at_its_next_commit_and_writes_no_more(string name, string what)
    {
        using var directory = new TempDirectory();
        using var elsewhere = new TempDirectory();
        await using var account = await directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        await table.SubmitAsync([Add(StoreFixture.Row("acknowledged", 1))]);
        using var image = await directory.ImageAsync();

        var path = Path.Combine(directory.Path, name);
        if (what == "deleted")
            File.Delete(path);
        else if (name.Length == 0)
            Directory.Move(path, Path.Combine(elsewhere.Path, "moved"));
        else
            File.Move(path, Path.Combine(elsewhere.Path, name));

        if (what == "replaced")
            File.Copy(Path.Combine(image.Path, name), path);

        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageUnavailableException>(() => table.SubmitAsync([Add(StoreFixture.Row("late", 1))])));
        var later = await Assert.ThrowsAsync<StorageUnavailableException>(() => table.SubmitAsync([Add(StoreFixture.Row("later", 1))]));
        Assert.Contains("was moved, deleted or replaced while it was in use", later.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => table.GetAsync("p", "acknowledged"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.CheckAsync());
        if (name.Length == 0)
            Directory.CreateDirectory(directory.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_deleted_under_a_running_service_loses_nothing_of_what_it_acknowledged_whether_closed_or_killed(bool closed)
    {
        using var directory = new TempDirectory();
        var account = await directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        for (var i = 0; i < 50; i++)
            await account.Table("rows").SubmitAsync([Add(StoreFixture.Row($"{i:00}", i))]);

        File.Delete(directory.File("db-wal"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Table("rows").SubmitAsync([Add(StoreFixture.Row("50", 50))]));
        if (closed)
            await account.DisposeAsync();

        using var left = await directory.ImageAsync();
        await using var reopened = await left.OpenAsync();
        Assert.Equal(Enumerable.Range(0, 51), await reopened.Table("rows").QueryAsync("p").Select(StoreFixture.Number).ToListAsync());
        await account.DisposeAsync();
    }

    [Fact]
    public async Task With_the_mark_deleted_under_a_running_service_no_second_one_starts_beside_it()
    {
        using var directory = new TempDirectory();
        await using var account = await directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        File.Delete(directory.File("mark"));

        var second = await Assert.ThrowsAsync<StorageCorruptedException>(() => directory.OpenAsync());

        StoreFixture.RequireSentence(second);
        Assert.Contains("store.mark' is missing", second.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.File("mark")));
    }

    [Fact]
    public async Task Whoever_has_been_taken_over_writes_no_more()
    {
        using var directory = new TempDirectory();
        await using var account = await directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        using (var other = new Database(directory.File(), Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite))
        {
            var meta = StoreMeta.Read(other)!;
            Assert.True((meta.TakenOver() with { Sequence = meta.Sequence + 1 }).Replace(meta, other));
        }

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Queue("work").SendAsync("late"));

        Assert.Contains("Another process has taken over", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => account.Queue("work").CountAsync());
    }

    [Fact]
    public async Task A_program_that_holds_the_file_locked_is_told_of_and_waited_for_in_vain_only_so_long()
    {
        using var directory = new TempDirectory();
        await using (var account = await directory.OpenAsync())
            await StoreFixture.CreateAsync(account);

        using var other = new Database(directory.File(), Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        other.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");

        var error = await Assert.ThrowsAsync<StorageInUseException>(() => directory.OpenAsync());
        StoreFixture.RequireSentence(error);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_or_lies_in_one_is_told_of()
    {
        using var directory = new TempDirectory();
        var file = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(file, "");

        foreach (var path in (string[])[file, Path.Combine(file, "data")])
            StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorageAccount.OpenAsync(path, TimeProvider.System)));
    }

    [Theory]
    [InlineData("the folder is forbidden")]
    [InlineData("the folder is read-only and empty")]
    [InlineData("the folder is read-only")]
    [InlineData("the database is read-only")]
    [InlineData("the database is forbidden")]
    [InlineData("the mark is read-only")]
    public async Task A_folder_or_file_that_may_not_be_used_is_told_of(string what)
    {
        using var directory = new TempDirectory();
        var data = Directory.CreateDirectory(Path.Combine(directory.Path, "data")).FullName;
        if (what != "the folder is read-only and empty")
        {
            await using var account = await SqliteStorageAccount.OpenAsync(data, TimeProvider.System);
            await StoreFixture.CreateAsync(account);
        }

        await ChangeModeAsync("-R", "777", directory.Path);
        await ChangeModeAsync(what.EndsWith("forbidden", StringComparison.Ordinal) ? "000" : "555", what switch
        {
            "the database is read-only" or "the database is forbidden" => Path.Combine(data, "store.db"),
            "the mark is read-only" => Path.Combine(data, "store.mark"),
            _ => data,
        });

        var said = await TestProcess.RunAsync(AsNobody, Programs.Open, data);
        await ChangeModeAsync("777", data);

        Assert.StartsWith("StorageUnavailableException: ", said, StringComparison.Ordinal);
        Assert.EndsWith(".", said, StringComparison.Ordinal);
        Assert.Contains(data, said, StringComparison.Ordinal);
    }

    private static async Task ChangeModeAsync(params string[] arguments)
    {
        using var change = Process.Start("chmod", arguments);
        await change.WaitForExitAsync();
        Assert.Equal(0, change.ExitCode);
    }
}
