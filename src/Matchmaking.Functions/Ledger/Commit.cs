using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Ledger;

/// <summary>A message to be sent once the change that it tells of is committed.</summary>
internal sealed record OutboxMessage(string Queue, string Text, DateTimeOffset NotBefore);

/// <summary>
/// One change to one partition: its rows, its audit and its outgoing messages, committed together or not at all.
/// </summary>
internal sealed class Commit(string partition, Actor actor, DateTimeOffset at)
{
    private readonly List<RowChange> _changes = [];
    private readonly List<(string RowKey, OutboxMessage Message)> _outbox = [];

    public string Partition => partition;

    public IReadOnlyList<RowChange> Changes => _changes;

    public IReadOnlyList<(string RowKey, OutboxMessage Message)> Outbox => _outbox;

    public Commit Add<T>(string rowKey, T value)
    {
        _changes.Add(RowChange.Add(Documents.ToRow(partition, rowKey, value)));
        return this;
    }

    public Commit Replace<T>(Stored<T> old, T value)
    {
        _changes.Add(RowChange.Replace(Documents.ToRow(partition, old.RowKey, value), old.ETag));
        return this;
    }

    public Commit Upsert<T>(string rowKey, T value)
    {
        _changes.Add(RowChange.Upsert(Documents.ToRow(partition, rowKey, value)));
        return this;
    }

    /// <summary>Deletes a row, whatever it holds; a conflict if it is not there.</summary>
    public Commit Delete(string rowKey)
    {
        _changes.Add(RowChange.Delete(partition, rowKey, "*"));
        return this;
    }

    public Commit Audit(string action, string subject, int? version = null, string? reason = null)
    {
        var entry = new AuditEntry(at, actor.Id, actor.Role, actor.Participant, action, subject, version, reason);
        return Add(Keys.Audit(at, Keys.NewId(at)), entry);
    }

    public Commit Send(string queue, Message message, TimeSpan delay = default)
    {
        var (rowKey, outgoing) = (Keys.Outbox(Keys.NewId(at)), new OutboxMessage(queue, message.Write(), at + delay));
        _outbox.Add((rowKey, outgoing));
        return Add(rowKey, outgoing);
    }
}
