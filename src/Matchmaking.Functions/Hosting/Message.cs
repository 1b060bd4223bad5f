using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// A queue message: a name, a version and keys. It carries no state: who receives it reads the state by these keys, so that a message
/// that comes twice or late does no harm. Written as <c>{"n":name,"v":version,"d":{keys},"t":trace}</c>.
/// </summary>
/// <param name="Name">What it is about, snake case.</param>
/// <param name="Version">The version of its keys' meaning, from 1.</param>
/// <param name="Keys">The keys of what to read; never contacts or free text.</param>
/// <param name="TraceParent">The W3C <c>traceparent</c> of the work that sent it, if that was traced.</param>
internal sealed record Message(
    [property: JsonPropertyName("n"), JsonRequired] string Name,
    [property: JsonPropertyName("v"), JsonRequired] int Version,
    [property: JsonPropertyName("d"), JsonRequired] IReadOnlyDictionary<string, string> Keys,
    [property: JsonPropertyName("t")] string? TraceParent = null)
{
    /// <summary>A key's value.</summary>
    /// <exception cref="MessageRefusedException">The message has no such key.</exception>
    public string this[string key] => Keys.TryGetValue(key, out var value)
        ? value
        : throw new MessageRefusedException("message_key_missing", $"Message {Name} version {Version} has no key \"{key}\".");

    /// <summary>A message that continues the current trace.</summary>
    public static Message Of(string name, int version, IReadOnlyDictionary<string, string> keys) =>
        new(name, version, keys, Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null);

    /// <summary>Reads a message of one of the kinds that the caller knows.</summary>
    /// <exception cref="MessageRefusedException">It is not JSON of this shape, or of a name or version that the caller does not know.</exception>
    public static Message Read(string text, params ReadOnlySpan<(string Name, int Version)> known)
    {
        var message = Parse(text);
        foreach (var kind in known)
        {
            if (kind == (message.Name, message.Version))
            {
                return message;
            }
        }

        throw new MessageRefusedException("message_unknown", $"No function here knows message \"{message.Name}\" version {message.Version}.");
    }

    /// <summary>The trace that a message continues; null if it says none or cannot be read.</summary>
    public static ActivityContext? TraceOf(string text)
    {
        try
        {
            return ActivityContext.TryParse(Parse(text).TraceParent, traceState: null, isRemote: true, out var context) ? context : null;
        }
        catch (MessageRefusedException)
        {
            return null;
        }
    }

    /// <summary>The message as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, MessageJson.Strict.Message);

    private static Message Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MessageJson.Strict.Message)
                ?? throw new MessageRefusedException("message_unreadable", "The message is the JSON literal null.");
        }
        catch (JsonException)
        {
            // The parser's own exception quotes the text, which may be anybody's, so it goes no further.
            throw new MessageRefusedException("message_unreadable", "The message is not JSON of the shape {\"n\",\"v\",\"d\",\"t\"}.");
        }
    }
}

/// <summary>A message that nobody here can act upon; trying again will not help, so it ends as poison, where an operator sees it.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What is wrong.</param>
internal sealed class MessageRefusedException(string code, string message) : CodedException(code, message);

/// <summary>Messages are ours alone, so unknown and repeated members are refused rather than overlooked.</summary>
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>The serializer.</summary>
    public static MessageJson Strict { get; } = new(new JsonSerializerOptions
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
