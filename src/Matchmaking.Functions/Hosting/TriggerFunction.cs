namespace Matchmaking.Functions.Hosting;

/// <summary>What a trigger hands to its function.</summary>
/// <param name="MessageText">The queue message's text; null for a timer.</param>
internal sealed record TriggerInvocation(string? MessageText);

/// <summary>
/// A function behind a queue or a timer. Returning means done; throwing means try again, up to five times, then poison.
/// May be called twice or late with the same message: it must not matter.
/// </summary>
/// <param name="services">The services of this one invocation.</param>
/// <param name="invocation">What the trigger handed over.</param>
/// <param name="cancellationToken">Ends when the process gives up waiting; correctness must not rest on it.</param>
internal delegate Task TriggerFunction(IServiceProvider services, TriggerInvocation invocation, CancellationToken cancellationToken);
