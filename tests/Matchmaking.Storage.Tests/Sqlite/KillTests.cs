using System.Diagnostics;
using System.Globalization;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Storage.Tests.Sqlite;

public sealed class KillTests
{
    private static TestProcess Start(TempDirectory directory, params string[] before) => TestProcess.Start(before, Writer.Argument, directory.Path);

    [Fact]
    public async Task What_a_killed_writer_was_told_is_there_and_nothing_is_half_there()
    {
        using var directory = new TempDirectory();
        var said = new List<string>();
        for (var round = 0; round < 8; round++)
        {
            using var writer = Start(directory);
            await writer.ReadAsync(lines: 1 + (round * 293));
            await writer.KillAsync();
            said.AddRange(writer.Said);

            // The next writer goes on with what the kill left; only now and then does somebody look, and close it in order.
            if (round % 3 == 1)
                await RequireAllAsync(directory, said);
        }

        await RequireAllAsync(directory, said);
        Assert.True(said.Count > 5000);
    }

    [Fact]
    public async Task A_disk_that_is_full_and_then_has_space_again_loses_nothing_and_takes_writes_again_by_itself()
    {
        using var directory = new TempDirectory();

        // As on a full disk: with the signal ignored, a write beyond the limit is an error.
        using var writer = Start(directory, "bash", "-c", "trap '' XFSZ; ulimit -S -f 600; exec \"$0\" \"$@\"");
        for (var refused = 0; refused < 40; refused++)
            await writer.ReadUntilAsync(line => line.StartsWith("failed ", StringComparison.Ordinal));

        using (var prlimit = Process.Start("prlimit", ["--pid", writer.Id.ToString(CultureInfo.InvariantCulture), "--fsize=unlimited"]))
            await prlimit.WaitForExitAsync();

        var before = writer.Said.Count;
        for (var written = 0; written < 200; written++)
            await writer.ReadUntilAsync(line => line.StartsWith("row ", StringComparison.Ordinal));

        await writer.KillAsync();
        await RequireAllAsync(directory, writer.Said);
        Assert.DoesNotContain("   at ", string.Concat(writer.Said), StringComparison.Ordinal);
        Assert.True(writer.Said.Count > before);
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_has_ended_however_it_ended()
    {
        using var directory = new TempDirectory();
        using var writer = Start(directory);
        await writer.ReadAsync(lines: 1);

        var refused = await Assert.ThrowsAsync<StorageInUseException>(() => SqliteStorageAccount.OpenAsync(directory.Path, TimeProvider.System));
        Assert.Contains(directory.Path, refused.Message, StringComparison.Ordinal);

        await writer.KillAsync();
        await using var account = await SqliteStorageAccount.OpenAsync(directory.Path, TimeProvider.System);
        await account.CheckAsync();
    }

    [Fact]
    public async Task A_backup_made_by_another_process_while_the_service_writes_holds_what_was_acknowledged_before_it()
    {
        using var directory = new TempDirectory();
        using var backups = new TempDirectory();
        using var writer = Start(directory);
        for (var number = 0; number < 4; number++)
        {
            await writer.ReadAsync(lines: 300);
            var acknowledged = writer.Said.ToList();
            var file = Path.Combine(backups.Path, $"{number}.db");
            Assert.EndsWith(" rows", await TestProcess.RunAsync([], Programs.Backup, directory.Path, file), StringComparison.Ordinal);
            Assert.Equal([.. Enumerable.Range(0, number + 1).Select(n => $"{n}.db")], Directory.EnumerateFiles(backups.Path).Select(Path.GetFileName).Order());

            using var restored = new TempDirectory();
            File.Copy(file, restored.File());

            // Which messages were deleted between what was read here and the copy is not known here.
            await RequireRowsAsync(restored, acknowledged);
        }

        await writer.KillAsync();
        await RequireAllAsync(directory, writer.Said);
    }

    private static async Task RequireAllAsync(TempDirectory directory, List<string> said)
    {
        await RequireRowsAsync(directory, said);
        await using var account = await directory.OpenAsync(TimeProvider.System);
        var there = await account.Queue("work").ReadAllAsync(TimeSpan.Zero, default).Select(message => message.MessageText).ToListAsync();
        var sent = Texts(said, "sent ");

        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(there.Intersect(Texts(said, "deleted ")));
        Assert.Empty(sent.Except(Texts(said, "deleting ")).Except(there));
    }

    private static async Task RequireRowsAsync(TempDirectory directory, List<string> said)
    {
        await using var account = await directory.OpenAsync(TimeProvider.System);
        var table = account.Table("rows");
        for (var task = 0; task < Writer.Tasks; task++)
        {
            var partition = task.ToString(CultureInfo.InvariantCulture);
            var acknowledged = Texts(said, $"row {partition} ").Select(text => int.Parse(text, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
            var head = await table.GetAsync(partition, "head") is { } row ? StoreFixture.Number(row) : 0;
            var rows = await table.QueryAsync(partition, "0", ":").Select(found => found.RowKey).ToListAsync();

            Assert.True(head >= acknowledged, $"{acknowledged} was acknowledged, {head} is there");
            Assert.Equal(Enumerable.Range(1, head).SelectMany(number => Enumerable.Range(0, Writer.Rows(number)).Select(extra => Writer.Key(number, extra))), rows);
        }
    }

    private static IEnumerable<string> Texts(List<string> said, string prefix) =>
        said.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]);
}
