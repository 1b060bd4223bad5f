using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Matchmaking.Storage;

/// <summary>
/// What storage tells of its work. The meter and the activity source are both named <see cref="Name"/>.
/// </summary>
/// <remarks>
/// Counter <c>storage.transactions</c>: one for each call that is one request to the service, or would be with Azure; tags
/// <c>operation</c> (create, get, query, submit, scan, send, receive, update, delete, peek, count), <c>kind</c> (table or queue) and
/// <c>name</c>. Both engines count alike; a request that Azure needed again after a fault counts again, with the tag <c>retry</c>.
/// </remarks>
public static class StorageTelemetry
{
    /// <summary>The name to listen to.</summary>
    public const string Name = "Matchmaking.Storage";

    internal const string Table = "table";
    internal const string Queue = "queue";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> Transactions = Meter.CreateCounter<long>(
        "storage.transactions",
        "{transaction}",
        "Requests to storage, or what would be one.");

    internal static Activity? Start(string kind, string operation, string name)
    {
        Transactions.Add(1, new("operation", operation), new("kind", kind), new("name", name));
        if (!Source.HasListeners())
            return null;

        return Source.StartActivity($"{kind} {operation}", ActivityKind.Client)?
            .SetTag("storage.kind", kind).SetTag("storage.operation", operation).SetTag("storage.name", name);
    }

    internal static void Retried(string kind, string operation, string name) =>
        Transactions.Add(1, new("operation", operation), new("kind", kind), new("name", name), new("retry", true));
}
