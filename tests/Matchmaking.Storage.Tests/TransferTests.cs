using System.Security.Cryptography;
using System.Text;
using Matchmaking.Storage.Sqlite;
using Matchmaking.Storage.Tests.Conformance;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests;

public sealed class TransferTests
{
    private static readonly string[] Tables = ["states", "empty"];
    private static readonly string[] Queues = ["notice", "idle"];

    private static Row Row(string partition, string key, string json) => new(partition, key, Encoding.UTF8.GetBytes(json));

    private static async Task FillAsync(StorageAccount account)
    {
        foreach (var table in Tables)
            await account.Table(table).CreateIfNotExistsAsync();

        foreach (var queue in Queues)
            await account.Queue(queue).CreateIfNotExistsAsync();

        var states = account.Table("states");
        await states.SubmitAsync(
        [
            Add(Row("TCD", "need|1", """{"title":"déminage 地雷 \ud83d\udd4a \u0001 \u0041 é","n":[1.50,-0.0,1e400,null,{}]}""")),
            Add(Row("TCD", "need|2", $"\"{new string('x', 100_000)}\"")),
            Add(Row("TCD", "bare", "0")),
        ]);
        for (var i = 0; i < 250; i += 50)
            await states.SubmitAsync([.. Enumerable.Range(i, 50).Select(n => Add(Row("SDN", $"{n:000}", $"{n}")))]);

        for (var i = 0; i < 40; i++)
            await account.Queue("notice").SendAsync($"message {i} à");
    }

    private static async Task<List<string>> RowsAsync(StorageAccount account)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            await foreach (var row in account.Table(table).ScanAsync())
                rows.Add($"{table} {row.PartitionKey} {row.RowKey} {Encoding.UTF8.GetString(row.Content)}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<MemoryStream> ExportAsync(StorageAccount account)
    {
        var file = new MemoryStream();
        await StorageTransfer.ExportAsync(account, Tables, Queues, file);
        file.Position = 0;
        return file;
    }

    private static async Task<List<string>> TextsAsync(StorageAccount account) =>
        [.. (await account.Queue("notice").ReadAllAsync(TimeSpan.Zero, default).Select(m => m.MessageText).ToListAsync()).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("sqlite", "azure")]
    [InlineData("azure", "sqlite")]
    [InlineData("sqlite", "sqlite")]
    public async Task Everything_moves_from_engine_to_engine(string from, string to)
    {
        await using var source = await Engine.OpenAsync(from);
        await using var target = await Engine.OpenAsync(to);
        await FillAsync(source.Account);
        var told = new List<StorageTransferProgress>();

        using var file = new MemoryStream();
        var exported = await StorageTransfer.ExportAsync(source.Account, Tables, Queues, file, progress: new Programs.Listener(told.Add));
        file.Position = 0;
        var imported = await StorageTransfer.ImportAsync(target.Account, file, target.Time);

        Assert.Equal((253, 40), (exported.Rows, exported.Messages));
        Assert.Equal(exported, imported);
        Assert.Equal(["states", "empty", "notice", "idle"], told.Select(progress => progress.Name).Distinct());
        Assert.Equal(await RowsAsync(source.Account), await RowsAsync(target.Account));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"message {i} à").Order(StringComparer.Ordinal), await TextsAsync(target.Account));
        Assert.Equal(0, await target.Account.Queue("idle").CountAsync());
        Assert.Equal(32, (await source.Account.Queue("notice").PeekAsync(32)).Count);
    }

    [Fact]
    public async Task A_delay_moves_with_its_message_and_what_was_being_handled_shows_at_once()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await using var target = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        var notice = source.Account.Queue("notice");
        while ((await notice.ReceiveAsync(32, TimeSpan.FromHours(1))) is [_, ..])
        {
        }

        await notice.SendAsync("tomorrow", TimeSpan.FromDays(1));
        using var file = await ExportAsync(source.Account);
        await StorageTransfer.ImportAsync(target.Account, file, target.Time);

        var there = target.Account.Queue("notice");
        Assert.Equal(41, await there.CountAsync());
        var shown = await there.ReadAllAsync(TimeSpan.Zero, default).Where(m => m.NextVisibleOn <= target.Time.GetUtcNow()).ToListAsync();
        Assert.Equal(40, shown.Count);
        Assert.All(shown, message => Assert.Equal(0, message.DequeueCount));
        var delayed = await there.ReadAllAsync(TimeSpan.Zero, default).SingleAsync(m => m.MessageText == "tomorrow");
        Assert.Equal(target.Time.GetUtcNow().AddDays(1), delayed.NextVisibleOn);
    }

    [Fact]
    public async Task An_export_from_azure_that_cannot_reach_a_hidden_message_fails_and_shows_the_others_again()
    {
        await using var source = await AzureEngine.OpenAsync();
        await FillAsync(source.Account);
        var notice = source.Account.Queue("notice");
        await notice.SendAsync("tomorrow", TimeSpan.FromDays(1));

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => ExportAsync(source.Account));

        Assert.Contains("1 messages of the queue 'notice' are hidden", error.Message, StringComparison.Ordinal);
        Assert.Equal(32, (await notice.PeekAsync(32)).Count);
    }

    [Fact]
    public async Task An_export_from_azure_waits_for_hidden_messages_as_long_as_it_is_told_to()
    {
        await using var source = await AzureEngine.OpenAsync();
        await FillAsync(source.Account);
        await source.Account.Queue("notice").SendAsync("soon", TimeSpan.FromSeconds(2));

        var exported = await StorageTransfer.ExportAsync(source.Account, Tables, Queues, Stream.Null, TimeSpan.FromSeconds(30));

        Assert.Equal(41, exported.Messages);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("azure")]
    public async Task An_import_into_an_account_that_is_not_empty_is_refused(string engine)
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        await using var target = await Engine.OpenAsync(engine);
        var states = target.Account.Table("states");
        await states.CreateIfNotExistsAsync();
        await states.SubmitAsync([Add(Row("TCD", "need|2", "\"theirs\""))]);

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));
        Assert.Contains("'states' is not empty", error.Message, StringComparison.Ordinal);
        Assert.Single(await states.ScanAsync().ToListAsync());
    }

    [Fact]
    public async Task Messages_alone_make_an_account_not_empty()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        await using var target = await SqliteEngine.OpenAsync();
        await target.Account.Queue("idle").CreateIfNotExistsAsync();
        await target.Account.Queue("idle").SendAsync("theirs");

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));
        Assert.Contains("'idle' is not empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_refused_before_anything_is_written()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        var whole = file.ToArray();
        await using var target = await SqliteEngine.OpenAsync();

        // The last newline may be missing: every line is there without it.
        foreach (var length in Enumerable.Range(0, whole.Length - 1).Where(at => at % 97 == 0 || whole[at] == '\n' || at > whole.Length - 60))
        {
            using var cut = new MemoryStream(whole, 0, length);
            await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, cut, target.Time));
        }

        await Assert.ThrowsAsync<StorageNotFoundException>(() => target.Account.Table("states").QueryPageAsync("TCD"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{\"format\":\"something-else\",\"version\":2}\nEND", 1)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\nEND", 1)]
    [InlineData("{\"rows\":0,\"messages\":0}", 1)]
    [InlineData("HEAD\nHEAD\nEND", 2)]
    [InlineData("HEAD\n{\"rows\":1,\"messages\":0}", 2)]
    [InlineData("HEAD\n{\"rows\":0,\"messages\":0,\"sha256\":\"00\"}", 2)]
    [InlineData("HEAD\n{\"partition\":\"p\",\"row\":\"a\",\"content\":{}}\nEND", 2)]
    [InlineData("HEAD\n{\"table\":\"bad-name\"}\nEND", 2)]
    [InlineData("HEAD\n{\"table\":\"good\"}\n{\"partition\":\"p\",\"row\":\"a\"}\nEND", 3)]
    [InlineData("HEAD\n{\"table\":\"good\"}\n{\"partition\":\"p\",\"row\":\"a b\",\"content\":{}}\nEND", 3)]
    [InlineData("HEAD\n{\"queue\":\"good\"}\n{\"table\":\"good\"}\nEND", 3)]
    [InlineData("HEAD\n{\"surprise\":1}\nEND", 2)]
    [InlineData("HEAD\nnull\nEND", 2)]
    [InlineData("not json at all", 1)]
    public async Task A_file_that_is_not_an_export_is_refused_with_the_line(string text, int line)
    {
        await using var target = await SqliteEngine.OpenAsync();
        text = text.Replace("HEAD", "{\"format\":\"matchmaking-storage\",\"version\":2}", StringComparison.Ordinal);
        var before = text.Replace("END", "", StringComparison.Ordinal);
        var end = $"{{\"rows\":0,\"messages\":0,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before)))}\"}}";
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.Replace("END", end, StringComparison.Ordinal)));

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));

        Assert.Contains(line == 0 ? "The export is truncated" : $"at line {line}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_which_any_one_bit_is_another_is_refused_before_anything_is_written()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await source.Account.Table("states").CreateIfNotExistsAsync();
        await source.Account.Queue("notice").CreateIfNotExistsAsync();
        await source.Account.Table("states").SubmitAsync([Add(Row("SDN", "need|1", """{"title":"déminage","n":1.50,"status":"active"}""")), Add(Row("SDN", "need|2", "0"))]);
        await source.Account.Queue("notice").SendAsync("message à");
        using var file = new MemoryStream();
        await StorageTransfer.ExportAsync(source.Account, ["states"], ["notice"], file);
        var whole = file.ToArray();
        await using var target = await SqliteEngine.OpenAsync();

        for (var bit = 0; bit < (whole.Length - 1) * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            using var flipped = new MemoryStream(changed);
            var error = await Record.ExceptionAsync(() => StorageTransfer.ImportAsync(target.Account, flipped, target.Time));
            Assert.True(error is StorageTransferException, $"Bit {bit % 8} of byte {bit / 8}: {error?.ToString() ?? "imported"}");
        }

        await Assert.ThrowsAsync<StorageNotFoundException>(() => target.Account.Table("states").QueryPageAsync("SDN"));
        using var unchanged = new MemoryStream(whole);
        await StorageTransfer.ImportAsync(target.Account, unchanged, target.Time);
    }

    [Fact]
    public async Task An_import_that_was_killed_is_known_and_the_next_one_begins_anew()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var export = await ExportAsync(source.Account);
        using var directory = new TempDirectory();
        var file = Path.Combine(directory.Path, "export");
        await File.WriteAllBytesAsync(file, export.ToArray());
        var store = Path.Combine(directory.Path, "store");
        for (var lines = 1; lines <= 4; lines++)
        {
            using (var import = TestProcess.Start([], Programs.Import, store, file, $"{lines}"))
            {
                await import.ReadAsync(lines);
                await import.KillAsync();
            }

            await using var account = await SqliteStorageAccount.OpenAsync(store, TimeProvider.System);
            await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.RequireFinishedAsync(account.Table("states")));
            await Assert.ThrowsAsync<StorageTransferException>(() => ExportAsync(account));
        }

        Assert.Equal("imported", await TestProcess.RunAsync([], Programs.Import, store, file));
        await using var target = await SqliteStorageAccount.OpenAsync(store, TimeProvider.System);
        await StorageTransfer.RequireFinishedAsync(target.Table("states"));
        Assert.Equal(await RowsAsync(source.Account), await RowsAsync(target));
        Assert.Equal(await TextsAsync(source.Account), await TextsAsync(target));
    }

    [Theory]
    [InlineData("sqlite", "states")]
    [InlineData("sqlite", "notice")]
    [InlineData("azure", "states")]
    [InlineData("azure", "notice")]
    public async Task After_an_import_that_was_broken_off_another_file_leaves_nothing_of_the_first(string engine, string brokenOffAt)
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var first = await ExportAsync(source.Account);
        await source.Account.Table("states").SubmitAsync([Delete("TCD", "need|1", "*"), Delete("TCD", "bare", "*")]);
        using var second = await ExportAsync(source.Account);
        await using var target = await Engine.OpenAsync(engine);
        var breakOff = new Programs.Listener(progress =>
        {
            // The second table begins once all of the first is written, the second queue once all messages of the first are sent.
            if (progress.Name == (brokenOffAt == "states" ? "empty" : "idle"))
                throw new OperationCanceledException();
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => StorageTransfer.ImportAsync(target.Account, first, target.Time, breakOff));
        await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.RequireFinishedAsync(target.Account.Table("states")));

        await StorageTransfer.ImportAsync(target.Account, second, target.Time);

        await StorageTransfer.RequireFinishedAsync(target.Account.Table("states"));
        Assert.Equal(await RowsAsync(source.Account), await RowsAsync(target.Account));
        Assert.Equal(await TextsAsync(source.Account), await TextsAsync(target.Account));
    }

    [Fact]
    public async Task A_file_says_itself_how_to_check_it()
    {
        await using var source = await SqliteEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n');

        Assert.Equal("""{"format":"matchmaking-storage","version":2}""", lines[0]);
        Assert.Contains("""{"partition":"TCD","row":"need|1","content":{"title":"déminage 地雷 \ud83d\udd4a \u0001 \u0041 é","n":[1.50,-0.0,1e400,null,{}]}}""", lines);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines[..^2]) + '\n')));
        Assert.Equal($"{{\"rows\":253,\"messages\":40,\"sha256\":\"{hash}\"}}", lines[^2]);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_twice_is_refused_before_anything_is_written()
    {
        await using var target = await SqliteEngine.OpenAsync();
        using var pipe = new System.IO.Compression.GZipStream(Stream.Null, System.IO.Compression.CompressionMode.Decompress);

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, pipe, target.Time));

        Assert.Contains("name a file, not a pipe", error.Message, StringComparison.Ordinal);
    }
}
