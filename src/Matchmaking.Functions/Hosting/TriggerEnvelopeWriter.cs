using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Writes the envelope that the Functions host would post, so that a function started by the program's own loop goes through the same code
/// with the same bytes.
/// </summary>
internal static class TriggerEnvelopeWriter
{
    private const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:sszzz";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions StringOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The envelope of a queue message.</summary>
    public static byte[] ForQueue(string functionName, ReceivedMessage message, DateTimeOffset now, Guid random) => Write(writer =>
    {
        writer.WriteStartObject("Data");
        writer.WriteString(TriggerEnvelope.MessageBinding, Encoded(message.MessageText));
        writer.WriteEndObject();
        writer.WriteStartObject("Metadata");
        foreach (var (name, write) in Metadata(functionName, message, now, random))
        {
            writer.WritePropertyName(name);
            write(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>The envelope of a timer that has no history to tell.</summary>
    public static byte[] ForTimer(string functionName, DateTimeOffset now, Guid random) => Write(writer =>
    {
        writer.WriteStartObject("Data");
        writer.WriteStartObject(TriggerEnvelope.TimerBinding);
        writer.WriteStartObject("Schedule");
        writer.WriteBoolean("AdjustForDST", true);
        writer.WriteEndObject();
        writer.WriteNull("ScheduleStatus");
        writer.WriteBoolean("IsPastDue", false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("Metadata");
        writer.WritePropertyName("sys");
        WriteSys(writer, functionName, now, random);
        writer.WriteEndObject();
    });

    // As on the host, the message's own members join the metadata and replace what is there under any spelling of the name.
    private static OrderedDictionary<string, Action<Utf8JsonWriter>> Metadata(
        string functionName, ReceivedMessage message, DateTimeOffset now, Guid random)
    {
        var metadata = new OrderedDictionary<string, Action<Utf8JsonWriter>>(StringComparer.OrdinalIgnoreCase)
        {
            ["DequeueCount"] = writer => writer.WriteStringValue(message.DequeueCount.ToString(CultureInfo.InvariantCulture)),
            ["ExpirationTime"] = writer => writer.WriteStringValue(Time(message.ExpiresOn)),
            ["Id"] = writer => writer.WriteStringValue(Encoded(message.MessageId)),
            ["InsertionTime"] = writer => writer.WriteStringValue(Time(message.InsertedOn)),
            ["NextVisibleTime"] = writer => writer.WriteStringValue(Time(message.NextVisibleOn)),
            ["PopReceipt"] = writer => writer.WriteStringValue(Encoded(message.PopReceipt)),
            ["sys"] = writer => WriteSys(writer, functionName, now, random),
        };
        foreach (var (name, value) in Members(message.MessageText))
        {
            metadata[name] = writer => WriteMember(writer, value);
        }

        return metadata;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is not { ValueKind: JsonValueKind.Object } root
                ? []
                : [.. root.EnumerateObject()
                    .Where(member => member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
                    .Select(member => (member.Name, member.Value.Clone()))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                value.WriteTo(writer);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Encoded(value.GetString()!));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteStringValue(Encoded(value.GetBoolean() ? "True" : "False"));
                break;
            default:
                writer.WriteStringValue(Encoded(value.GetRawText()));
                break;
        }
    }

    private static void WriteSys(Utf8JsonWriter writer, string functionName, DateTimeOffset now, Guid random)
    {
        writer.WriteStartObject();
        writer.WriteString("MethodName", functionName);
        writer.WriteString("UtcNow", now.UtcDateTime);
        writer.WriteString("RandGuid", random);
        writer.WriteEndObject();
    }

    private static string Encoded(string text) => JsonSerializer.Serialize(text, StringOptions);

    private static string Time(DateTimeOffset time) => time.ToString(WholeSeconds, CultureInfo.InvariantCulture);

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
