using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// Rows as OData JSON (https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations):
/// strings, booleans and 32-bit integers as they are, everything else with a type annotation.
/// </summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    // All in ASCII: Azurite decodes a long body piece by piece, and would break a character that two pieces share.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    internal static void Write(Utf8JsonWriter writer, Row entity, string operationId)
    {
        writer.WriteStartObject();
        writer.WriteString("PartitionKey", KeyEscape.Escape(entity.PartitionKey));
        writer.WriteString("RowKey", KeyEscape.Escape(entity.RowKey));
        writer.WriteString(TableLimits.OperationId, operationId);
        foreach (var (name, value) in entity.Values)
            Write(writer, name, value);

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(name, text);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                Annotated("Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteString(name + TypeSuffix, "Edm.Double");
                writer.WritePropertyName(name);
                writer.WriteRawValue(Text(number));
                break;
            case double number:
                Annotated("Edm.Double", double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case DateTimeOffset time:
                Annotated("Edm.DateTime", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                Annotated("Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new InvalidOperationException($"No form for {value.GetType()}.");
        }

        void Annotated(string type, string text)
        {
            writer.WriteString(name + TypeSuffix, type);
            writer.WriteString(name, text);
        }
    }

    // With a fraction or an exponent, always: 1 would come back as an integer.
    private static string Text(double number)
    {
        var text = (number + 0.0).ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : text + ".0";
    }
}
