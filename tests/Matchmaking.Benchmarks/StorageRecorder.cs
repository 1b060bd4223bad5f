using System.Diagnostics.Metrics;
using Matchmaking.Storage;

namespace Matchmaking.Benchmarks;

/// <summary>One call to storage, as the meter <c>storage.transactions</c> tells it.</summary>
internal sealed record StorageCall(string Operation, string Kind, string Name);

/// <summary>Writes down every call to storage in this process.</summary>
internal sealed class StorageRecorder : IDisposable
{
    private readonly List<StorageCall> _calls = [];
    private readonly MeterListener _listener = new();

    public StorageRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StorageTelemetry.Name && instrument.Name == "storage.transactions")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            string Tag(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            {
                foreach (var (key, value) in tags)
                {
                    if (key == name)
                    {
                        return value?.ToString() ?? "";
                    }
                }

                return "";
            }

            var call = new StorageCall(Tag("operation", tags), Tag("kind", tags), Tag("name", tags));
            lock (_calls)
            {
                _calls.Add(call);
            }
        });
        _listener.Start();
    }

    public IReadOnlyList<StorageCall> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        lock (_calls)
        {
            _calls.Clear();
        }
    }

    /// <summary>Waits until nothing but looking into empty queues has been called for half a second.</summary>
    public async Task<IReadOnlyList<StorageCall>> QuietAsync()
    {
        var (before, since) = (-1, System.Diagnostics.Stopwatch.GetTimestamp());
        while (System.Diagnostics.Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(0.5))
        {
            await Task.Delay(20);
            var calls = Calls.Count(call => call.Operation != "receive");
            if (calls != before)
            {
                (before, since) = (calls, System.Diagnostics.Stopwatch.GetTimestamp());
            }
        }

        return Calls;
    }

    public void Dispose() => _listener.Dispose();
}
