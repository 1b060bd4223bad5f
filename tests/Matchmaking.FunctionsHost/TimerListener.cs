using System.Text.Json;
using Matchmaking.FunctionsHost.Rpc;
using NCrontab;

namespace Matchmaking.FunctionsHost;

/// <summary>Has a function called whenever its schedule says so, in UTC.</summary>
internal sealed class TimerListener(Function function, string expression, Invoker invoker)
{
    private readonly CrontabSchedule schedule = Parse(expression);
    private DateTime last;

    /// <summary>Fires at its times until it is told to stop and what it had begun has ended.</summary>
    public async Task RunAsync(bool missed, CancellationToken stop)
    {
        if (missed || ((TimerTrigger)function.Trigger).RunOnStartup)
            await FireAsync(missed, stop);

        while (!stop.IsCancellationRequested)
        {
            var wait = schedule.GetNextOccurrence(DateTime.UtcNow) - DateTime.UtcNow;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
                await FireAsync(isPastDue: false, stop);
        }
    }

    /// <summary>Fires now.</summary>
    public async Task<Invocation> FireAsync(bool isPastDue, CancellationToken stop = default)
    {
        var now = DateTime.UtcNow;
        var next = schedule.GetNextOccurrence(now);

        // The real host keeps no account of schedules shorter than a minute.
        var status = schedule.GetNextOccurrence(next) - next < TimeSpan.FromMinutes(1)
            ? null
            : new { Last = last, Next = next, LastUpdated = last };
        last = now;
        var json = JsonSerializer.Serialize(new { Schedule = new { AdjustForDST = true }, ScheduleStatus = status, IsPastDue = isPastDue });
        return await invoker.InvokeAsync(function, new TypedData { Json = json }, [], stop);
    }

    private static CrontabSchedule Parse(string expression) =>
        CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = expression.Split(' ').Length == 6 });
}
