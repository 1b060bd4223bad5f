using System.Diagnostics;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>Runs a trigger's function from its envelope: the one way in, whether the Functions host called or the program's own loop.</summary>
internal sealed partial class TriggerInvoker(
    IServiceProvider services,
    PoisonReasons reasons,
    TimeProvider time,
    ILogger<TriggerInvoker> logger)
{
    /// <summary>Runs the function and says how it went; a failure is an answer, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The work was given up because the process stops; it counts neither way.</exception>
    public async Task<TriggerAnswer> InvokeAsync(Function.Trigger function, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string? text = null;
        try
        {
            var invocation = TriggerEnvelope.Read(function, envelope);
            text = invocation.MessageText;
            using var activity = Start(function, text);
            try
            {
                await using var scope = services.CreateAsyncScope();
                await function.Run(scope.ServiceProvider, invocation, cancellationToken);
            }
            catch (Exception exception)
            {
                activity?.SetStatus(ActivityStatusCode.Error, CodedException.CodeOf(exception));
                throw;
            }

            Log.Done(logger, function.Name, time.GetElapsedTime(started).TotalMilliseconds);
            if (function is Function.Queue queue && text is not null)
            {
                await reasons.ForgetAsync(queue.QueueName, text, cancellationToken);
            }

            return TriggerAnswer.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, function.Name, CodedException.CodeOf(exception), time.GetElapsedTime(started).TotalMilliseconds);
            if (function is Function.Queue queue && text is not null)
            {
                await reasons.RememberAsync(queue.QueueName, text, exception, cancellationToken);
            }

            return TriggerAnswer.Failure(function.Name, CodedException.CodeOf(exception));
        }
    }

    // The message's trace is the parent; the request by which the host delivered it, a trace of its own, is linked.
    private static Activity? Start(Function.Trigger function, string? text)
    {
        var delivery = Activity.Current?.Context;
        return text is not null && Message.TraceOf(text) is { } parent
            ? Telemetry.Source.StartActivity(function.Name, ActivityKind.Consumer, parent, links: delivery is { } link ? [new ActivityLink(link)] : null)
            : Telemetry.Source.StartActivity(function.Name, ActivityKind.Consumer);
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Function} done in {Milliseconds:F1} ms")]
        public static partial void Done(ILogger logger, string function, double milliseconds);

        [LoggerMessage(1002, LogLevel.Error, "{Function} failed with {Code} after {Milliseconds:F1} ms")]
        public static partial void Failed(ILogger logger, Exception exception, string function, string code, double milliseconds);
    }
}
