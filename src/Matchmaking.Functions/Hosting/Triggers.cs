using System.Diagnostics;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Runs what is behind a queue or the clock: the same whether the Functions host called or the loop of a service on its own. Returning means
/// done; throwing means try again, up to <c>maxDequeueCount</c> times, then poison.
/// </summary>
internal sealed partial class Triggers(IServiceProvider services, PoisonReasons reasons, TimeProvider time, ILogger<Triggers> logger)
{
    /// <summary>Hands a queue's message to its function, which may be called twice or late with the same one: it must not matter.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="queue">The queue, without a test's prefix.</param>
    /// <param name="text">The message.</param>
    /// <param name="run">What runs, with the services of this one invocation.</param>
    /// <param name="stopping">Ends when the process gives up waiting; correctness must not rest on it.</param>
    public async Task RunAsync(
        string function, string queue, string text, Func<IServiceProvider, string, CancellationToken, Task> run, CancellationToken stopping)
    {
        try
        {
            await RunAsync(function, Message.TraceOf(text), scope => run(scope, text, stopping), stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            await reasons.RememberAsync(queue, text, exception, stopping);
            throw;
        }

        await reasons.ForgetAsync(queue, text, stopping);
    }

    /// <summary>Runs a function that the clock woke.</summary>
    public Task RunAsync(string function, Func<IServiceProvider, CancellationToken, Task> run, CancellationToken stopping) =>
        RunAsync(function, trace: null, scope => run(scope, stopping), stopping);

    private async Task RunAsync(string function, ActivityContext? trace, Func<IServiceProvider, Task> run, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        using var activity = Start(function, trace);
        try
        {
            await services.GetRequiredService<StoreOpener>().OpenAsync(stopping);
            await using var scope = services.CreateAsyncScope();
            await run(scope.ServiceProvider);
            Log.Done(logger, function, time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            var code = CodedException.CodeOf(exception);
            activity?.SetStatus(ActivityStatusCode.Error, code);
            Log.Failed(logger, exception, function, code, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    // The message's trace is the parent; the delivery, a trace of its own, is linked.
    private static Activity? Start(string function, ActivityContext? trace)
    {
        var delivery = Activity.Current?.Context;
        return trace is { } parent
            ? Telemetry.Source.StartActivity(function, ActivityKind.Consumer, parent, links: delivery is { } link ? [new ActivityLink(link)] : null)
            : Telemetry.Source.StartActivity(function, ActivityKind.Consumer);
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Function} done in {Milliseconds:F1} ms")]
        public static partial void Done(ILogger logger, string function, double milliseconds);

        [LoggerMessage(1002, LogLevel.Error, "{Function} failed with {Code} after {Milliseconds:F1} ms")]
        public static partial void Failed(ILogger logger, Exception exception, string function, string code, double milliseconds);
    }
}
