using Matchmaking.Field;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Record;

/// <summary>The row that rises with every change of the record, so that one read tells that nothing changed.</summary>
internal sealed record RecordHead(int Version);

/// <summary>One row of a change: what stood there, if anything, and what stands there now.</summary>
internal sealed record RecordRow<T>(string RowKey, Stored<T>? Old, T Next);

/// <summary>
/// What the secretariat has changed of the record of assistance: a partition of its own, one row for each changed line and one for each
/// participant whose held years were changed, with every earlier version beside it.
/// </summary>
internal sealed class RecordStore(Store store, Ledger.Ledger ledger, RecordMemory memory)
{
    /// <summary>The record as it stands. Storage: 1 read, and 2 range queries where something changed since this process read it last.</summary>
    public async Task<KnownRecord> LoadAsync(CancellationToken ct)
    {
        // The version is read first: rows that are newer than it are read again with the next one, rows that are older never stay.
        if (await store.States.GetAsync(Keys.Record, Keys.Record, ct) is not { } head)
        {
            return KnownRecord.Published;
        }

        if (memory.Find(head.ETag) is { } known)
        {
            return known;
        }

        var entries = await store.States.ListAsync<RecordEntry>(Keys.Record, Keys.EntryPrefix, ct);
        var held = await store.States.ListAsync<HeldEntry>(Keys.Record, Keys.HeldPrefix, ct);
        var changes = new RecordChanges([.. entries.Select(row => row.Value)], [.. held.Select(row => row.Value)]);
        return memory.Keep(new(head.ETag, changes, changes.To(AssistanceRecord.Published)));
    }

    /// <summary>What was made of a line; null where nothing was. Storage: 1 read.</summary>
    public Task<Stored<RecordEntry>?> FindAsync(RecordLine line, CancellationToken ct) =>
        store.States.FindAsync<RecordEntry>(Keys.Record, Keys.Entry(line), ct);

    /// <summary>What was made of the years held for a participant; null where nothing was. Storage: 1 read.</summary>
    public Task<Stored<HeldEntry>?> FindAsync(ParticipantId participant, RecordSide side, CancellationToken ct) =>
        store.States.FindAsync<HeldEntry>(Keys.Record, Keys.Held(participant, side), ct);

    /// <summary>
    /// Writes rows and keeps those before them, with the commit's audit, and asks for a round. False where somebody else changed the record meanwhile.
    /// Storage: 1 read, 1 transaction (the record's version, rows, history, audit, outbox), 1 send, 1 deletion.
    /// </summary>
    public async Task<bool> TryChangeAsync<T>(Commit audited, IReadOnlyList<RecordRow<T>> rows, Func<T, int> versionOf, CancellationToken ct)
    {
        var head = await store.States.FindAsync<RecordHead>(Keys.Record, Keys.Record, ct);
        var commit = head is null ? audited.Add(Keys.Record, new RecordHead(1)) : audited.Replace(head, new RecordHead(head.Value.Version + 1));
        foreach (var (rowKey, old, next) in rows)
        {
            commit = old is null ? commit.Add(rowKey, next) : commit.Replace(old, next).Add(Keys.History(rowKey, versionOf(old.Value)), old.Value);
        }

        commit.Send(Messages.DeclaredQueue, Messages.OfDeclared(Keys.Record, Keys.Record));
        return await ledger.SubmitAsync(commit, ct) is TransactionResult.Committed;
    }
}
