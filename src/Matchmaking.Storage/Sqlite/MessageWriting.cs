using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>What the writer does to messages, and to the list of tables and queues.</summary>
internal sealed class MessageWriting(SqliteConnection connection, Tally tally) : IDisposable
{
    private readonly Statement _name = new(connection, "INSERT INTO names VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    private readonly Statement _send = new(connection, "INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    private readonly Statement _visible = new(connection, $"SELECT {StoredMessage.Columns} FROM messages WHERE queue = $1 AND visible <= $2 ORDER BY visible, id LIMIT $3");
    private readonly Statement _find = new(connection, $"SELECT {StoredMessage.Columns} FROM messages WHERE id = $1 AND queue = $2");
    private readonly Statement _hide = new(connection, "UPDATE messages SET receipt = $1, visible = $2, dequeues = $3, checksum = $4 WHERE id = $5");
    private readonly Statement _delete = new(connection, "DELETE FROM messages WHERE id = $1");
    private readonly Statement _received = new(connection, $"SELECT {StoredMessage.Columns}, queue FROM messages WHERE dequeues > 0 AND visible > $1");

    internal bool Create(string kind, string name)
    {
        var checksum = Checksum.OfName(kind, name);
        if (_name.Execute(kind, name, checksum) == 0)
            return false;

        tally.Add(checksum);
        return true;
    }

    internal bool Send(string queue, byte[] text, long now, long visible)
    {
        var message = new StoredMessage(tally.NewNumber(), 0, visible, 0, now, text);
        var checksum = Checksum.OfMessage(queue, message);
        _send.Execute(message.Id, queue, message.Receipt, message.Visible, message.Dequeues, message.Inserted, text, checksum);
        tally.Add(checksum);
        return true;
    }

    internal ReceivedMessage[] Receive(string queue, int maxMessages, long now, long visible) =>
        [.. All(_visible, queue, now, maxMessages).Select(found => Hide(queue, found.Message, tally.NewNumber(), visible, found.Message.Dequeues + 1))];

    internal ReceivedMessage? Extend(string queue, ReceivedMessage received, long visible) =>
        Find(queue, received) is { } message ? Hide(queue, message, tally.NewNumber(), visible, message.Dequeues) : null;

    internal bool Delete(string queue, ReceivedMessage received)
    {
        if (Find(queue, received) is not { } message)
            return false;

        Delete(queue, message);
        return true;
    }

    internal bool Clear(string queue)
    {
        foreach (var (message, _) in All(_visible, queue, long.MaxValue, int.MaxValue))
            Delete(queue, message);

        return true;
    }

    /// <summary>Shows what somebody had received who is no more. Delayed messages stay hidden, and counts stay as they are.</summary>
    internal void ShowReceived(long now)
    {
        foreach (var (message, queue) in All(_received, now))
            Hide(queue, message, message.Receipt, now, message.Dequeues);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_name, _send, _visible, _find, _hide, _delete, _received])
            statement.Dispose();
    }

    private static List<(StoredMessage Message, string Queue)> All(Statement statement, params ReadOnlySpan<object> values)
    {
        var found = new List<(StoredMessage, string)>();
        using var reader = statement.Read(values);
        while (reader.Read())
        {
            var queue = reader.FieldCount > 7 ? reader.GetString(7) : (string)values[0];
            found.Add((StoredMessage.Read(reader, queue), queue));
        }

        return found;
    }

    private StoredMessage? Find(string queue, ReceivedMessage received)
    {
        if (!long.TryParse(received.MessageId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(received.PopReceipt, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var receipt))
            return null;

        using var reader = _find.Read(id, queue);
        return reader.Read() && StoredMessage.Read(reader, queue) is var message && message.Receipt == receipt ? message : null;
    }

    private ReceivedMessage Hide(string queue, StoredMessage message, long receipt, long visible, long dequeues)
    {
        var hidden = message with { Receipt = receipt, Visible = visible, Dequeues = dequeues };
        var checksum = Checksum.OfMessage(queue, hidden);
        _hide.Execute(receipt, visible, dequeues, checksum, message.Id);
        tally.Remove(Checksum.OfMessage(queue, message));
        tally.Add(checksum);
        return hidden.ToReceived(withReceipt: true);
    }

    private void Delete(string queue, StoredMessage message)
    {
        _delete.Execute(message.Id);
        tally.Remove(Checksum.OfMessage(queue, message));
    }
}
