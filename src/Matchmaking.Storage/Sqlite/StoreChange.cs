namespace Matchmaking.Storage.Sqlite;

/// <summary>One piece of work for the writer, and whoever waits for it.</summary>
internal abstract class StoreChange
{
    /// <summary>Whether it must be on the disk before it is acknowledged.</summary>
    internal abstract bool IsDurable { get; }

    /// <summary>Does it, within a commit under way; done again if that commit fails.</summary>
    internal abstract void Apply(RowWriting rows, MessageWriting messages);

    internal abstract void Complete();

    internal abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class StoreChange<T>(Func<RowWriting, MessageWriting, T> apply, bool durable) : StoreChange
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    internal Task<T> Done => _done.Task;

    internal override bool IsDurable => durable;

    internal override void Apply(RowWriting rows, MessageWriting messages) => _result = apply(rows, messages);

    internal override void Complete() => _done.SetResult(_result);

    internal override void Fail(Exception exception) => _done.SetException(exception);
}
