using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure;

namespace Matchmaking.Storage.Azure;

/// <summary>Messages as the queue service writes them: XML around base64 (https://learn.microsoft.com/rest/api/storageservices/get-messages).</summary>
internal static class QueueXml
{
    internal static byte[] Write(byte[] text) =>
        Encoding.ASCII.GetBytes($"<ReceivedMessage><MessageText>{Convert.ToBase64String(text)}</MessageText></ReceivedMessage>");

    internal static ReceivedMessage[] Read(Response response) =>
        [.. XDocument.Parse(response.Content.ToString()).Root!.Elements("ReceivedMessage").Select(Read)];

    internal static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    // Of a message only peeked at, the service tells neither a receipt nor when it shows.
    private static ReceivedMessage Read(XElement message) => new(
        message.Element("MessageId")!.Value,
        message.Element("PopReceipt")?.Value ?? "",
        Decode(message.Element("MessageText")!.Value),
        long.Parse(message.Element("DequeueCount")!.Value, NumberStyles.None, CultureInfo.InvariantCulture),
        Time(message.Element("InsertionTime")!.Value),
        message.Element("TimeNextVisible") is { } next ? Time(next.Value) : ReceivedMessage.Never);

    // Somebody else may have sent plain text: better seen as it is than a queue that cannot be read.
    private static string Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }
}
