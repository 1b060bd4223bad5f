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

    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(Utf8JsonWriter writer, TableEntity entity, string operationId)
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
            // As text, so that the service cannot take 1.0 for an integer and infinities have a form.
            case double number:
                Annotated("Edm.Double", double.IsPositiveInfinity(number) ? "INF" : double.IsNegativeInfinity(number) ? "-INF" : number.ToString("R", CultureInfo.InvariantCulture));
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
}
