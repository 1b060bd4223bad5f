namespace Matchmaking.Storage.Azure;

/// <summary>What a storage connection string says (https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string).</summary>
internal sealed record ConnectionString(string Account, byte[] Key, Uri TableEndpoint, Uri QueueEndpoint)
{
    // The account that every emulator has, published at https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
    private const string Emulator =
        "AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;"
        + "QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1";

    internal static ConnectionString Parse(string text)
    {
        var parts = Split(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var use) && use)
            parts = Split(Emulator);

        if (parts.ContainsKey("SharedAccessSignature"))
            throw new FormatException("The storage connection string holds a shared access signature; give it an account key, or use a managed identity.");

        var account = Required(parts, "AccountName");
        return new ConnectionString(account, Key64(Required(parts, "AccountKey")), Endpoint("Table"), Endpoint("Queue"));

        Uri Endpoint(string service)
        {
            var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
            var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
            var address = parts.GetValueOrDefault(service + "Endpoint")
                ?? $"{protocol}://{account}.{(service == "Table" ? "table" : "queue")}.{suffix}";
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                ? uri
                : throw new FormatException($"The storage connection string's {service}Endpoint is no address.");
        }
    }

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A key ends in '=' as well.
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !parts.TryAdd(part[..at], part[(at + 1)..]))
                throw new FormatException("The storage connection string is not of the form Name=value;Name=value.");
        }

        return parts;
    }

    private static string Required(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The storage connection string has no {name}.");

    private static byte[] Key64(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? bytes[..length]
            : throw new FormatException("The storage connection string's AccountKey is not base64.");
    }
}
