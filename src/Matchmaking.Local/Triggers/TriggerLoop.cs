using Matchmaking.Functions.Hosting;
using Microsoft.Extensions.Options;
using NCrontab;

namespace Matchmaking.Local.Triggers;

/// <summary>
/// Stands in for the Functions host when the program runs on its own: asks the queues and the clock, and calls the same methods. Keeps nothing
/// in memory that a kill could lose.
/// </summary>
internal sealed partial class TriggerLoop(
    IServiceProvider services,
    StoreOpener opener,
    PoisonReasons reasons,
    QueueSignals signals,
    QueueRules rules,
    IOptions<TriggerLoopOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TriggerLoop> logger) : BackgroundService
{
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource abort = new();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What runs may finish for as long as the shutdown lasts.
        await using var giveUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), abort);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        abort.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // No work before the port is known to be ours: a second copy of the program must not take messages and then fail to start.
            await lifetime.ApplicationStarted.WaitAsync(stoppingToken);
            var store = await OpenAsync(stoppingToken);
            // Only now: reading attributes loads much that a start can do without.
            var functions = services.GetRequiredService<FunctionTriggers>();
            await Task.WhenAll(functions.All.Select(function => function switch
            {
                QueueFunction queue => RunQueueAsync(queue, store, stoppingToken),
                TimerFunction timer => RunTimerAsync(timer, stoppingToken),
                _ => throw new InvalidOperationException($"Function {function.Name} has no trigger that the loop knows."),
            }));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task RunQueueAsync(QueueFunction function, Store store, CancellationToken stopping)
    {
        using var pump = new QueuePump(function, store, services, reasons, signals, rules, options.Value.Lease, time, logger);
        await pump.RunAsync(stopping, abort.Token);
    }

    // As on the host, a tick that was missed is made up for at the start.
    private async Task RunTimerAsync(TimerFunction function, CancellationToken stopping)
    {
        await RunOnceAsync(function);
        await Task.Delay(options.Value.SettleTime, time, stopping);
        var schedule = CrontabSchedule.Parse(function.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        while (true)
        {
            await RunOnceAsync(function);
            var now = time.GetUtcNow().UtcDateTime;
            await Task.Delay(schedule.GetNextOccurrence(now) - now, time, stopping);
        }
    }

    // The next tick tries again; what failed is in the log.
    private async Task RunOnceAsync(TimerFunction function)
    {
        try
        {
            await function.RunAsync(services, abort.Token);
        }
        catch (Exception exception) when (!abort.IsCancellationRequested)
        {
            Log.TickFailed(logger, function.Name, exception.GetType().Name);
        }
    }

    private async Task<Store> OpenAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await opener.OpenAsync(stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                Log.NoStorage(logger, exception);
                await Task.Delay(StorageRetry, time, stopping);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1024, LogLevel.Warning, "{Function} failed ({Error}) and runs again at its next time")]
        public static partial void TickFailed(ILogger logger, string function, string error);

        [LoggerMessage(1031, LogLevel.Error, "Storage does not open; trying again")]
        public static partial void NoStorage(ILogger logger, Exception exception);
    }
}

/// <summary>Puts the loop together.</summary>
internal static class TriggerLoopServices
{
    /// <summary>Adds the loop over the service's functions, with the rules of the <c>host.json</c> beside the program.</summary>
    public static IServiceCollection AddTriggerLoop(this IServiceCollection services)
    {
        services.AddOptions<TriggerLoopOptions>().BindConfiguration("Triggers").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(_ => FunctionTriggers.Of<Functions.Functions>())
            .AddSingleton(_ => QueueRules.Read(AppContext.BaseDirectory))
            .AddHostedService<TriggerLoop>();
    }
}
