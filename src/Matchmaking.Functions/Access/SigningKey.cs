using System.Security.Cryptography;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Access;

/// <summary>The key that signs answer links.</summary>
/// <param name="Bytes">32 random bytes.</param>
internal sealed record SigningKeyRow(byte[] Bytes);

/// <summary>
/// The key that signs answer links: made once, kept in table <c>access</c> beside the hashes of the API keys, so that
/// every instance reads the same links. Deleting the row makes all links sent so far worthless; that is the way to do so.
/// </summary>
internal sealed class SigningKey(Store store)
{
    private const string Partition = "secrets";
    private const string Row = "answer-links";

    /// <summary>The key. One point read; one write the first time ever.</summary>
    public async Task<byte[]> GetAsync(CancellationToken ct)
    {
        if (await store.Access.FindAsync<SigningKeyRow>(Partition, Row, ct) is { } present)
        {
            return present.Value.Bytes;
        }

        var made = new SigningKeyRow(RandomNumberGenerator.GetBytes(32));
        // Two instances may make one at once: whoever wrote first is right.
        await store.Access.SubmitAsync([RowChange.Add(Documents.ToRow(Partition, Row, made))], ct);
        return (await store.Access.FindAsync<SigningKeyRow>(Partition, Row, ct))!.Value.Bytes;
    }
}
