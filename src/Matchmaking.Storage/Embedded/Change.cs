namespace Matchmaking.Storage.Embedded;

/// <summary>
/// A write on its way through the writer thread: checked in commit order and recorded, then applied and answered once durable.
/// </summary>
internal abstract class Change
{
    /// <summary>Decides what happens, given all that was staged before; null if nothing is to be written.</summary>
    internal abstract JournalRecord? Stage(Staging staging);

    /// <summary>Makes the record visible, under the state's lock.</summary>
    internal virtual void Apply(StoreState state, JournalRecord record) => record.ApplyTo(state);

    internal abstract void Complete();

    internal abstract void Fail(Exception reason);
}

/// <summary>A write with an answer that somebody waits for.</summary>
internal abstract class Change<T> : Change
{
    // The writer thread must not run the continuations of those who wait.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<T> Done => _done.Task;

    /// <summary>What to answer once everything it rests on is durable.</summary>
    protected T? Answer { get; set; }

    internal override void Complete() => _done.TrySetResult(Answer!);

    internal override void Fail(Exception reason) => _done.TrySetException(reason);
}
