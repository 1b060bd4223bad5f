using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Reads the envelope in which the Functions host posts a trigger. Only <c>Data.message</c> counts: <c>Metadata</c> can be overwritten by the
/// message's own members, so nothing is ever decided on it.
/// </summary>
internal static class TriggerEnvelope
{
    /// <summary>The binding's name in every queue function's <c>function.json</c>.</summary>
    public const string MessageBinding = "message";

    /// <summary>The binding's name in every timer function's <c>function.json</c>.</summary>
    public const string TimerBinding = "timer";

    /// <summary>The binding's name in every HTTP function's <c>function.json</c>.</summary>
    public const string RequestBinding = "req";

    /// <summary>
    /// The most bytes an envelope may have: 48 KiB of text, escaped twice and repeated in <c>Metadata</c>, stay well below.
    /// </summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads what a function is to be given.</summary>
    /// <exception cref="TriggerEnvelopeException">No envelope, or one without a message.</exception>
    public static TriggerInvocation Read(Function.Trigger function, ReadOnlyMemory<byte> envelope)
    {
        // A timer's content is ignored: what is due is known from storage.
        if (function is Function.Timer)
        {
            return new TriggerInvocation(MessageText: null);
        }

        try
        {
            using var document = JsonDocument.Parse(envelope);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("Data", out var data) && data.ValueKind is JsonValueKind.Object
                && data.TryGetProperty(MessageBinding, out var value) && TextOf(value) is { } text
                    ? new TriggerInvocation(text)
                    : throw new TriggerEnvelopeException("The envelope holds no Data.message.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The parser's own exception may quote the message, so it goes no further.
            throw new TriggerEnvelopeException("The envelope is not JSON that can be read.");
        }
    }

    // The host encodes a string twice; a host that did so once, passed an object, or sent bytes as base64 is understood too.
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static string TextOf(string once) => AsJsonString(once) ?? AsBase64Object(once) ?? once;

    private static string? AsJsonString(string text)
    {
        if (text.Length < 2 || text[0] != '"')
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.String ? document.RootElement.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Every message of ours is a JSON object, so only base64 of one is taken for base64: a plain word is never misread.
    private static string? AsBase64Object(string text)
    {
        if (text.Length == 0 || text[0] == '{' || !Base64.IsValid(text))
        {
            return null;
        }

        try
        {
            var bytes = Convert.FromBase64String(text);
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind is JsonValueKind.Object ? StrictUtf8.GetString(bytes) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>A trigger was called with something that is no envelope.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class TriggerEnvelopeException(string message) : CodedException("envelope_unreadable", message);
