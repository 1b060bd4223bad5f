using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>Keeps one worker running: who ends is started again, and callers wait meanwhile.</summary>
internal sealed class Workers(HostLog log, TimeSpan restartDelay)
{
    // As many starts in a row may fail as the real host allows.
    private const int Tries = 3;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource<Worker> current = NewSource();
    private Worker? newest;
    private Task keeping = Task.CompletedTask;

    /// <summary>Starts the first worker; should that fail, nothing is tried again.</summary>
    public async Task<Worker> StartAsync(WorkerStart start)
    {
        var worker = Launch(start)!;
        await worker.PrepareAsync();
        current.SetResult(worker);
        keeping = KeepAsync(start, worker);
        return worker;
    }

    /// <summary>The worker that has started, once there is one.</summary>
    public async Task<Worker> ReadyAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var worker = await current.Task.WaitAsync(cancellation);
            if (!worker.IsLeaving)
                return worker;

            await worker.Replaced.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The worker of that id, which has just connected.</summary>
    public Worker? Find(string id)
    {
        lock (gate)
            return newest?.Id == id ? newest : null;
    }

    /// <summary>Kills the worker; another is started in its place.</summary>
    public async Task KillAsync() => await (await ReadyAsync()).KillAsync();

    /// <summary>Ends the worker for good: asks it to, and kills it where that does not help.</summary>
    public Task<WorkerEnd> StopAsync() => EndAsync(worker => worker.TerminateAsync());

    /// <summary>Kills the worker, for good.</summary>
    public Task AbandonAsync() => EndAsync(async worker =>
    {
        await worker.KillAsync();
        return new WorkerEnd(await worker.Exited, Killed: true);
    });

    private static TaskCompletionSource<Worker> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the gate: a worker that is started after the end was asked for would run for ever.
    private Worker? Launch(WorkerStart start)
    {
        lock (gate)
            return stopping.IsCancellationRequested ? null : newest = new Worker(start, log);
    }

    private async Task<WorkerEnd> EndAsync(Func<Worker, Task<WorkerEnd>> end)
    {
        lock (gate)
            stopping.Cancel();

        var ended = await end(newest!);
        await keeping;
        return ended;
    }

    private async Task KeepAsync(WorkerStart start, Worker worker)
    {
        for (var failures = 0; failures < Tries;)
        {
            var code = await worker.Exited;
            if (current.Task.IsCompleted)
                current = NewSource();

            worker.Replaced.TrySetResult();
            if (!stopping.IsCancellationRequested)
                log.Host(LogLevel.Warning, $"The worker ended with {code} and is started again.");

            await Task.Delay(restartDelay, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Launch(start) is not { } next)
                break;

            worker = next;
            try
            {
                await worker.PrepareAsync();
                current.SetResult(worker);
                failures = 0;
            }
            catch (Exception failure) when (failure is InvalidOperationException or WorkerEndedException)
            {
                log.Host(LogLevel.Error, $"The worker could not be started again: {failure.Message}");
                await worker.KillAsync();
                failures++;
            }
        }

        current.TrySetException(new InvalidOperationException("There is no worker any more."));
        _ = current.Task.Exception;
    }
}
