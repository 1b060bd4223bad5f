namespace Matchmaking.Local.Triggers;

/// <summary>Waiting for the moments that the host tells by a token.</summary>
internal static class CancellationTokenWaiting
{
    /// <summary>Completes when <paramref name="moment"/> has come.</summary>
    /// <exception cref="OperationCanceledException">The wait itself was cancelled.</exception>
    public static async Task WaitAsync(this CancellationToken moment, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = moment.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), reached);
        await reached.Task.WaitAsync(cancellationToken);
    }
}
