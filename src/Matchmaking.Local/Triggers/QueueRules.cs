using System.Globalization;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Local.Triggers;

/// <summary>
/// How queues are worked off, from <c>extensions.queues</c> of <c>host.json</c>, with the host's own defaults and its own way to override them
/// (<c>AzureFunctionsJobHost__extensions__queues__…</c>): so both ways of running behave alike
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings).
/// </summary>
/// <param name="BatchSize">Messages received at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The next batch is received once no more than so many messages are in work.</param>
/// <param name="MaxDequeueCount">Tries before a message is put aside as poison.</param>
/// <param name="VisibilityTimeout">Wait after a failure, whole seconds.</param>
/// <param name="MaxPollingInterval">Longest wait before an empty queue is asked again.</param>
internal sealed record QueueRules(int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval)
{
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    /// <summary>Reads them from the <c>host.json</c> in a folder.</summary>
    /// <exception cref="StartException">The file is missing or no JSON, or a value is none that the host would take.</exception>
    public static QueueRules Read(string directory)
    {
        try
        {
            return Read(new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(directory, "host.json"), optional: false, reloadOnChange: false)
                .AddEnvironmentVariables(OverridePrefix)
                .Build());
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidDataException)
        {
            throw new StartException($"host.json beside the program cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads them from settings.</summary>
    /// <exception cref="StartException">A value is none that the host would take.</exception>
    public static QueueRules Read(IConfiguration host)
    {
        var queues = host.GetSection("extensions:queues");
        var batchSize = Number(queues, "batchSize", fallback: 16, least: 1, most: 32);
        return new(
            batchSize,
            Number(queues, "newBatchThreshold", fallback: batchSize / 2, least: 0, most: 1000),
            Number(queues, "maxDequeueCount", fallback: 5, least: 1, most: 1000),
            Span(queues, "visibilityTimeout", TimeSpan.Zero, TimeSpan.FromDays(7)),
            Span(queues, "maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)));
    }

    private static int Number(IConfigurationSection queues, string name, int fallback, int least, int most) => queues[name] switch
    {
        null => fallback,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw Refused(name, text, $"a whole number from {least} to {most}"),
    };

    private static TimeSpan Span(IConfigurationSection queues, string name, TimeSpan fallback, TimeSpan most) => queues[name] switch
    {
        null => fallback,
        var text when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span)
            && span >= TimeSpan.Zero && span <= most && (name != "visibilityTimeout" || span.Ticks % TimeSpan.TicksPerSecond == 0) => span,
        var text => throw Refused(name, text, $"hh:mm:ss, at most {most:c}, in whole seconds"),
    };

    private static StartException Refused(string name, string given, string expected) =>
        new($"extensions.queues.{name} of host.json (or {OverridePrefix}extensions__queues__{name}) is \"{given}\"; expected is {expected}.");
}
