using System.Security.Cryptography;
using System.Text;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Ledger;

/// <summary>An idempotency key as it came with a request.</summary>
/// <param name="RowKey">Row key of its entry.</param>
/// <param name="RequestHash">SHA-256 of method, path, query and body, hexadecimal.</param>
internal sealed record IdempotencyKey(string RowKey, string RequestHash);

/// <summary>What an idempotency key stands for: the request that came with it and what it created.</summary>
/// <param name="RequestHash">As in <see cref="IdempotencyKey"/>.</param>
/// <param name="RowKey">Row key of what was created.</param>
internal sealed record IdempotencyEntry(string RequestHash, string RowKey);

/// <summary>
/// The header <c>Idempotency-Key</c>: a POST that is sent again with the same key and body answers with what the first
/// one created; with another body it is refused. The entry is a row of the same transaction as what it created.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 100;

    /// <summary>The key of a request, or null where none was sent. A key is the caller's own: two callers may use the same.</summary>
    /// <exception cref="Refused">Not 1 to 100 visible ASCII characters, or sent twice.</exception>
    public static IdempotencyKey? Read(HttpRequest request, byte[] body, Actor actor)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is not [{ Length: > 0 and <= MaxLength } key] || !key.All(c => c is > ' ' and < '\x7f'))
        {
            throw new Refused(ErrorCatalogue.InvalidIdempotencyKey);
        }

        // What is asked for counts, not the body alone: the same file may be sent to two addresses.
        var asked = Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n");
        return new IdempotencyKey(Keys.Idempotency(Hash(Encoding.UTF8.GetBytes($"{actor.Id}|{key}"))), Hash([.. asked, .. body]));
    }

    /// <summary>What an earlier request with this key created; null where there was none. One point read.</summary>
    /// <exception cref="Refused">It asked for something else (422).</exception>
    public static async Task<IdempotencyEntry?> FindAsync(Store store, ParticipantId owner, IdempotencyKey? key, CancellationToken ct)
    {
        if (key is null || await store.States.FindAsync<IdempotencyEntry>(owner.Value, key.RowKey, ct) is not { Value: var entry })
        {
            return null;
        }

        return entry.RequestHash == key.RequestHash ? entry : throw new Refused(ErrorCatalogue.IdempotencyKeyReused);
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
