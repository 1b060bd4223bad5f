using Matchmaking.Storage.Sqlite;
using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Sqlite;

/// <summary>
/// A store whose files were damaged is refused with a sentence and left as it is, or it is whole: never silently another, never a stack trace.
/// </summary>
public sealed class DamageTests(StoreImages images, ITestOutputHelper output) : IClassFixture<StoreImages>
{
    private const int Trials = 300;

    private TempDirectory Old => images.Old;

    private TempDirectory Image => images.Newest;

    private TempDirectory Other => images.Other;

    [Fact]
    public async Task Three_hundred_random_damages_are_refused_with_a_sentence_or_leave_the_store_whole()
    {
        var (refused, whole) = (0, 0);
        var sentences = new Dictionary<string, int>();
        for (var seed = 1; seed <= Trials; seed++)
        {
            var random = new Random(seed);
            using var directory = new TempDirectory();
            foreach (var file in Directory.EnumerateFiles(Image.Path))
                File.Copy(file, Path.Combine(directory.Path, Path.GetFileName(file)));

            var what = Damage(directory, random);
            try
            {
                if (await OpensWholeAsync(directory))
                    whole++;
                else
                    refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, {what}: {e.Message}", e);
            }

            sentences[what] = sentences.GetValueOrDefault(what) + 1;
        }

        output.WriteLine($"{Trials} trials: {refused} refused, {whole} whole; {string.Join(", ", sentences.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value} × {kind.Key}"))}");
        Assert.True(refused > Trials / 2 && whole > 0);
    }

    [Theory]
    [InlineData("the log is lost", "Acknowledged transactions are missing")]
    [InlineData("a bit in the log's middle", "Acknowledged transactions are missing")]
    [InlineData("a byte lost from the log's middle", "Acknowledged transactions are missing")]
    [InlineData("the log of an hour ago", "Acknowledged transactions are missing")]
    [InlineData("the log of another store", "")]
    [InlineData("the database of an hour ago", "")]
    [InlineData("the database and log of an hour ago", "Acknowledged transactions are missing")]
    [InlineData("another store's database and log", "do not belong together")]
    [InlineData("the mark is lost", "store.mark' is missing")]
    [InlineData("a bit in the mark", "store.mark' is damaged")]
    [InlineData("another store's mark", "do not belong together")]
    [InlineData("the database is lost", "store.db' is missing")]
    [InlineData("the database is empty", "is not a store of this program")]
    [InlineData("a text in its place", "is damaged")]
    [InlineData("somebody else's database", "is not a store of this program")]
    [InlineData("a newer version", "is of version 2 and this program knows version 1")]
    [InlineData("a journal that is not ours", "store.db-journal' is not of this store")]
    [InlineData("a letter of a key", "is damaged")]
    [InlineData("a row deleted by hand", "should hold")]
    [InlineData("a table added by hand", "its tables are not those of a store")]
    public async Task What_a_store_alone_cannot_tell_is_refused_and_left_as_it_is(string what, string sentence)
    {
        using var directory = await Image.ImageAsync();
        await DoAsync(what, directory);
        var before = directory.Files();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => directory.OpenAsync());

        StoreFixture.RequireSentence(error);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, directory.Files());

        // Nor is a copy made of it, unless nobody can tell that it is old.
        using var elsewhere = new TempDirectory();
        var copy = await Record.ExceptionAsync(() => SqliteStorageAccount.BackupAsync(directory.Path, elsewhere.File()));
        Assert.Equal(what == "the mark is lost", copy is null);
        Assert.Equal(copy is null ? ["store.db"] : [], Directory.EnumerateFiles(elsewhere.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_row_that_is_damaged_under_a_running_service_is_told_by_its_key_and_the_others_are_read()
    {
        using var directory = await Image.ImageAsync();
        await using var account = await directory.OpenAsync();
        await account.Writer.RunAsync(
            writer => writer.Database.Execute("UPDATE rows SET content = X'2278227D' WHERE row = 'row|1001'")
                + writer.Database.Execute("UPDATE messages SET text = X'78' WHERE id = (SELECT min(id) FROM messages)"),
            default);

        var row = await Assert.ThrowsAsync<StorageCorruptedException>(() => account.Table("rows").GetAsync("p0", "row|1001"));
        Assert.Contains("Row 'row|1001' of partition 'p0' in the table 'rows' is damaged", row.Message, StringComparison.Ordinal);
        StoreFixture.RequireSentence(row);
        await Assert.ThrowsAsync<StorageCorruptedException>(() => account.Table("rows").QueryPageAsync("p0"));
        Assert.NotNull(await account.Table("rows").GetAsync("p0", "row|1000"));
        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageCorruptedException>(() => account.Queue("work").PeekAsync(32)));
        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageCorruptedException>(() => account.Queue("work").ReceiveAsync(32, TimeSpan.FromMinutes(1))));
        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageCorruptedException>(() => SqliteStorageAccount.CheckAsync(directory.Path)));
    }

    [Fact]
    public async Task A_check_reads_everything_while_the_service_writes_and_finds_it_whole()
    {
        using var directory = await Image.ImageAsync();
        await using var account = await directory.OpenAsync();
        var writing = StoreImages.FillAsync(account, from: 10_000);
        var summary = await SqliteStorageAccount.CheckAsync(directory.Path);
        await writing;

        Assert.Equal((1, 1), (summary.Tables, summary.Queues));
        Assert.InRange(summary.Rows, 183, 243);
        await account.DisposeAsync();
        Assert.Equal(243, (await SqliteStorageAccount.CheckAsync(directory.Path)).Rows);
        StoreFixture.RequireSentence(await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorageAccount.CheckAsync(directory.Path + "-nowhere")));
    }

    // True if it opens with everything in it, and goes on to work; false if it is refused as it should be.
    private async Task<bool> OpensWholeAsync(TempDirectory directory)
    {
        var before = directory.Files();
        try
        {
            await using var account = await directory.OpenAsync();
            Assert.Equal(Comparable(images.Contents), Comparable(await StoreFixture.DumpAsync(account)));
            Assert.IsType<TransactionResult.Committed>(await account.Table("rows").SubmitAsync([Add(StoreFixture.Row("later", 1))]));
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            StoreFixture.RequireSentence(e);
            Assert.Equal(before, directory.Files());
            return false;
        }

        Assert.Equal(images.Contents.Count(line => line.Contains('/', StringComparison.Ordinal)) + 1, (await SqliteStorageAccount.CheckAsync(directory.Path)).Rows);
        return true;
    }

    // Opening shows what had been received, which is the one thing that may differ.
    private static IEnumerable<string> Comparable(List<string> dump) =>
        dump.Select(line => line.Contains(" message ", StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line).Order(StringComparer.Ordinal);

    private string Damage(TempDirectory directory, Random random)
    {
        var suffix = random.Next(10) switch { < 5 => "db", < 9 => "db-wal", _ => "mark" };
        var file = directory.File(suffix);
        var bytes = File.ReadAllBytes(file);
        var at = random.Next(bytes.Length);
        switch (random.Next(11))
        {
            case 0 or 1 or 2:
                var bits = 1 + random.Next(4);
                for (var bit = 0; bit < bits; bit++)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

                return Write($"{bits} bits of {suffix}", bytes);
            case 3:
                return Write($"{suffix} cut", bytes[..at]);
            case 4:
                var garbage = new byte[1 + random.Next(5000)];
                random.NextBytes(garbage);
                return Write($"garbage behind {suffix}", [.. bytes, .. garbage]);
            case 5:
                var half = at / 2048 * 2048;
                bytes.AsSpan(half, Math.Min(2048, bytes.Length - half)).Clear();
                return Write($"half a page of {suffix} zeroed", bytes);
            case 6:
                return Write($"a byte into {suffix}", [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]]);
            case 7:
                return Write($"a byte lost from {suffix}", [.. bytes[..at], .. bytes[(at + 1)..]]);
            case 8:
                var (page, other) = (at / 4096 * 4096, random.Next(bytes.Length / 4096 + 1) * 4096);
                var length = Math.Max(0, Math.Min(4096, Math.Min(bytes.Length - page, bytes.Length - other)));
                bytes.AsSpan(other, length).ToArray().CopyTo(bytes, page);
                return Write($"a page of {suffix} doubled", bytes);
            case 9:
                File.Delete(file);
                return $"{suffix} lost";
            default:
                var from = random.Next(2) == 0 ? Old : Other;
                File.Copy(from.File(suffix), file, overwrite: true);
                return $"{suffix} of {(from == Old ? "an hour ago" : "another store")}";
        }

        string Write(string what, byte[] damaged)
        {
            File.WriteAllBytes(file, damaged);
            return what;
        }
    }

    private async Task DoAsync(string what, TempDirectory directory)
    {
        switch (what)
        {
            case "the log is lost": File.Delete(directory.File("db-wal")); break;
            case "a bit in the log's middle": Change("db-wal", bytes => bytes[bytes.Length / 2] ^= 1); break;
            case "a byte lost from the log's middle":
                var log = await File.ReadAllBytesAsync(directory.File("db-wal"));
                await File.WriteAllBytesAsync(directory.File("db-wal"), [.. log[..(log.Length / 2)], .. log[(log.Length / 2 + 1)..]]);
                break;
            case "the log of an hour ago": Put(Old, "db-wal"); break;
            case "the log of another store": Put(Other, "db-wal"); break;
            case "the database of an hour ago":
                // With the log that belongs to it all is there; so the one that belongs to the newest is taken away.
                Put(Old, "db");
                File.Delete(directory.File("db-wal"));
                break;
            case "the database and log of an hour ago": Put(Old, "db", "db-wal"); break;
            case "another store's database and log": Put(Other, "db", "db-wal"); break;
            case "the mark is lost": File.Delete(directory.File("mark")); break;
            case "a bit in the mark": Change("mark", bytes => bytes[60] ^= 1); break;
            case "another store's mark": Put(Other, "mark"); break;
            case "the database is lost": File.Delete(directory.File()); break;
            case "the database is empty": await File.WriteAllBytesAsync(directory.File(), []); File.Delete(directory.File("db-wal")); break;
            case "a text in its place": await File.WriteAllTextAsync(directory.File(), new string('a', 5000)); break;
            case "a journal that is not ours": File.Copy(Other.File(), directory.File("db-journal")); break;
            case "somebody else's database":
                File.Delete(directory.File("db-wal"));
                File.Delete(directory.File());
                Run("CREATE TABLE rows (id INTEGER)");
                break;
            case "a newer version": Run("PRAGMA user_version = 2"); break;
            case "a letter of a key": Run("UPDATE rows SET row = 'row|1001x' WHERE row = 'row|1001'"); break;
            case "a row deleted by hand": Run("DELETE FROM rows WHERE row = 'row|1001'"); break;
            case "a table added by hand": Run("CREATE TABLE notes (text TEXT)"); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }

        void Put(TempDirectory from, params string[] suffixes)
        {
            foreach (var suffix in suffixes)
                File.Copy(from.File(suffix), directory.File(suffix), overwrite: true);
        }

        void Change(string suffix, Action<byte[]> change)
        {
            var bytes = File.ReadAllBytes(directory.File(suffix));
            change(bytes);
            File.WriteAllBytes(directory.File(suffix), bytes);
        }

        void Run(string sql)
        {
            using var database = new Database(directory.File(), Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate);
            database.Execute(sql);
        }
    }
}
