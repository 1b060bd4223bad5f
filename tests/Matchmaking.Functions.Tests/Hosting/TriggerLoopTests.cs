using System.Collections.Concurrent;
using Matchmaking.Functions.Hosting;
using Matchmaking.Local.Triggers;
using Matchmaking.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class TriggerLoopTests
{
    private static readonly QueueRules Impatient = new(
        BatchSize: 8, NewBatchThreshold: 4, MaxDequeueCount: 5, VisibilityTimeout: TimeSpan.Zero, MaxPollingInterval: TimeSpan.FromMilliseconds(50));

    [Fact]
    public async Task Messages_reach_their_function_with_their_text_and_are_gone_after()
    {
        await using var service = await InProcessService.StartAsync(rules: Impatient);
        var store = await service.StoreAsync();
        var texts = Enumerable.Range(0, 100).Select(number => $"{{\"n\":\"é{number}\"}}").Append("texte brut, \"é\"").ToList();

        await Task.WhenAll(texts.Select(text => store.SendAsync("declared", text)));
        await store.SendAsync("notice", "autre");

        await Until.TrueAsync(async () => await store.Declared.CountAsync() + await store.Notice.CountAsync() == 0, "empty queues");
        Assert.Equal(texts.Order(), service.Calls.Where(call => call.Function == "match").Select(call => call.Text).Order());
        Assert.Equal(["autre"], service.Calls.Where(call => call.Function == "notify").Select(call => call.Text));
        Assert.Equal(0, await store.PoisonQueue("declared").CountAsync());
    }

    [Fact]
    public async Task The_timer_runs_once_at_the_start()
    {
        await using var service = await InProcessService.StartAsync();

        await Until.TrueAsync(() => service.Calls.Contains(("tick", null)), "the first tick");
    }

    [Fact]
    public async Task After_five_failures_a_message_is_poison_with_its_reason_and_can_be_sent_back()
    {
        var data = Places.NewFolder();
        const string Text = """{"n":"declared","v":9,"d":{}}""";
        await using (var service = await InProcessService.StartAsync(data, Impatient))
        {
            service.Work = (name, _, _) => name == "tick" ? Task.CompletedTask : throw new MessageRefusedException("message_unknown", "No function here knows it.");
            var store = await service.StoreAsync();
            await store.SendAsync("declared", Text);

            await Until.TrueAsync(async () => await store.PoisonQueue("declared").CountAsync() == 1, "a poison message");
            await Until.TrueAsync(async () => await store.Declared.CountAsync() == 0, "an empty queue");
            Assert.Equal(5, service.Calls.Count(call => call.Function == "match"));
        }

        var listed = await ServiceProcess.RunAsync(["poison", "list", "--data", data]);
        Assert.Equal((0, ""), (listed.ExitCode, listed.Errors));
        Assert.Contains("declared-poison: 1", listed.Output, StringComparison.Ordinal);
        Assert.Contains("message_unknown (MessageRefusedException", listed.Output, StringComparison.Ordinal);
        Assert.Contains(Text, listed.Output, StringComparison.Ordinal);

        var returned = await ServiceProcess.RunAsync(["poison", "return", "--queue", "declared", "--data", data]);
        Assert.Equal((0, ""), (returned.ExitCode, returned.Errors));
        Assert.Contains("declared: 1 returned", returned.Output, StringComparison.Ordinal);

        await using var again = await InProcessService.StartAsync(data, Impatient);
        await Until.TrueAsync(() => again.Calls.Contains(("match", Text)), "the message that was sent back");
        Assert.Null(await again.Services.GetRequiredService<PoisonReasons>().FindAsync("declared", Text));
    }

    [Fact]
    public async Task Not_more_than_the_limit_of_one_queue_is_in_work_at_once_and_the_limit_is_used()
    {
        await using var service = await InProcessService.StartAsync(rules: Impatient with { BatchSize = 2, NewBatchThreshold = 1 });
        var (inWork, most) = (0, 0);
        using var gate = new SemaphoreSlim(0);
        service.Work = async (name, _, _) =>
        {
            if (name == "match")
            {
                most = Math.Max(most, Interlocked.Increment(ref inWork));
                await gate.WaitAsync(CancellationToken.None);
                Interlocked.Decrement(ref inWork);
            }
        };
        var store = await service.StoreAsync();
        for (var message = 0; message < 9; message++)
        {
            await store.SendAsync("declared", $"{message}");
        }

        // A batch of two, or of the first alone where that was seen before the others came; when no more than the threshold of one is left, the
        // next two.
        await Until.TrueAsync(
            () =>
            {
                if (Volatile.Read(ref inWork) == 2 && Volatile.Read(ref most) < 3)
                {
                    gate.Release(1);
                }

                return Volatile.Read(ref most) == 3;
            },
            "three messages in work");
        gate.Release(9);
        await Until.TrueAsync(async () => await store.Declared.CountAsync() == 0, "an empty queue");
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Work_longer_than_the_lease_is_not_started_twice()
    {
        await using var service = await InProcessService.StartAsync(rules: Impatient, settings: [("Triggers:Lease", "00:00:01")]);
        var store = await service.StoreAsync();
        var done = new TaskCompletionSource();
        service.Work = (name, text, _) => name == "match" && text == "long" ? done.Task : Task.CompletedTask;
        await store.SendAsync("declared", "long");
        await Until.TrueAsync(() => service.Calls.Contains(("match", "long")), "the long work's start");

        // A message that shows only after the long one's hiding would have ended tells that enough time has passed.
        await store.Declared.SendAsync("later", TimeSpan.FromSeconds(3));
        await Until.TrueAsync(() => service.Calls.Contains(("match", "later")), "the later message");
        done.SetResult();

        await Until.TrueAsync(async () => await store.Declared.CountAsync() == 0, "an empty queue");
        Assert.Single(service.Calls, call => call.Text == "long");
    }

    [Fact]
    public async Task A_message_whose_process_died_every_time_is_put_aside_with_a_reason()
    {
        var data = Places.NewFolder();
        await using (var account = await SqliteStorageAccount.OpenAsync(data, TimeProvider.System))
        {
            // Received by somebody who never answered.
            var queue = account.Queue("notice");
            await queue.CreateIfNotExistsAsync();
            await queue.SendAsync("lost");
            var received = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1)));
            await queue.ExtendAsync(received, TimeSpan.Zero);
        }

        await using var service = await InProcessService.StartAsync(data, Impatient with { MaxDequeueCount = 1 });
        var store = await service.StoreAsync();

        await Until.TrueAsync(async () => await store.PoisonQueue("notice").CountAsync() == 1, "the message put aside");
        Assert.DoesNotContain(("notify", "lost"), service.Calls);
        Assert.Equal("attempts_exhausted", (await service.Services.GetRequiredService<PoisonReasons>().FindAsync("notice", "lost"))?.Code);
    }

    [Fact]
    public async Task Stopping_waits_for_the_work_that_has_begun()
    {
        var finished = new ConcurrentBag<string?>();
        await using (var service = await InProcessService.StartAsync(rules: Impatient))
        {
            var begun = new TaskCompletionSource();
            service.Work = async (name, text, _) =>
            {
                if (name == "match")
                {
                    begun.SetResult();
                    await Task.Yield();
                    finished.Add(text);
                }
            };
            await (await service.StoreAsync()).SendAsync("declared", "x");
            await begun.Task;
        }

        Assert.Equal(["x"], finished);
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_is_told_so()
    {
        var data = Places.NewFolder();
        await using var first = await ServiceProcess.StartAloneAsync(data);

        var (code, _, errors) = await ServiceProcess.RunAsync(["--data", data, "--urls", $"http://127.0.0.1:{ServiceProcess.FreePort()}"]);

        Assert.Equal(1, code);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(data, errors, StringComparison.Ordinal);
    }
}
