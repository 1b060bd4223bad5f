namespace Matchmaking.FunctionsHost;

/// <summary>What a test decides about the host, beside the package that it starts.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>
    /// The app's settings, which host and worker get as variables of their environment: <c>AzureWebJobsStorage</c>,
    /// <c>AzureFunctionsJobHost__extensions__queues__visibilityTimeout</c>, <c>AzureWebJobs.tick.Disabled</c>; null takes a variable away.
    /// </summary>
    public IDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A timer's schedule in place of its own, by the function's name: an attribute's cannot be set, and tests do not wait for the hour.</summary>
    public IDictionary<string, string> Schedules { get; init; } = new Dictionary<string, string>();

    /// <summary>The port of 127.0.0.1 that outsiders reach; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// How long the host waits before it starts an ended worker again: none by default. The real one takes 2 to 11 seconds.
    /// </summary>
    public TimeSpan RestartDelay { get; init; }

    /// <summary>Whether each timer was due while no host ran: it is then fired once at start, with <c>IsPastDue</c>. False by default.</summary>
    public bool TimersWereMissed { get; init; }
}
