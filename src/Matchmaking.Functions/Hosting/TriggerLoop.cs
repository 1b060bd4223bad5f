using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Stands in for the Functions host when the program runs on its own: asks the queues and the clock, and starts the same functions through
/// the same envelope and the same code. Keeps nothing in memory that a kill could lose.
/// </summary>
internal sealed partial class TriggerLoop(
    Switchboard switchboard,
    StoreOpener opener,
    TriggerInvoker invoker,
    PoisonReasons reasons,
    QueueSignals signals,
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
            await Task.WhenAll(switchboard.Triggers.Select(function => function switch
            {
                Function.Queue queue => RunQueueAsync(queue, store, stoppingToken),
                Function.Timer timer => RunTimerAsync(timer, stoppingToken),
                _ => throw new InvalidOperationException($"Function {function.Name} has no trigger that the loop knows."),
            }));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task RunQueueAsync(Function.Queue function, Store store, CancellationToken stopping)
    {
        using var pump = new QueuePump(
            function, store.Queue(function.QueueName), store.PoisonQueue(function.QueueName),
            invoker, reasons, signals, options.Value, time, logger);
        await pump.RunAsync(stopping, abort.Token);
    }

    private async Task RunTimerAsync(Function.Timer function, CancellationToken stopping)
    {
        await RunOnceAsync(function);
        await Task.Delay(options.Value.SettleTime, time, stopping);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(function.Minutes), time);
        do
        {
            await RunOnceAsync(function);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private Task<TriggerAnswer> RunOnceAsync(Function.Timer function) =>
        invoker.InvokeAsync(function, TriggerEnvelopeWriter.ForTimer(function.Name, time.GetUtcNow(), Guid.NewGuid()), abort.Token);

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
        [LoggerMessage(1031, LogLevel.Error, "Storage does not open; trying again")]
        public static partial void NoStorage(ILogger logger, Exception exception);
    }
}
