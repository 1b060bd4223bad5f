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
    private readonly List<RowChange> _actions = [];
    private readonly List<OutboxRow> _outbox = [];

    public string Partition => partition;

    public DateTimeOffset At => at;

    public IReadOnlyList<RowChange> Actions => _actions;

    public IReadOnlyList<OutboxRow> Outbox => _outbox;

    public Commit Add<T>(string rowKey, T value)
    {
        _actions.Add(RowChange.Add(Documents.ToEntity(partition, rowKey, value)));
        return this;
    }

    public Commit Replace<T>(Stored<T> old, T value)
    {
        _actions.Add(RowChange.Replace(Documents.ToEntity(partition, old.RowKey, value), old.ETag));
        return this;
    }

    public Commit Upsert<T>(string rowKey, T value)
    {
        _actions.Add(RowChange.Upsert(Documents.ToEntity(partition, rowKey, value)));
        return this;
    }

    /// <summary>Deletes a row, whatever it holds; a conflict if it is not there.</summary>
    public Commit Delete(string rowKey)
    {
        _actions.Add(RowChange.Delete(partition, rowKey, "*"));
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
        _outbox.Add(new(partition, rowKey, outgoing));
        return Add(rowKey, outgoing);
    }
}
