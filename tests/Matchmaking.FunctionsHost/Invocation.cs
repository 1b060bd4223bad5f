namespace Matchmaking.FunctionsHost;

/// <summary>How a call of a function ended, or that it has not.</summary>
public enum Outcome
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>The function returned.</summary>
    Succeeded,

    /// <summary>The function threw, took too long, or its worker ended.</summary>
    Failed,

    /// <summary>The function gave up because it was asked to.</summary>
    Cancelled,
}

/// <summary>One call of a function by the host.</summary>
/// <param name="id">The id that both sides know it by, and that a proxied request carries.</param>
/// <param name="function">The function's name.</param>
public sealed class Invocation(string id, string function)
{
    private readonly TaskCompletionSource<Invocation> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The id that both sides know it by, and that a proxied request carries.</summary>
    public string Id => id;

    /// <summary>The function's name.</summary>
    public string Function => function;

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>Why it did not succeed: the exception's text, or what the host says.</summary>
    public string? Error { get; private set; }

    /// <summary>Completes with this call when it has ended, however it ended.</summary>
    public Task<Invocation> Ended => ended.Task;

    /// <inheritdoc/>
    public override string ToString() => $"{Function} {Outcome} {Error}";

    internal void End(Outcome outcome, string? error = null)
    {
        (Outcome, Error) = (outcome, error);
        ended.TrySetResult(this);
    }
}
