namespace Matchmaking.Functions.Hosting;

/// <summary>A function of the app, as its <c>function.json</c> describes it to the Functions host.</summary>
/// <param name="Name">Its name, which is its folder's name and, for triggers, the path the host posts to.</param>
internal abstract record Function(string Name)
{
    /// <summary>The name of the setting that says where the queues are.</summary>
    public const string Connection = "AzureWebJobsStorage";

    /// <summary>Requests under a route, passed through unchanged.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Route">The host's route.</param>
    internal sealed record Http(string Name, string Route) : Function(Name);

    /// <summary>A function that the Functions host calls by posting an envelope to <c>/</c> + name.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Run">What runs.</param>
    internal abstract record Trigger(string Name, TriggerFunction Run) : Function(Name);

    /// <summary>Messages of a queue.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="QueueName">The queue, without a test's prefix.</param>
    /// <param name="Run">What runs.</param>
    internal sealed record Queue(string Name, string QueueName, TriggerFunction Run) : Trigger(Name, Run);

    /// <summary>The clock.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Minutes">Every so many minutes, a divisor of 60.</param>
    /// <param name="Run">What runs.</param>
    internal sealed record Timer(string Name, int Minutes, TriggerFunction Run) : Trigger(Name, Run)
    {
        /// <summary>The schedule as <c>function.json</c> says it (six-field NCRONTAB, seconds first).</summary>
        public string Schedule => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"0 */{Minutes} * * * *");
    }
}
