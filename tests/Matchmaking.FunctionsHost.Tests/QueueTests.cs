using Azure.Storage.Queues;
using Matchmaking.Testing;

namespace Matchmaking.FunctionsHost.Tests;

public sealed class QueueTests : IAsyncLifetime
{
    private FunctionsHost host = null!;
    private QueueServiceClient queues = null!;
    private QueueServiceClient raw = null!;

    public async ValueTask InitializeAsync()
    {
        var account = await Azurite.NewAccountAsync();
        (queues, raw) = (Sample.Queues(account), Sample.Queues(account, QueueMessageEncoding.None));
        host = await Sample.StartAsync(("AzureWebJobsStorage", account));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_queue_is_taken_up_when_it_appears_and_its_messages_are_taken_as_the_SDKs_type()
    {
        var queue = queues.GetQueueClient("messages");
        await queue.CreateAsync();
        await queue.SendMessageAsync("texte \"é\"");

        await Sample.UntilAsync(async () => await CountAsync("messages") == 0 && host.LoggedBy("take").Any(), "the message's end");
        Assert.Equal(["36 True 1 True texte \"é\""], host.LoggedBy("take"));
        Assert.Equal(Outcome.Succeeded, Assert.Single(host.Invocations).Outcome);
    }

    [Fact]
    public async Task A_failing_message_is_tried_and_put_aside_and_a_raw_one_is_put_aside_at_once_as_it_is()
    {
        await queues.CreateQueueAsync("texts");
        await queues.GetQueueClient("texts").SendMessageAsync("fail");
        await raw.GetQueueClient("texts").SendMessageAsync("not base64!");

        await Sample.UntilAsync(async () => await CountAsync("texts-poison") == 2 && await CountAsync("texts") == 0, "two messages in the poison queue");
        var aside = await raw.GetQueueClient("texts-poison").PeekMessagesAsync(10);
        Assert.Equal(["ZmFpbA==", "not base64!"], aside.Value.Select(message => message.MessageText).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Repeat("fail", 5), host.LoggedBy("read"));
        Assert.All(host.Invocations, call => Assert.Contains("as the message says", call.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_whose_worker_is_killed_is_tried_again_by_the_next_and_requests_wait_for_it()
    {
        await queues.CreateQueueAsync("texts");
        await queues.GetQueueClient("texts").SendMessageAsync("hang");
        await Sample.UntilAsync(() => host.LoggedBy("read").Any(), "the message's begin");

        await host.KillWorkerAsync();
        Assert.NotEqual("", await host.Http.GetStringAsync("echo"));
        await Sample.UntilAsync(async () => await CountAsync("texts") == 0, "the message's end");

        Assert.Equal([Outcome.Failed, Outcome.Succeeded], host.Invocations.Where(call => call.Function == "read").Select(call => call.Outcome));
        Assert.Contains("ended with 137", host.Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_hosts_end_a_function_is_told_and_its_message_comes_again()
    {
        await queues.CreateQueueAsync("texts");
        await queues.GetQueueClient("texts").SendMessageAsync("linger");
        await Sample.UntilAsync(() => host.LoggedBy("read").Any(), "the message's begin");

        Assert.Equal(new WorkerEnd(0, Killed: false), await host.StopAsync());
        Assert.Equal(1, await CountAsync("texts"));
        Assert.Equal(2, Assert.Single((await queues.GetQueueClient("texts").ReceiveMessagesAsync()).Value).DequeueCount);
    }

    [Fact]
    public async Task A_function_can_be_called_with_a_text_without_its_queue()
    {
        Assert.Equal(Outcome.Succeeded, (await host.InvokeAsync("take", "alone")).Outcome);
        Assert.Equal(Outcome.Failed, (await host.InvokeAsync("read", "fail")).Outcome);
        Assert.EndsWith("alone", Assert.Single(host.LoggedBy("take")), StringComparison.Ordinal);
    }

    // Hidden messages count.
    private async Task<int> CountAsync(string queue) =>
        await queues.GetQueueClient(queue).ExistsAsync() ? (await queues.GetQueueClient(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
}
