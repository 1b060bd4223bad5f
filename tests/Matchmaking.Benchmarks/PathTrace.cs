using System.Diagnostics;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Benchmarks;

/// <summary>Where the time from an acknowledgement to a visible proposal goes, in milliseconds.</summary>
/// <param name="Storage">While at least one of the path's storage calls was under way.</param>
/// <param name="Waking">From a message that was sent to the call that received it.</param>
/// <param name="Service">Between calls otherwise: reading, matching, writing proposals.</param>
/// <param name="Client">From the transaction that wrote the proposal until the client had seen it.</param>
internal sealed record PathParts(double Storage, double Waking, double Service, double Client)
{
    public IEnumerable<string> Texts => new[] { Storage, Waking, Service, Client }.Select(part => Report.Text(part, "0.0"));

    public static PathParts Median(IReadOnlyList<PathParts> all) =>
        new(all.Select(p => p.Storage).Median(), all.Select(p => p.Waking).Median(), all.Select(p => p.Service).Median(), all.Select(p => p.Client).Median());
}

/// <summary>Listens to the service's own spans: the storage calls of its functions and queues, not those of requests.</summary>
internal sealed class PathTrace : IDisposable
{
    private readonly List<Activity> _calls = [];
    private readonly ActivityListener _listener;

    public PathTrace()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is StorageTelemetry.Name or Telemetry.ServiceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = call =>
            {
                if (call.Source.Name == StorageTelemetry.Name && (call.OperationName.StartsWith("queue", StringComparison.Ordinal) || call.Parent is { Source.Name: Telemetry.ServiceName }))
                {
                    lock (_calls)
                    {
                        _calls.Add(call);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Splits the time between two moments, and begins anew.</summary>
    public PathParts PartsOf(DateTime acknowledged, DateTime seen)
    {
        List<Activity> calls;
        lock (_calls)
        {
            calls = [.. _calls.Where(call => call.StartTimeUtc + call.Duration > acknowledged).OrderBy(call => call.StartTimeUtc)];
            _calls.Clear();
        }

        var written = calls.Last(call => IsIt(call, "table submit", "states") && call.StartTimeUtc + call.Duration < seen);
        var (at, storage, waking, service) = (acknowledged, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        foreach (var call in calls.TakeWhile(call => call != written).Append(written))
        {
            if (call.StartTimeUtc > at)
            {
                var isReceipt = call.OperationName == "queue receive";
                (waking, service) = isReceipt ? (waking + (call.StartTimeUtc - at), service) : (waking, service + (call.StartTimeUtc - at));
                at = call.StartTimeUtc;
            }

            if (call.StartTimeUtc + call.Duration is var end && end > at)
            {
                (storage, at) = (storage + (end - at), end);
            }
        }

        return new(storage.TotalMilliseconds, waking.TotalMilliseconds, service.TotalMilliseconds, (seen - at).TotalMilliseconds);
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsIt(Activity call, string operation, string name) =>
        call.OperationName == operation && call.GetTagItem("storage.name") as string == name;
}
