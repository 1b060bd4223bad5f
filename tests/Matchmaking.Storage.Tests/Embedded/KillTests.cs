using System.Globalization;
using Matchmaking.Storage.Embedded;

namespace Matchmaking.Storage.Tests.Embedded;

public sealed class KillTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(20_000)]
    public async Task What_a_killed_writer_was_told_is_there_and_nothing_is_half_there(long compactionFloor)
    {
        using var directory = new TempDirectory();
        var said = new List<string>();
        for (var round = 0; round < 6; round++)
        {
            using var writer = WriterProcess.Start(directory.Path, compactionFloor);
            await writer.ReadAsync(lines: 1 + (round * 293));
            await writer.KillAsync();
            said.AddRange(writer.Said);
            await RequireAllAsync(directory.Path, said);
        }

        Assert.True(said.Count > 2000);
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_and_those_after_it_until_the_store_is_opened_anew()
    {
        using var directory = new TempDirectory();
        using var writer = WriterProcess.Start(directory.Path, fileSizeLimitKibibytes: 512);

        await writer.ReadToEndAsync();

        Assert.Equal(3, writer.ExitCode);
        var failed = Assert.Single(writer.Said, line => line.StartsWith("failed ", StringComparison.Ordinal));
        Assert.Contains("no more writes until it is started again", failed, StringComparison.Ordinal);
        Assert.Contains("refused", writer.Said);
        Assert.Contains("unhealthy", writer.Said);
        foreach (var seen in writer.Said.Where(line => line.StartsWith("seen ", StringComparison.Ordinal)))
            Assert.Contains(seen.Replace("seen ", "row ", StringComparison.Ordinal), writer.Said);

        await RequireAllAsync(directory.Path, writer.Said);
        using var next = WriterProcess.Start(directory.Path);
        await next.ReadAsync(lines: 200);
        await next.KillAsync();
        await RequireAllAsync(directory.Path, [.. writer.Said, .. next.Said]);
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_has_ended_however_it_ended()
    {
        using var directory = new TempDirectory();
        using var writer = WriterProcess.Start(directory.Path);
        await writer.ReadAsync(lines: 1);

        var refused = await Assert.ThrowsAsync<StorageInUseException>(() => EmbeddedStorageAccount.OpenAsync(directory.Path, TimeProvider.System));
        Assert.Contains(directory.Path, refused.Message, StringComparison.Ordinal);

        await writer.KillAsync();
        await using var account = await EmbeddedStorageAccount.OpenAsync(directory.Path, TimeProvider.System);
        await account.CheckAsync();
    }

    private static async Task RequireAllAsync(string directory, List<string> said)
    {
        await using var account = await EmbeddedStorageAccount.OpenAsync(directory, TimeProvider.System);
        var table = account.Table("rows");
        await table.CreateIfNotExistsAsync();
        for (var task = 0; task < Writer.Tasks; task++)
        {
            var partition = task.ToString(CultureInfo.InvariantCulture);
            var acknowledged = Numbers(said, $"row {partition} ").DefaultIfEmpty(0).Max();
            var head = (int)((await table.GetAsync(partition, "head"))?.Values["Number"] ?? 0);
            var rows = await table.QueryAsync(partition, "0", ":").Select(row => row.RowKey).ToListAsync();

            Assert.True(head >= acknowledged, $"{acknowledged} was acknowledged, {head} is there");
            Assert.Equal(Enumerable.Range(1, head).SelectMany(number => Enumerable.Range(0, Writer.Rows(number)).Select(row => Writer.Key(number, row))), rows);
        }

        await RequireMessagesAsync(account, said);
    }

    private static async Task RequireMessagesAsync(EmbeddedStorageAccount account, List<string> said)
    {
        var queue = account.Queue("sent");
        await queue.CreateIfNotExistsAsync();
        var there = await queue.ReadAllAsync(TimeSpan.Zero, default).Select(message => message.MessageText).ToListAsync();
        var sent = Texts(said, "sent ");
        var deleted = Texts(said, "deleted ");
        var perhapsDeleted = Texts(said, "deleting ");

        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(there.Intersect(deleted));
        Assert.Empty(sent.Except(perhapsDeleted).Except(there));
    }

    private static IEnumerable<int> Numbers(List<string> said, string prefix) =>
        Texts(said, prefix).Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Texts(List<string> said, string prefix) =>
        said.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]);
}
