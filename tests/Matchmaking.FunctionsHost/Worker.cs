using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Matchmaking.FunctionsHost.Rpc;
using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>One life of the worker: its process, from start to end, and the stream between it and the host.</summary>
internal sealed class Worker
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WorkerStart start;
    private readonly HostLog log;
    private readonly Process process;
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource<int> exited = NewSource<int>();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerInitResponse> initialised = NewSource<WorkerInitResponse>();
    private readonly TaskCompletionSource<FunctionMetadataResponse> described = NewSource<FunctionMetadataResponse>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> loading = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> running = new();
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private bool killed;

    public Worker(WorkerStart start, HostLog log)
    {
        this.start = start;
        this.log = log;
        Http = new HttpMessageInvoker(new ProxyHandler(this));
        process = new Process { StartInfo = start.Command(Id), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => log.Output(line.Data);
        process.ErrorDataReceived += (_, line) => log.Output(line.Data);
        process.Exited += (_, _) => End();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    public int ProcessId => process.Id;

    /// <summary>From the process's start until every function was loaded.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The functions, in order of their names.</summary>
    public IReadOnlyList<Function> Functions { get; private set; } = [];

    /// <summary>Where it takes proxied requests.</summary>
    public string HttpUri { get; private set; } = "";

    /// <summary>What takes them there.</summary>
    public HttpMessageInvoker Http { get; }

    /// <summary>The exit code, when the process has ended.</summary>
    public Task<int> Exited => exited.Task;

    /// <summary>Whether it takes no more calls: it ended, or was asked to.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Completes when another worker, or none, stands in its place.</summary>
    public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says to the started process all that must be said before the first call.</summary>
    public async Task PrepareAsync()
    {
        await UnlessExitedAsync(started.Task);

        Send(new() { WorkerInitRequest = new() { HostVersion = "4.1037.0.0", WorkerDirectory = start.Folder, FunctionAppDirectory = start.Folder } });
        await UnlessExitedAsync(initialised.Task);
        var init = await initialised.Task;
        Check(init.Result, "The worker could not be initialised");
        HttpUri = init.Capabilities.TryGetValue("HttpUri", out var uri)
            ? uri
            : throw new InvalidOperationException("The worker does not take proxied requests: it has no ASP.NET Core integration.");

        Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = start.Folder } });
        await UnlessExitedAsync(described.Task);
        var description = await described.Task;
        Check(description.Result, "The worker could not describe its functions");
        Functions = [.. description.FunctionMetadataResults.Select(metadata => new Function(metadata)).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];

        foreach (var function in Functions)
            loading[function.Id] = NewSource<StatusResult>();

        foreach (var function in Functions)
            Send(new() { FunctionLoadRequest = function.LoadRequest() });

        foreach (var function in Functions)
        {
            await UnlessExitedAsync(loading[function.Id].Task);
            Check(await loading[function.Id].Task, $"The function {function.Name} could not be loaded");
        }

        StartTime = Stopwatch.GetElapsedTime(began);
    }

    /// <summary>The host's end of the stream, until the worker closes it.</summary>
    public async Task ConverseAsync(IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> answers, CancellationToken aborted)
    {
        var writing = WriteAsync(answers, aborted);
        started.TrySetResult();
        try
        {
            await foreach (var message in incoming.ReadAllAsync(aborted))
                Take(message);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // It was killed.
        }

        outgoing.Writer.TryComplete();
        await writing;
    }

    /// <summary>Has a function called and gives what the worker says of it; throws when the worker ends first.</summary>
    public async Task<StatusResult> InvokeAsync(InvocationRequest request)
    {
        var answer = running[request.InvocationId] = NewSource<StatusResult>();
        if (exited.Task.IsCompleted)
            throw new WorkerEndedException(exited.Task.Result);

        Send(new() { InvocationRequest = request });
        return await answer.Task;
    }

    /// <summary>Tells the worker that nobody waits for a call any more.</summary>
    public void Cancel(string invocation)
    {
        if (running.ContainsKey(invocation))
            Send(new() { InvocationCancel = new() { InvocationId = invocation } });
    }

    /// <summary>Ends it at once, with no chance to tidy up (SIGKILL).</summary>
    public async Task KillAsync()
    {
        IsLeaving = true;
        killed = true;
        if (!exited.Task.IsCompleted)
            process.Kill();

        await exited.Task;
    }

    /// <summary>Asks it to end and kills it after 5 s; says how it ended.</summary>
    public async Task<WorkerEnd> TerminateAsync()
    {
        IsLeaving = true;
        Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(Grace) } });
        if (await Task.WhenAny(exited.Task, Task.Delay(Grace)) != exited.Task)
            await KillAsync();

        return new WorkerEnd(await exited.Task, killed);
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Check(StatusResult? result, string sentence)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
            throw new InvalidOperationException($"{sentence}: {result.Exception?.Message} {result.Exception?.StackTrace}");
    }

    private void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> answers, CancellationToken aborted)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(aborted))
                await answers.WriteAsync(message, aborted);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It ended, and who waits for it learns that from its process.
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                initialised.TrySetResult(message.WorkerInitResponse);
                break;
            case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                described.TrySetResult(message.FunctionMetadataResponse);
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                loading[message.FunctionLoadResponse.FunctionId].TrySetResult(message.FunctionLoadResponse.Result);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (running.TryRemove(message.InvocationResponse.InvocationId, out var answer))
                    answer.TrySetResult(message.InvocationResponse.Result);

                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                var line = message.RpcLog;
                log.Add(new LogLine((LogLevel)line.Level, line.Category, line.Message, Text(line.Exception), line.InvocationId));
                break;
        }
    }

    private static string? Text(Rpc.RpcException? exception) => exception is null ? null : $"{exception.Message} {exception.StackTrace}".TrimEnd();

    private async Task UnlessExitedAsync(Task task)
    {
        if (await Task.WhenAny(task, exited.Task) != task)
            throw new WorkerEndedException(exited.Task.Result);

        await task;
    }

    private void End()
    {
        IsLeaving = true;
        exited.TrySetResult(process.ExitCode);
        outgoing.Writer.TryComplete();
        foreach (var (_, answer) in running)
            answer.TrySetException(new WorkerEndedException(process.ExitCode));
    }
}

/// <summary>How a worker ended.</summary>
/// <param name="ExitCode">What its process ended with.</param>
/// <param name="Killed">Whether the host had to kill it.</param>
public sealed record WorkerEnd(int ExitCode, bool Killed);

/// <summary>The worker's process ended while something was awaited from it.</summary>
internal sealed class WorkerEndedException(int exitCode) : Exception($"The worker ended with {exitCode}.");
