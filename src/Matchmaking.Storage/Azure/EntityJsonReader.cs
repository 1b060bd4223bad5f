using System.Globalization;
using System.Text.Json;

namespace Matchmaking.Storage.Azure;

/// <summary>Reads rows that the service sends as OData JSON with minimal metadata.</summary>
internal static class EntityJsonReader
{
    /// <summary>The row without what is the service's or this engine's own, and the operation id apart.</summary>
    internal static (Row Entity, string? OperationId) Read(JsonElement json)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        string? operationId = null, etag = null, partitionKey = null, rowKey = null;
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name)
            {
                case "odata.etag":
                    etag = property.Value.GetString();
                    break;
                case "PartitionKey":
                    partitionKey = KeyEscape.Unescape(property.Value.GetString()!);
                    break;
                case "RowKey":
                    rowKey = KeyEscape.Unescape(property.Value.GetString()!);
                    break;
                case TableLimits.OperationId:
                    operationId = property.Value.GetString();
                    break;
                case "Timestamp":
                    break;
                default:
                    if (!property.Name.Contains('.', StringComparison.Ordinal) && property.Value.ValueKind != JsonValueKind.Null)
                        values.Add(property.Name, Value(property.Value, TypeOf(json, property.Name)));
                    break;
            }
        }

        return (new Row(partitionKey!, rowKey!) { ETag = etag, Values = values }, operationId);
    }

    private static string? TypeOf(JsonElement json, string name) =>
        json.TryGetProperty(name + "@odata.type", out var type) ? type.GetString() : null;

    private static object Value(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.True, _) => true,
        (JsonValueKind.False, _) => false,
        (JsonValueKind.String, "Edm.Int64") => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        (JsonValueKind.String, "Edm.DateTime") => DateTimeOffset.Parse(
            value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
        (JsonValueKind.String, "Edm.Double") => double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
        (JsonValueKind.String, _) => value.GetString()!,
        (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),

        // Without an annotation a number is a 32-bit integer, unless it is written as a floating one.
        (JsonValueKind.Number, _) => value.TryGetInt32(out var number) && !value.GetRawText().AsSpan().ContainsAny(".eE") ? (object)number : value.GetDouble(),
        _ => throw new InvalidDataException($"A row holds a value of a kind that is not known here: {type ?? value.ValueKind.ToString()}."),
    };
}
