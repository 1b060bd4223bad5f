using System.Text;
using Matchmaking.Storage.Tests.Conformance;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests;

public sealed class TransferTests
{
    private static readonly string[] Tables = ["states", "empty"];
    private static readonly string[] Queues = ["notice", "idle"];

    private static async Task FillAsync(StorageAccount account)
    {
        foreach (var table in Tables)
            await account.Table(table).CreateIfNotExistsAsync();

        foreach (var queue in Queues)
            await account.Queue(queue).CreateIfNotExistsAsync();

        var states = account.Table("states");
        await states.SubmitAsync(
        [
            Add(new Row("TCD", "need|1/2") { Values = { ["Text"] = "déminage 地雷 \U0001F54A \u0001", ["True"] = true, ["False"] = false, ["Int"] = -3, ["Long"] = long.MinValue } }),
            Add(new Row("TCD", "need|2") { Values = { ["Double"] = 2.0, ["NaN"] = double.NaN, ["Infinity"] = double.NegativeInfinity, ["Time"] = DateTimeOffset.MaxValue, ["Bytes"] = new byte[] { 0, 255 } } }),
            Add(new Row("TCD", "bare")),
        ]);
        for (var i = 0; i < 250; i += 50)
            await states.SubmitAsync([.. Enumerable.Range(i, 50).Select(n => Add(new Row("ÅLA", $"{n:000}") { Values = { ["N"] = n } }))]);

        for (var i = 0; i < 40; i++)
            await account.Queue("notice").SendAsync($"message {i} à");
    }

    private static async Task<List<string>> RowsAsync(StorageAccount account)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            await foreach (var row in account.Table(table).ScanAsync())
                rows.Add($"{table} {row.PartitionKey} {row.RowKey} {string.Join(' ', row.Values.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value.GetType().Name}:{(v.Value is byte[] b ? Convert.ToHexString(b) : v.Value)}"))}");
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
    [InlineData("embedded", "azure")]
    [InlineData("azure", "embedded")]
    [InlineData("embedded", "embedded")]
    public async Task Everything_moves_from_engine_to_engine(string from, string to)
    {
        await using var source = await Engine.OpenAsync(from);
        await using var target = await Engine.OpenAsync(to);
        await FillAsync(source.Account);
        var told = new List<StorageTransferProgress>();

        using var file = new MemoryStream();
        var exported = await StorageTransfer.ExportAsync(source.Account, Tables, Queues, file, progress: new Listener(told.Add));
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
        await using var source = await EmbeddedEngine.OpenAsync();
        await using var target = await EmbeddedEngine.OpenAsync();
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
    [InlineData("embedded")]
    [InlineData("azure")]
    public async Task An_import_into_an_account_that_is_not_empty_is_refused_unless_it_is_wanted(string engine)
    {
        await using var source = await EmbeddedEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        await using var target = await Engine.OpenAsync(engine);
        var states = target.Account.Table("states");
        await states.CreateIfNotExistsAsync();
        await states.SubmitAsync([Add(new Row("TCD", "need|2") { Values = { ["Theirs"] = 1 } })]);

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));
        Assert.Contains("'states' is not empty", error.Message, StringComparison.Ordinal);
        Assert.Single(await states.ScanAsync().ToListAsync());

        file.Position = 0;
        await StorageTransfer.ImportAsync(target.Account, file, target.Time, intoNonEmpty: true);
        Assert.Equal(await RowsAsync(source.Account), await RowsAsync(target.Account));
    }

    [Fact]
    public async Task Messages_alone_make_an_account_not_empty()
    {
        await using var source = await EmbeddedEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        await using var target = await EmbeddedEngine.OpenAsync();
        await target.Account.Queue("idle").CreateIfNotExistsAsync();
        await target.Account.Queue("idle").SendAsync("theirs");

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));
        Assert.Contains("'idle' is not empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_refused_before_anything_is_written()
    {
        await using var source = await EmbeddedEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        var whole = file.ToArray();
        await using var target = await EmbeddedEngine.OpenAsync();

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
    [InlineData("{\"format\":\"something-else\",\"version\":1}\n{\"rows\":0,\"messages\":0}", 1)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":2}\n{\"rows\":0,\"messages\":0}", 1)]
    [InlineData("{\"rows\":0,\"messages\":0}", 1)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"rows\":1,\"messages\":0}", 0)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"row\":\"a\",\"partition\":\"p\",\"values\":{}}\n{\"rows\":1,\"messages\":0}", 2)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"table\":\"bad-name\"}\n{\"rows\":0,\"messages\":0}", 2)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"table\":\"good\"}\n{\"row\":\"a\",\"partition\":\"p\",\"values\":{\"V\":{}}}\n{\"rows\":1,\"messages\":0}", 3)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"table\":\"good\"}\n{\"row\":\"a\",\"partition\":\"p\",\"values\":{\"V\":{\"int128\":1}}}\n{\"rows\":1,\"messages\":0}", 3)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"surprise\":1}\n{\"rows\":0,\"messages\":0}", 2)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\n{\"rows\":0,\"messages\":0}\n{\"table\":\"late\"}", 3)]
    [InlineData("{\"format\":\"matchmaking-storage\",\"version\":1}\nnull\n{\"rows\":0,\"messages\":0}", 2)]
    [InlineData("not json at all", 1)]
    public async Task A_file_that_is_not_an_export_is_refused_with_the_line(string text, int line)
    {
        await using var target = await EmbeddedEngine.OpenAsync();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var error = await Assert.ThrowsAsync<StorageTransferException>(() => StorageTransfer.ImportAsync(target.Account, file, target.Time));

        Assert.Contains(line == 0 ? "The export is" : $"at line {line}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_twice_is_imported_as_well()
    {
        await using var source = await EmbeddedEngine.OpenAsync();
        await FillAsync(source.Account);
        using var file = await ExportAsync(source.Account);
        await using var target = await EmbeddedEngine.OpenAsync();
        using var oneWay = new System.IO.Compression.GZipStream(await ZipAsync(file), System.IO.Compression.CompressionMode.Decompress);

        await StorageTransfer.ImportAsync(target.Account, oneWay, target.Time);

        Assert.Equal(await RowsAsync(source.Account), await RowsAsync(target.Account));
    }

    private static async Task<MemoryStream> ZipAsync(MemoryStream file)
    {
        var zipped = new MemoryStream();
        await using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            await file.CopyToAsync(zip);

        zipped.Position = 0;
        return zipped;
    }

    private sealed class Listener(Action<StorageTransferProgress> tell) : IProgress<StorageTransferProgress>
    {
        public void Report(StorageTransferProgress value) => tell(value);
    }
}
