using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Mail;

/// <summary>The question that a link asks.</summary>
public enum AnswerQuestion
{
    /// <summary>The affected State: do you want this meeting?</summary>
    State,

    /// <summary>A partner: will you come?</summary>
    Partner,
}

/// <summary>What a link stands for: one person, one question, one mail, until a moment.</summary>
/// <param name="State">The affected State.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Participant">For whom the person answers: the State itself or a partner.</param>
/// <param name="ContactId">The person.</param>
/// <param name="NoticeId">The mail that carried the link; its links share one id and work once together.</param>
/// <param name="Offered">The answer that the link stood beside (marked on the page, never given by it); null for none.</param>
/// <param name="Expires">The last second at which it works, in Unix seconds.</param>
public sealed record AnswerClaim(
    [property: JsonPropertyName("s")] ParticipantId State,
    [property: JsonPropertyName("p")] string ProposalId,
    [property: JsonPropertyName("q")] AnswerQuestion Question,
    [property: JsonPropertyName("a")] ParticipantId Participant,
    [property: JsonPropertyName("c")] string ContactId,
    [property: JsonPropertyName("n")] string NoticeId,
    [property: JsonPropertyName("o")] OfferedAnswer? Offered,
    [property: JsonPropertyName("e")] long Expires)
{
    /// <summary>The version of the form; another one is not read.</summary>
    [JsonPropertyName("v")]
    public int Version { get; init; } = AnswerLink.Version;

    /// <summary>
    /// The id under which "used" is recorded: the same for every link of one mail whatever answer stands beside it,
    /// another one for another mail, person, proposal or question.
    /// </summary>
    [JsonIgnore]
    public string LinkId => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Offered = null, Expires = 0 }, Json.Options)).AsSpan(0, 16));
}

/// <summary>The answer that stands beside a link in a mail.</summary>
public enum OfferedAnswer
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>Later; offered to partners only.</summary>
    Later,
}

/// <summary>What came of reading a link.</summary>
public abstract record AnswerLinkReading
{
    private AnswerLinkReading()
    {
    }

    /// <summary>Made by this service and still good.</summary>
    public sealed record Valid(AnswerClaim Claim) : AnswerLinkReading;

    /// <summary>Made by this service, but its time is over.</summary>
    public sealed record Expired(AnswerClaim Claim) : AnswerLinkReading;

    /// <summary>Not made by this service, or damaged on the way.</summary>
    public sealed record Forged : AnswerLinkReading;
}

/// <summary>
/// The token of an answer link: <c>base64url(claim as JSON).base64url(HMAC-SHA256 over the claim's bytes)</c>.
/// Signed, not secret: it holds ids only.
/// </summary>
public static class AnswerLink
{
    /// <summary>The version of the form that is written and read.</summary>
    public const int Version = 1;

    /// <summary>The fewest bytes that a key may have.</summary>
    public const int MinKeyBytes = 32;

    private const int MaxTokenLength = 2048;

    /// <summary>Writes the token of a claim.</summary>
    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinKeyBytes"/>.</exception>
    public static string Sign(AnswerClaim claim, ReadOnlySpan<byte> key)
    {
        RequireKey(key);
        var payload = JsonSerializer.SerializeToUtf8Bytes(claim, Json.Options);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, payload))}";
    }

    /// <summary>Reads a token. The signature is compared in constant time and before anything in the token is believed.</summary>
    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinKeyBytes"/>.</exception>
    public static AnswerLinkReading Read(string? token, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        RequireKey(key);
        if (token is not { Length: > 0 and <= MaxTokenLength } || token.Split('.') is not [var claimText, var signatureText])
            return new AnswerLinkReading.Forged();

        if (Decode(claimText) is not { } payload || Decode(signatureText) is not { } signature)
            return new AnswerLinkReading.Forged();

        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signature))
            return new AnswerLinkReading.Forged();

        return ReadClaim(payload) switch
        {
            null => new AnswerLinkReading.Forged(),
            var claim when now.ToUnixTimeSeconds() > claim.Expires => new AnswerLinkReading.Expired(claim),
            var claim => new AnswerLinkReading.Valid(claim),
        };
    }

    // Signed by our key but in another form: a link from another release. It is treated as damaged, not as an error.
    private static AnswerClaim? ReadClaim(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize<AnswerClaim>(payload, Json.Options) is { Version: Version } claim ? claim : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyBytes)
            throw new ArgumentException($"A key of answer links has {MinKeyBytes} bytes or more.", nameof(key));
    }
}
