using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// Signs each try of a request with the account's key
/// (https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key; the tables' form is shorter than the queues').
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, bool tables) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        var text = tables ? OfTables(request) : OfQueues(request);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{signature}");
    }

    private string OfTables(Request request)
    {
        var uri = request.Uri.ToUri();
        return $"{request.Method.Method}\n\n{Header(request, "Content-Type")}\n{Header(request, "x-ms-date")}\n/{account}{uri.AbsolutePath}"
            + (Parameters(uri).FirstOrDefault(p => p.Name == "comp") is { Name: not null } comp ? $"?comp={comp.Value}" : "");
    }

    private string OfQueues(Request request)
    {
        long length = 0;
        request.Content?.TryComputeLength(out length);
        var text = new StringBuilder();
        text.Append(request.Method.Method).Append("\n\n\n")
            .Append(length == 0 ? "" : length.ToString(CultureInfo.InvariantCulture)).Append("\n\n")
            .Append(Header(request, "Content-Type")).Append("\n\n\n\n\n\n\n");

        foreach (var header in request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name.ToLowerInvariant(), StringComparer.Ordinal))
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value.Trim()).Append('\n');

        var uri = request.Uri.ToUri();
        text.Append('/').Append(account).Append(uri.AbsolutePath);
        foreach (var (name, value) in Parameters(uri).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);

        return text.ToString();
    }

    private static string Header(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value : "";

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri) =>
        from parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let at = parameter.IndexOf('=', StringComparison.Ordinal)
        select at < 0
            ? (parameter.ToLowerInvariant(), "")
            : (Uri.UnescapeDataString(parameter[..at]).ToLowerInvariant(), Uri.UnescapeDataString(parameter[(at + 1)..]));
}
