using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Matchmaking.Storage.Tests;

/// <summary>The operations that the meter counts in this test's own flow, in order.</summary>
public sealed class CountedTransactions : IDisposable
{
    private static readonly AsyncLocal<CountedTransactions?> Current = new();

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _all = [];

    public CountedTransactions(string name)
    {
        Current.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "storage.transactions", Meter.Name: StorageTelemetry.Name })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var found = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (Current.Value == this && found["name"] as string == name)
                _all.Enqueue((string)found["operation"]! + (found.ContainsKey("retry") ? " again" : ""));
        });
        _listener.Start();
    }

    public IReadOnlyList<string> All => [.. _all];

    public void Dispose() => _listener.Dispose();
}
