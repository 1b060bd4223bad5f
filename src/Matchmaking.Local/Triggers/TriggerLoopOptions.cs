using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Local.Triggers;

/// <summary>What the loop has beside the host's rules (<see cref="QueueRules"/>); settings under <c>Triggers</c>.</summary>
internal sealed class TriggerLoopOptions : IValidatableObject
{
    /// <summary>
    /// How long a message stays hidden when the process that works on it dies. Renewed while the work goes on, so it bounds waiting, not
    /// work. The host hides for ten minutes, since another of its instances is at hand; here somebody waits. Default 15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// When timers run a second time after the start: what a process left that was killed just before it is too young for the first time
    /// where other processes may share the storage. Default 65 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(65);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease.Ticks % TimeSpan.TicksPerSecond != 0)
            yield return new($"Triggers:Lease is {Lease:c}; queues count in whole seconds.");
    }
}
