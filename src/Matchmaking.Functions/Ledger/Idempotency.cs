using System.Security.Cryptography;
using System.Text;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Ledger;

/// <summary>What an idempotency key stands for: the body that came with it and what it created.</summary>
/// <param name="BodyHash">SHA-256 of the body, hexadecimal.</param>
/// <param name="RowKey">Row key of what was created.</param>
internal sealed record IdempotencyEntry(string BodyHash, string RowKey);

/// <summary>
/// The header <c>Idempotency-Key</c>: a POST that is sent again with the same key and body answers with what the first
/// one created; with another body it is refused. The entry is a row of the same transaction as what it created.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 100;

    /// <summary>
    /// Row key for this caller's key, or null where none was sent. A key is the caller's own: two callers may use the same.
    /// </summary>
    /// <exception cref="Refused">Not 1 to 100 visible ASCII characters, or sent twice.</exception>
    public static string? RowKey(HttpRequest request, Actor actor)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        return values is [{ Length: > 0 and <= MaxLength } key] && key.All(c => c is > ' ' and < '\x7f')
            ? Keys.Idempotency(Hash($"{actor.Id}|{key}"))
            : throw new Refused(ErrorCatalogue.InvalidIdempotencyKey);
    }

    /// <summary>What an earlier request with this key created; null where there was none. One point read.</summary>
    /// <exception cref="Refused">It came with another body (422).</exception>
    public static async Task<IdempotencyEntry?> FindAsync(Store store, ParticipantId owner, string? rowKey, byte[] body, CancellationToken ct)
    {
        if (rowKey is null || await store.States.FindAsync<IdempotencyEntry>(owner.Value, rowKey, ct) is not { Value: var entry })
        {
            return null;
        }

        return entry.BodyHash == Hash(body) ? entry : throw new Refused(ErrorCatalogue.IdempotencyKeyReused);
    }

    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
