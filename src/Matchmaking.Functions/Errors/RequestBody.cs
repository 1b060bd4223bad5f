using System.Text.Json;
using System.Text.Unicode;

namespace Matchmaking.Functions.Errors;

/// <summary>The body of a request, read whole within a limit.</summary>
internal static class RequestBody
{
    /// <summary>The largest JSON body, in bytes: several times the longest possible need.</summary>
    public const int MaxJsonBytes = 256 * 1024;

    /// <summary>The largest CSV file, in bytes.</summary>
    public const int MaxCsvBytes = 1024 * 1024;

    /// <summary>Reads a JSON body. The document lives as long as the request.</summary>
    /// <exception cref="Refused">Wrong content type, too large, not UTF-8, not JSON.</exception>
    public static async Task<(JsonElement Json, byte[] Bytes)> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
        {
            throw new Refused(ErrorCatalogue.WrongContentType, "Content-Type", request.ContentType, "application/json");
        }

        var bytes = await ReadAsync(request, MaxJsonBytes, ct);
        try
        {
            var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 16 });
            request.HttpContext.Response.RegisterForDispose(document);
            return (document.RootElement, bytes);
        }
        catch (JsonException e)
        {
            throw new Refused(ErrorCatalogue.BrokenJson, "", null, $"valid JSON; broken at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    /// <summary>Reads a body of UTF-8 text.</summary>
    /// <exception cref="Refused">Too large, or not UTF-8.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int maxBytes, CancellationToken ct)
    {
        using var buffer = new MemoryStream(capacity: (int)Math.Min(request.ContentLength ?? 4096, maxBytes));
        var chunk = new byte[8192];
        for (int read; request.ContentLength <= maxBytes || request.ContentLength is null;)
        {
            if ((read = await request.Body.ReadAsync(chunk, ct)) == 0)
            {
                var bytes = buffer.ToArray();
                return Utf8.IsValid(bytes) ? bytes : throw new Refused(ErrorCatalogue.BrokenUtf8);
            }

            if (buffer.Length + read > maxBytes)
            {
                break;
            }

            buffer.Write(chunk, 0, read);
        }

        throw new Refused(ErrorCatalogue.TooLarge, "", null, $"at most {maxBytes} bytes");
    }
}
