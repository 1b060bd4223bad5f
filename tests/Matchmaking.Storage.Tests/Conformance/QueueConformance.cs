namespace Matchmaking.Storage.Tests.Conformance;

public sealed class SqliteQueues() : QueueConformance("sqlite");

public sealed class AzureQueues() : QueueConformance("azure");

/// <summary>What both engines promise of queues.</summary>
public abstract class QueueConformance(string engineName) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private Engine _engine = null!;

    private StorageQueue Queue { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await Engine.OpenAsync(engineName);
        Queue = _engine.Account.Queue("work");
        await Queue.CreateIfNotExistsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _engine.DisposeAsync();
    }

    private async Task<ReceivedMessage?> ReceiveAsync(TimeSpan hidden) => (await Queue.ReceiveAsync(1, hidden)).SingleOrDefault();

    private async Task<ReceivedMessage> ReceiveAfterAsync(TimeSpan time, TimeSpan hidden)
    {
        Assert.Null(await ReceiveAsync(hidden));
        _engine.Pass(time);
        ReceivedMessage? received = null;
        await Until.TrueAsync(async () => (received = await ReceiveAsync(hidden)) is not null, "the message shows again");
        return received!;
    }

    [Fact]
    public async Task A_message_is_received_as_sent_and_gone_once_deleted()
    {
        await Queue.SendAsync("hello");

        var message = Assert.Single(await Queue.ReceiveAsync(32, Minute));

        Assert.Equal("hello", message.MessageText);
        Assert.Equal(1, message.DequeueCount);
        Assert.NotEmpty(message.PopReceipt);
        Assert.InRange(message.InsertedOn, _engine.Time.GetUtcNow().AddMinutes(-5), _engine.Time.GetUtcNow().AddMinutes(5));
        Assert.True(message.NextVisibleOn > message.InsertedOn);
        Assert.Equal(ReceivedMessage.Never, message.ExpiresOn);
        Assert.True(await Queue.DeleteAsync(message));
        Assert.Equal(0, await Queue.CountAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("naïve — 地雷 \U0001F54A")]
    [InlineData("<xml attribute=\"&amp;\">]]></xml>")]
    [InlineData("\u0000\u0001\t\r\n\uFFFF")]
    [InlineData("aGVsbG8=")]
    [InlineData(" leading and trailing ")]
    public async Task Any_text_comes_back_as_sent(string text)
    {
        await Queue.SendAsync(text);

        Assert.Equal(text, (await Queue.PeekAsync(1)).Single().MessageText);
        Assert.Equal(text, (await ReceiveAsync(Minute))!.MessageText);
    }

    [Fact]
    public async Task A_message_of_48_kibibytes_is_taken_and_a_longer_one_refused_before_it_is_sent()
    {
        var ascii = new string('x', 48 * 1024);
        var wide = new string('地', 16 * 1024);
        await Queue.SendAsync(ascii);
        await Queue.SendAsync(wide);

        using (var counted = new CountedTransactions(Queue.Name))
        {
            await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync(ascii + "x"));
            await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync(wide + "x"));
            await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync("\uD83D"));
            Assert.Empty(counted.All);
        }

        var texts = (await Queue.ReceiveAsync(32, Minute)).Select(message => message.MessageText);
        Assert.Equal([ascii, wide], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_received_message_is_hidden_and_shows_again_with_its_count_raised()
    {
        await Queue.SendAsync("hello");
        var first = await ReceiveAsync(Second);

        var second = await ReceiveAfterAsync(Second, Minute);

        Assert.Equal(first!.MessageId, second.MessageId);
        Assert.Equal(first.InsertedOn, second.InsertedOn);
        Assert.Equal(2, second.DequeueCount);
        Assert.NotEqual(first.PopReceipt, second.PopReceipt);
    }

    [Fact]
    public async Task After_five_receipts_the_count_is_five()
    {
        await Queue.SendAsync("poison");
        for (var count = 1; count <= 5; count++)
        {
            var message = await ReceiveAsync(Minute);
            Assert.Equal(count, message!.DequeueCount);
            Assert.NotNull(await Queue.ExtendAsync(message, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task A_receipt_ends_when_the_message_is_received_again()
    {
        await Queue.SendAsync("hello");
        var first = await ReceiveAsync(Second);
        var second = await ReceiveAfterAsync(Second, Minute);

        Assert.False(await Queue.DeleteAsync(first!));
        Assert.Null(await Queue.ExtendAsync(first!, Minute));
        Assert.Equal(1, await Queue.CountAsync());
        Assert.True(await Queue.DeleteAsync(second));
    }

    [Fact]
    public async Task A_receipt_holds_after_the_timeout_as_long_as_nobody_else_received_the_message()
    {
        await Queue.SendAsync("hello");
        var message = await ReceiveAsync(Second);
        _engine.Pass(Second);
        await Until.TrueAsync(async () => (await Queue.PeekAsync(1)).Count == 1, "the message shows again");

        Assert.True(await Queue.DeleteAsync(message!));
    }

    [Fact]
    public async Task A_message_deleted_twice_is_gone_the_second_time()
    {
        await Queue.SendAsync("hello");
        var message = await ReceiveAsync(Minute);

        Assert.True(await Queue.DeleteAsync(message!));
        Assert.False(await Queue.DeleteAsync(message!));
        Assert.Null(await Queue.ExtendAsync(message!, Minute));
    }

    [Fact]
    public async Task A_message_that_never_was_is_gone()
    {
        var stranger = new ReceivedMessage("no id", "no receipt", "", 1, ReceivedMessage.Never, ReceivedMessage.Never);

        Assert.False(await Queue.DeleteAsync(stranger));
        Assert.Null(await Queue.ExtendAsync(stranger, Minute));
    }

    [Fact]
    public async Task Hiding_a_message_longer_gives_a_new_receipt_and_keeps_its_text_and_count()
    {
        await Queue.SendAsync("hello 地雷");
        var received = await ReceiveAsync(Second);
        var updated = await Queue.ExtendAsync(received!, Minute);

        Assert.True(updated!.NextVisibleOn > received!.NextVisibleOn);
        Assert.False(await Queue.DeleteAsync(received));
        Assert.Null(await ReceiveAsync(Minute));

        var shown = await Queue.ExtendAsync(updated, TimeSpan.Zero);
        var again = await ReceiveAsync(Minute);
        Assert.NotNull(shown);
        Assert.Equal(("hello 地雷", 2), (again!.MessageText, again.DequeueCount));
    }

    [Fact]
    public async Task A_delayed_message_shows_only_after_its_delay()
    {
        await Queue.SendAsync("later", Second);

        Assert.Empty(await Queue.PeekAsync(32));
        Assert.Equal(1, await Queue.CountAsync());
        var message = await ReceiveAfterAsync(Second, Minute);
        Assert.Equal(("later", 1), (message.MessageText, message.DequeueCount));
    }

    [Fact]
    public async Task Peeking_neither_hides_nor_counts()
    {
        await Queue.SendAsync("hello");

        for (var i = 0; i < 3; i++)
        {
            var seen = Assert.Single(await Queue.PeekAsync(32));
            Assert.Equal(("hello", 0, ""), (seen.MessageText, seen.DequeueCount, seen.PopReceipt));
        }

        Assert.Equal(1, (await ReceiveAsync(Minute))!.DequeueCount);
        Assert.Empty(await Queue.PeekAsync(32));
    }

    [Fact]
    public async Task At_most_as_many_as_asked_for_are_received_and_each_once()
    {
        string[] sent = [.. Enumerable.Range(0, 80).Select(i => $"message {i}")];
        foreach (var text in sent)
            await Queue.SendAsync(text);

        var received = new List<string>();
        for (var got = 32; got > 0;)
        {
            var some = await Queue.ReceiveAsync(32, Minute);
            Assert.True(some.Count <= 32);
            got = some.Count;
            received.AddRange(some.Select(message => message.MessageText));
        }

        Assert.Equal(sent.Order(), received.Order());
        Assert.Equal(80, await Queue.CountAsync());
    }

    [Fact]
    public async Task Of_many_receivers_no_two_get_the_same_message()
    {
        for (var i = 0; i < 40; i++)
            await Queue.SendAsync($"{i}");

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var own = new List<string>();
            for (var some = await Queue.ReceiveAsync(3, Minute); some.Count > 0; some = await Queue.ReceiveAsync(3, Minute))
            {
                foreach (var message in some)
                {
                    own.Add(message.MessageText);
                    Assert.True(await Queue.DeleteAsync(message));
                }
            }

            return own;
        })));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(), received.SelectMany(own => own).Order());
        Assert.Equal(0, await Queue.CountAsync());
    }

    [Fact]
    public async Task A_queue_that_was_never_created_is_an_error_that_names_it()
    {
        var missing = _engine.Account.Queue("no-where");
        var stranger = new ReceivedMessage("no id", "no receipt", "", 1, ReceivedMessage.Never, ReceivedMessage.Never);

        var errors = new List<StorageNotFoundException>
        {
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.SendAsync("hello")),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.ReceiveAsync(1, Minute)),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.PeekAsync(1)),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.CountAsync()),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.DeleteAsync(stranger)),
            await Assert.ThrowsAsync<StorageNotFoundException>(() => missing.ExtendAsync(stranger, Minute)),
        };

        Assert.All(errors, error => Assert.Contains("'no-where'", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Creating_a_queue_again_leaves_its_messages()
    {
        await Queue.SendAsync("hello");
        await Queue.CreateIfNotExistsAsync();

        Assert.Equal(1, await Queue.CountAsync());
    }

    [Fact]
    public async Task Clearing_a_queue_takes_hidden_messages_too()
    {
        await Queue.SendAsync("now");
        await Queue.SendAsync("later", Minute);
        await Queue.ReceiveAsync(1, Minute);

        await Queue.ClearAsync(default);

        Assert.Equal(0, await Queue.CountAsync());
    }

    [Fact]
    public async Task Counts_and_timeouts_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.ReceiveAsync(0, Minute));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.ReceiveAsync(33, Minute));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.PeekAsync(33));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.ReceiveAsync(1, TimeSpan.Zero));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.ReceiveAsync(1, TimeSpan.FromDays(8)));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync("hello", TimeSpan.FromSeconds(-1)));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync("hello", TimeSpan.FromMilliseconds(1500)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Capital")]
    [InlineData("two--hyphens")]
    [InlineData("-first")]
    [InlineData("last-")]
    public void A_name_that_no_queue_can_have_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _engine.Account.Queue(name));

    [Fact]
    public async Task The_account_answers_a_check() => await _engine.Account.CheckAsync();

    [Fact]
    public async Task Both_engines_count_one_transaction_a_call()
    {
        using var counted = new CountedTransactions(Queue.Name);

        await Queue.SendAsync("hello");
        await Queue.PeekAsync(1);
        var message = await Queue.ExtendAsync((await ReceiveAsync(Minute))!, Minute);
        await Queue.DeleteAsync(message!);
        await Queue.CountAsync();

        Assert.Equal(["send", "peek", "receive", "update", "delete", "count"], counted.All);
    }
}
