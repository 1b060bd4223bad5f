using System.Collections.Concurrent;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>A clock that stands, and whose timers fire at once and leave behind how long they were asked to wait.</summary>
internal sealed class RecordedTime(DateTimeOffset now) : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
