using static Matchmaking.Storage.RowChange;

namespace Matchmaking.Storage.Tests.Embedded;

public sealed class DamageTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    // Three commits; returns the journal's lengths after each, and everything there was after each.
    private async Task<(List<long> Lengths, List<List<string>> States)> WriteThreeAsync(Func<byte[]>? last = null)
    {
        var (lengths, states) = (new List<long>(), new List<List<string>>());
        await using var account = await _directory.OpenAsync();
        await StoreFixture.CreateAsync(account);
        var table = account.Table("rows");
        await StepAsync(() => table.SubmitAsync([Add(StoreFixture.Row("a", 1)), Add(StoreFixture.Row("b", 1))]));
        await StepAsync(() => account.Queue("work").SendAsync("hello"));
        await StepAsync(() => table.SubmitAsync(
            [Upsert(StoreFixture.Row("a", last?.Invoke() ?? (object)2)), Delete("p", "b", "*"), Add(StoreFixture.Row("c", 2))]));
        return (lengths, states);

        async Task StepAsync(Func<Task> step)
        {
            await step();
            lengths.Add(new FileInfo(_directory.Journal()).Length);
            states.Add(await StoreFixture.DumpAsync(account));
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("zeros")]
    [InlineData("noise")]
    public async Task A_last_record_that_is_torn_anywhere_is_cut_off_and_writing_goes_on(string tear)
    {
        var (lengths, states) = await WriteThreeAsync();
        var whole = await File.ReadAllBytesAsync(_directory.Journal());
        var noise = new byte[whole.Length];
        new Random(1).NextBytes(noise);
        for (var at = (int)lengths[1]; at < lengths[2]; at++)
        {
            using var torn = new TempDirectory();
            byte[] bytes = tear switch
            {
                "cut" => whole[..at],
                "zeros" => [.. whole[..at], .. new byte[whole.Length - at]],
                _ => [.. whole[..at], .. noise[at..]],
            };
            await File.WriteAllBytesAsync(torn.Journal(), bytes);
            if (bytes.AsSpan().SequenceEqual(whole))
                continue;

            await using (var account = await torn.OpenAsync())
            {
                Assert.Equal(states[1], await StoreFixture.DumpAsync(account));
                Assert.IsType<TransactionResult.Committed>(
                    await account.Table("rows").SubmitAsync([Add(StoreFixture.Row("later", 3))]));
            }

            await using (var account = await torn.OpenAsync())
            {
                Assert.Equal(4, (await StoreFixture.DumpAsync(account)).Count);
            }
        }
    }

    [Fact]
    public async Task A_stored_copy_of_a_record_does_not_make_a_torn_tail_look_like_damage()
    {
        var (lengths, _) = await WriteThreeAsync(last: () => File.ReadAllBytes(_directory.Journal()));
        var whole = await File.ReadAllBytesAsync(_directory.Journal());
        await File.WriteAllBytesAsync(_directory.Journal(), whole[..^1]);

        await using var account = await _directory.OpenAsync();

        Assert.Equal(3, (await StoreFixture.DumpAsync(account)).Count);
        Assert.Equal(lengths[1], new FileInfo(_directory.Journal()).Length);
    }

    [Fact]
    public async Task A_damaged_record_with_good_ones_behind_it_is_an_error_that_names_file_and_offset_and_changes_nothing()
    {
        var (lengths, _) = await WriteThreeAsync();
        var whole = await File.ReadAllBytesAsync(_directory.Journal());
        for (var at = lengths[0]; at < lengths[1]; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            await File.WriteAllBytesAsync(_directory.Journal(), damaged);

            var error = await Assert.ThrowsAsync<StorageCorruptedException>(() => _directory.OpenAsync());

            Assert.Contains(_directory.Journal(), error.Message, StringComparison.Ordinal);
            Assert.Contains($"offset {lengths[0]} ", error.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(_directory.Journal()));
        }
    }

    [Fact]
    public async Task A_damaged_header_is_an_error_that_names_the_file()
    {
        await WriteThreeAsync();
        var whole = await File.ReadAllBytesAsync(_directory.Journal());
        for (var at = 0; at < 20; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            await File.WriteAllBytesAsync(_directory.Journal(), damaged);

            var error = await Assert.ThrowsAsync<StorageCorruptedException>(() => _directory.OpenAsync());
            Assert.Contains(_directory.Journal(), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_whose_first_files_are_missing_is_an_error()
    {
        await WriteThreeAsync();
        File.Move(_directory.Journal(), _directory.Journal(2));

        var error = await Assert.ThrowsAsync<StorageCorruptedException>(() => _directory.OpenAsync());

        Assert.Contains(_directory.Journal(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_could_not_be_opened_is_not_left_locked()
    {
        var (lengths, states) = await WriteThreeAsync();
        var whole = await File.ReadAllBytesAsync(_directory.Journal());
        await File.WriteAllBytesAsync(_directory.Journal(), [.. whole[..(int)lengths[0]], 1, .. whole[(int)(lengths[0] + 1)..]]);
        await Assert.ThrowsAsync<StorageCorruptedException>(() => _directory.OpenAsync());

        await File.WriteAllBytesAsync(_directory.Journal(), whole);
        await using var account = await _directory.OpenAsync();
        Assert.Equal(states[2], await StoreFixture.DumpAsync(account));
    }
}
