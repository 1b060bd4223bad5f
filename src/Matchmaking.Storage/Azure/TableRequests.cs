using System.Text;
using System.Text.Json;
using Azure.Core;
using static Matchmaking.Storage.RowChangeKind;

namespace Matchmaking.Storage.Azure;

/// <summary>The requests of a transaction: one row on its own, or several as an OData batch with one changeset.</summary>
internal static class TableRequests
{
    private const string Json = "application/json";

    // Well-formed and never current: what another engine or an older store gave out as an ETag.
    private const string StaleETag = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    internal static string Row(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Uri.EscapeDataString(KeyEscape.Escape(partitionKey))}',RowKey='{Uri.EscapeDataString(KeyEscape.Escape(rowKey))}')";

    internal static HttpMessage Single(AzureService service, string table, RowChange action, string operationId, StorageCall call)
    {
        var message = service.Create(Method(action.Kind), Path(table, action), call);
        AddCommon(message);
        if (IfMatch(action) is { } etag)
            message.Request.Headers.Add("If-Match", etag);

        if (action.Kind is Add)
            message.Request.Headers.Add("Prefer", "return-no-content");

        if (action.Kind is not Delete)
        {
            message.Request.Headers.Add("Content-Type", Json);
            message.Request.Content = RequestContent.Create(Body(action, operationId));
        }

        return message;
    }

    internal static HttpMessage Batch(
        AzureService service,
        string table,
        IReadOnlyList<RowChange> actions,
        string operationId,
        StorageCall call)
    {
        var message = service.Create(RequestMethod.Post, "$batch", call);
        AddCommon(message);
        message.Request.Headers.Add("Content-Type", $"multipart/mixed; boundary=batch_{operationId}");
        message.Request.Content = RequestContent.Create(BatchBody(service, table, actions, operationId));
        return message;
    }

    internal static void AddCommon(HttpMessage message)
    {
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        message.Request.Headers.Add("DataServiceVersion", "3.0;NetFx");
        message.Request.Headers.Add("MaxDataServiceVersion", "3.0;NetFx");
    }

    private static byte[] BatchBody(AzureService service, string table, IReadOnlyList<RowChange> actions, string operationId)
    {
        using var body = new MemoryStream();
        Text($"--batch_{operationId}\r\nContent-Type: multipart/mixed; boundary=changeset_{operationId}\r\n\r\n");
        foreach (var action in actions)
        {
            Text($"--changeset_{operationId}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Text($"{Method(action.Kind).Method} {new Uri(service.Endpoint, Path(table, action)).AbsoluteUri} HTTP/1.1\r\n");
            Text("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0;\r\n");
            if (IfMatch(action) is { } etag)
                Text($"If-Match: {etag}\r\n");

            if (action.Kind is Add)
                Text("Prefer: return-no-content\r\n");

            if (action.Kind is not Delete)
            {
                Text($"Content-Type: {Json}\r\n\r\n");
                body.Write(Body(action, operationId).Span);
            }

            Text("\r\n");
        }

        Text($"--changeset_{operationId}--\r\n--batch_{operationId}--\r\n");
        return body.ToArray();

        void Text(string text) => body.Write(Encoding.ASCII.GetBytes(text));
    }

    private static ReadOnlyMemory<byte> Body(RowChange action, string operationId)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, EntityJson.Options);
        EntityJson.Write(writer, action.Row, operationId);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static string Path(string table, RowChange action) =>
        action.Kind is Add ? table : Row(table, action.Row.PartitionKey, action.Row.RowKey);

    private static RequestMethod Method(RowChangeKind type) => type switch
    {
        Add => RequestMethod.Post,
        Delete => RequestMethod.Delete,
        _ => RequestMethod.Put,
    };

    private static string? IfMatch(RowChange action) => action.Kind switch
    {
        Add or Upsert => null,
        _ when action.ETag == "*" => "*",
        _ => IsOurs(action.ETag!) ? action.ETag : StaleETag,
    };

    // The service refuses an ETag of any other form as a malformed header, where the contract has a plain conflict.
    private static bool IsOurs(string etag) =>
        etag.StartsWith("W/\"datetime'", StringComparison.Ordinal)
        && etag.EndsWith("'\"", StringComparison.Ordinal)
        && etag.All(c => char.IsAsciiLetterOrDigit(c) || "W/\"'%-:.TZ+".Contains(c, StringComparison.Ordinal));
}
