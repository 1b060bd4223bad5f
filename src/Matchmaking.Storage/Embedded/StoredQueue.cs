namespace Matchmaking.Storage.Embedded;

/// <summary>A message as it is kept. <see cref="Receipt"/> counts receipts and updates: it is the pop receipt.</summary>
internal sealed class StoredMessage(long id, long insertedTicks, byte[] text)
{
    internal readonly long Id = id;
    internal readonly long InsertedTicks = insertedTicks;
    internal readonly byte[] Text = text;

    internal long VisibleTicks { get; set; }

    internal long Receipt { get; set; }

    internal int DequeueCount { get; set; }

    internal long Size => Text.Length + 40;
}

/// <summary>A queue in memory: its messages by id, and in the order in which they show.</summary>
internal sealed class StoredQueue
{
    private static readonly Comparer<StoredMessage> ByVisibility = Comparer<StoredMessage>.Create((a, b) =>
        a.VisibleTicks != b.VisibleTicks ? a.VisibleTicks.CompareTo(b.VisibleTicks) : a.Id.CompareTo(b.Id));

    private readonly Dictionary<long, StoredMessage> _byId = [];
    private readonly SortedSet<StoredMessage> _byVisibility = new(ByVisibility);

    internal long Bytes { get; private set; }

    internal int Count => _byId.Count;

    internal IEnumerable<StoredMessage> Messages => _byVisibility;

    internal StoredMessage? Find(long id) => _byId.GetValueOrDefault(id);

    internal void Add(StoredMessage message)
    {
        _byId.Add(message.Id, message);
        _byVisibility.Add(message);
        Bytes += message.Size;
    }

    internal void Remove(long id)
    {
        if (!_byId.Remove(id, out var message))
            return;

        _byVisibility.Remove(message);
        Bytes -= message.Size;
    }

    internal void Hide(StoredMessage message, long visibleTicks, long receipt, int dequeueCount)
    {
        _byVisibility.Remove(message);
        message.VisibleTicks = visibleTicks;
        message.Receipt = receipt;
        message.DequeueCount = dequeueCount;
        _byVisibility.Add(message);
    }

    internal List<StoredMessage> Visible(long nowTicks, int max)
    {
        var visible = new List<StoredMessage>(Math.Min(max, _byId.Count));
        foreach (var message in _byVisibility)
        {
            if (visible.Count == max || message.VisibleTicks > nowTicks)
                break;

            visible.Add(message);
        }

        return visible;
    }
}
