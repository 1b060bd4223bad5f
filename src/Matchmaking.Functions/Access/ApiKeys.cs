using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Access;

/// <summary>The API keys in table <c>access</c>, partition <c>keys</c>: one row each.</summary>
internal sealed class ApiKeys(Store store, TimeProvider time)
{
    private const string Partition = "keys";

    /// <summary>Makes a key and returns its text, which nobody can show again. One storage transaction.</summary>
    public async Task<(ApiKey Key, string Text)> CreateAsync(Role role, ParticipantId? participant, string label, CancellationToken ct = default)
    {
        var (key, text) = ApiKey.Create(role, participant, label, time.GetUtcNow());
        await store.Access.SubmitAsync([RowChange.Add(Documents.ToRow(Partition, key.Id, key))], ct);
        return (key, text);
    }

    /// <summary>The key of this text, or the error to answer with. One storage transaction: a revoked key stops at once.</summary>
    public async Task<(ApiKey? Key, Errors.Error? Error)> FindAsync(string text, CancellationToken ct)
    {
        if (!ApiKey.TrySplit(text, out var id, out var secret)
            || await store.Access.FindAsync<ApiKey>(Partition, id, ct) is not { Value: var key }
            || !key.HasSecret(secret))
        {
            return (null, Errors.ErrorCatalogue.UnknownKey);
        }

        return key.RevokedAt is null ? (key, null) : (null, Errors.ErrorCatalogue.RevokedKey);
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct = default)
    {
        List<ApiKey> keys = [];
        await foreach (var entity in store.Access.QueryAsync(Partition, cancellationToken: ct))
        {
            keys.Add(Documents.Read<ApiKey>(entity).Value);
        }

        return keys;
    }

    /// <summary>Revokes a key; false where there is none of this id. Revoking twice keeps the first time.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken ct = default)
    {
        while (await store.Access.FindAsync<ApiKey>(Partition, id, ct) is { } stored)
        {
            var revoked = stored.Value with { RevokedAt = stored.Value.RevokedAt ?? time.GetUtcNow() };
            var row = Documents.ToRow(Partition, id, revoked);
            if (await store.Access.SubmitAsync([RowChange.Replace(row, stored.ETag)], ct)
                is TransactionResult.Committed)
            {
                return true;
            }
        }

        return false;
    }
}
