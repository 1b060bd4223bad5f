using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Functions.Hosting;

/// <summary>How the program's own trigger loop works; settings under <c>Triggers</c>. The Functions host has its own, in <c>host.json</c>.</summary>
internal sealed class TriggerLoopOptions
{
    /// <summary>Most messages of one queue in work at once. Default 8.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 8;

    /// <summary>Tries before a message is put aside as poison. Default 5, as in <c>host.json</c>.</summary>
    [Range(1, 100)]
    public int MaxDequeueCount { get; set; } = 5;

    /// <summary>
    /// How long a message stays hidden when the process that works on it dies. Renewed while the work goes on, so it bounds waiting, not
    /// work. Default 15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait after a first failure; doubles with each. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after a failure. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before asking an empty queue again; doubles while it stays empty. Default 50 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShortestPoll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait before asking an empty queue again. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// When timers run a second time after the start: what a process left that was killed just before it is too young for the first time
    /// where other processes may share the storage. Default 65 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(65);

    /// <summary>The wait after a message's n-th failure, n from 1; queues know whole seconds only, so it is rounded up.</summary>
    public TimeSpan RetryDelay(long failures)
    {
        var seconds = FirstRetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        return TimeSpan.FromSeconds(Math.Ceiling(Math.Min(seconds, LongestRetryDelay.TotalSeconds)));
    }
}
