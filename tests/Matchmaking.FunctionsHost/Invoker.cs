using System.Diagnostics;
using Matchmaking.FunctionsHost.Rpc;
using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>Has functions called and keeps the book of how that went.</summary>
internal sealed class Invoker(Workers workers, HostLog log, HostSettings settings)
{
    /// <summary>Has a function called by the next worker that is ready and waits for its end.</summary>
    public async Task<Invocation> InvokeAsync(
        Function function, TypedData input, IEnumerable<KeyValuePair<string, TypedData>> metadata, CancellationToken cancellation = default)
    {
        var worker = await workers.ReadyAsync(cancellation);
        return await InvokeAsync(worker, log.Begin(function.Name), function, input, metadata, traceParent: null, cancellation);
    }

    /// <summary>Has a function called by this worker and waits for its end. What goes wrong is in the answer, nothing is thrown.</summary>
    public async Task<Invocation> InvokeAsync(
        Worker worker,
        Invocation invocation,
        Function function,
        TypedData input,
        IEnumerable<KeyValuePair<string, TypedData>> metadata,
        string? traceParent,
        CancellationToken cancellation)
    {
        var request = new InvocationRequest
        {
            InvocationId = invocation.Id,
            FunctionId = function.Id,
            InputData = { new ParameterBinding { Name = function.Parameter, Data = input } },
            TraceContext = new RpcTraceContext { TraceParent = traceParent ?? NewTrace() },
        };
        foreach (var (name, value) in metadata)
            request.TriggerMetadata[name] = value;

        try
        {
            var answer = worker.InvokeAsync(request);
            await using var cancelling = cancellation.Register(() => worker.Cancel(invocation.Id));
            End(invocation, await answer.WaitAsync(settings.FunctionTimeout, CancellationToken.None));
        }
        catch (TimeoutException)
        {
            // The real host gives up the worker too: nothing else would end the function.
            invocation.End(Outcome.Failed, $"The function's time of {settings.FunctionTimeout} is over.");
            _ = worker.TerminateAsync();
        }
        catch (WorkerEndedException ended)
        {
            invocation.End(Outcome.Failed, ended.Message);
        }

        if (invocation.Outcome == Outcome.Failed)
            log.Host(LogLevel.Error, $"{invocation.Function} failed: {invocation.Error}", invocation.Id);

        return invocation;
    }

    private static void End(Invocation invocation, StatusResult result) => invocation.End(
        result.Status switch
        {
            StatusResult.Types.Status.Success => Outcome.Succeeded,
            StatusResult.Types.Status.Cancelled => Outcome.Cancelled,
            _ => Outcome.Failed,
        },
        result.Exception is { } exception ? $"{exception.Message} {exception.StackTrace}".TrimEnd() : null);

    private static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
}
