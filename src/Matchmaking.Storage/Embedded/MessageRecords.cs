namespace Matchmaking.Storage.Embedded;

/// <summary>A message was sent.</summary>
internal sealed record MessageSent(string Queue, long Id, long InsertedTicks, long VisibleTicks, byte[] Text) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(MessageSentKind);
        writer.Text(Queue);
        writer.Count(Id);
        writer.Count(InsertedTicks);
        writer.Count(VisibleTicks);
        writer.Bytes(Text);
    }

    internal override void ApplyTo(StoreState state)
    {
        state.Sequence = Math.Max(state.Sequence, Id);
        state.Queue(Queue).Add(new StoredMessage(Id, InsertedTicks, Text) { VisibleTicks = VisibleTicks });
    }
}

/// <summary>
/// A message was received, or its hiding changed. A running store applies it at once and only passes it on to be written:
/// nobody waits for it, since losing it does no more than show the message again, which delivery "at least once" allows.
/// It is written all the same, so that a message whose handling kills the process is counted and ends among the poison.
/// </summary>
internal sealed record MessageHidden(string Queue, long Id, long VisibleTicks, long Receipt, int DequeueCount) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(MessageHiddenKind);
        writer.Text(Queue);
        writer.Count(Id);
        writer.Count(VisibleTicks);
        writer.Count(Receipt);
        writer.Count(DequeueCount);
    }

    // The message may be gone: its deletion can be written before the receipt that preceded it.
    internal override void ApplyTo(StoreState state)
    {
        var queue = state.Queue(Queue);
        if (queue.Find(Id) is { } message)
            queue.Hide(message, VisibleTicks, Receipt, DequeueCount);
    }
}

/// <summary>A message was deleted.</summary>
internal sealed record MessageDeleted(string Queue, long Id) : JournalRecord
{
    internal override void Write(RecordWriter writer)
    {
        writer.Byte(MessageDeletedKind);
        writer.Text(Queue);
        writer.Count(Id);
    }

    internal override void ApplyTo(StoreState state) => state.Queue(Queue).Remove(Id);
}
