namespace Matchmaking.Storage.Embedded;

/// <summary>Sends a message.</summary>
internal sealed class SendChange(string queue, byte[] text, long insertedTicks, long visibleTicks) : Change<bool>
{
    internal override JournalRecord Stage(Staging staging) =>
        staging.HasQueue(queue)
            ? new MessageSent(queue, staging.NextSequence(), insertedTicks, visibleTicks, text)
            : throw StorageNotFoundException.Of("queue", queue);
}

/// <summary>Deletes a message if its receipt still holds; answers whether it did.</summary>
internal sealed class DeleteMessageChange(string queue, long id, long receipt) : Change<bool>
{
    internal override JournalRecord? Stage(Staging staging)
    {
        Answer = staging.TryDelete(queue, id, receipt);
        return Answer ? new MessageDeleted(queue, id) : null;
    }
}

/// <summary>Writes down a receipt that has already taken effect in memory.</summary>
internal sealed class HideChange(MessageHidden hidden) : Change
{
    internal override JournalRecord Stage(Staging staging) => hidden;

    internal override void Apply(StoreState state, JournalRecord record)
    {
    }

    internal override void Complete()
    {
    }

    internal override void Fail(Exception reason)
    {
    }
}

/// <summary>Creates a table unless it exists.</summary>
internal sealed class CreateTableChange(string table) : Change<bool>
{
    internal override JournalRecord? Stage(Staging staging)
    {
        if (staging.HasTable(table))
            return null;

        staging.AddTable(table);
        return new TableCreated(table);
    }
}

/// <summary>Creates a queue unless it exists.</summary>
internal sealed class CreateQueueChange(string queue) : Change<bool>
{
    internal override JournalRecord? Stage(Staging staging)
    {
        if (staging.HasQueue(queue))
            return null;

        staging.AddQueue(queue);
        return new QueueCreated(queue);
    }
}
