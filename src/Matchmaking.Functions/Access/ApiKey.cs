using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Functions.Access;

/// <summary>An API key as it is kept: what it may do, and a hash of its secret. The secret itself is shown once and kept nowhere.</summary>
/// <param name="Id">The public part of the key; stands in the audit.</param>
/// <param name="SecretHash">SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so a slow hash would add nothing.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Participant">The State or organisation that it acts for or comes from.</param>
/// <param name="Label">What the operator called it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked; null while it works.</param>
internal sealed record ApiKey(
    string Id,
    string SecretHash,
    Role Role,
    ParticipantId? Participant,
    string Label,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt)
{
    private const string Prefix = "mm_";
    private const int IdLength = 16;

    public Actor Actor => new(Id, Role, Participant);

    /// <summary>A new key and its text, <c>mm_</c> + 16 hexadecimal digits + <c>_</c> + 43 characters of base64url.</summary>
    public static (ApiKey Key, string Text) Create(Role role, ParticipantId? participant, string label, DateTimeOffset at)
    {
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new ApiKey(id, Hash(secret), role, participant, label, at, null), $"{Prefix}{id}_{secret}");
    }

    /// <summary>The id and secret of a key's text; false where it has another shape.</summary>
    public static bool TrySplit(string text, out string id, out string secret)
    {
        var isKey = text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length is > 24 and < 200
            && text[Prefix.Length + IdLength] == '_'
            && text.Skip(Prefix.Length).Take(IdLength).All(char.IsAsciiHexDigitLower);
        (id, secret) = isKey ? (text.Substring(Prefix.Length, IdLength), text[(Prefix.Length + IdLength + 1)..]) : ("", "");
        return isKey;
    }

    public bool HasSecret(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(Hash(secret)));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
