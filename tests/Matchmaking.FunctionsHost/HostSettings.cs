using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Matchmaking.FunctionsHost;

/// <summary>What host.json says, where no app setting says otherwise, and the app settings themselves.</summary>
internal sealed partial class HostSettings
{
    private const string Override = "AzureFunctionsJobHost__";

    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly IConfiguration hostJson;

    public HostSettings(string folder, IReadOnlyDictionary<string, string> environment)
    {
        this.environment = environment;
        hostJson = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "host.json"), optional: true)
            .AddInMemoryCollection(environment
                .Where(setting => setting.Key.StartsWith(Override, StringComparison.OrdinalIgnoreCase))
                .Select(setting => KeyValuePair.Create(setting.Key[Override.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
            .Build();
        BatchSize = Queues("batchSize", 16);
        NewBatchThreshold = Queues("newBatchThreshold", BatchSize / 2);
        MaxDequeueCount = Queues("maxDequeueCount", 5);
    }

    public string RoutePrefix => hostJson["extensions:http:routePrefix"] ?? "api";

    public TimeSpan FunctionTimeout => hostJson["functionTimeout"] == "-1" ? Timeout.InfiniteTimeSpan : Time("functionTimeout", TimeSpan.FromMinutes(30));

    public int BatchSize { get; }

    public int NewBatchThreshold { get; }

    public int MaxDequeueCount { get; }

    public TimeSpan VisibilityTimeout => Time("extensions:queues:visibilityTimeout", TimeSpan.Zero);

    public TimeSpan MaxPollingInterval => Time("extensions:queues:maxPollingInterval", TimeSpan.FromMinutes(1));

    public bool MessagesAreBase64 => !"none".Equals(hostJson["extensions:queues:messageEncoding"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A name in an attribute, with settings in place of what stands between percent signs.</summary>
    public string Resolve(string text) => Reference().Replace(text, match => environment.TryGetValue(match.Groups[1].Value, out var value)
        ? value
        : throw new InvalidOperationException($"The app has no setting {match.Groups[1].Value}, which {text} refers to."));

    /// <summary>The connection string that a trigger names, or null.</summary>
    public string? Connection(string? name) =>
        environment.GetValueOrDefault("AzureWebJobs" + (name ?? "Storage")) ?? environment.GetValueOrDefault(name ?? "");

    /// <summary>Whether the app's settings turn a function off.</summary>
    public bool Disables(string function) => ((string[])[$"AzureWebJobs.{function}.Disabled", $"AzureWebJobs__{function}__Disabled"])
        .Any(name => environment.GetValueOrDefault(name) is "1" or "true" or "True");

    private int Queues(string name, int otherwise) =>
        hostJson["extensions:queues:" + name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private TimeSpan Time(string name, TimeSpan otherwise) =>
        hostJson[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
