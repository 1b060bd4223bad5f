using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Which Azure Storage holds tables and queues. One setting decides, the same that the Functions host reads: <c>AzureWebJobsStorage</c>, a
/// connection string, or with a managed identity <c>AzureWebJobsStorage__accountName</c> (or <c>__tableServiceUri</c> and <c>__queueServiceUri</c>).
/// </summary>
internal abstract record StorageOptions
{
    /// <summary>The name of the setting.</summary>
    public const string Connection = "AzureWebJobsStorage";

    /// <summary>What the setting names; null where it is not set.</summary>
    /// <exception cref="StartException">An address is none.</exception>
    public static StorageOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Connection);
        if (section.Value is { Length: > 0 } connectionString)
        {
            return new ConnectionString(connectionString);
        }

        var account = section["accountName"];
        return (section["tableServiceUri"] ?? Endpoint(account, "table")) is { } table
            && (section["queueServiceUri"] ?? Endpoint(account, "queue")) is { } queue
                ? new Identity(Address("tableServiceUri", table), Address("queueServiceUri", queue), section["clientId"], Managed: section["credential"] is "managedidentity")
                : null;
    }

    private static Uri Address(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new StartException($"{Connection}__{setting} is \"{text}\", which is no http or https address.");

    private static string? Endpoint(string? account, string service) =>
        account is { Length: > 0 } ? $"https://{account}.{service}.core.windows.net" : null;

    /// <summary>Azure Storage or Azurite by a connection string, which is a secret.</summary>
    /// <param name="Value">The connection string.</param>
    internal sealed record ConnectionString(string Value) : StorageOptions
    {
        /// <summary>Names the kind only: the value holds a key.</summary>
        public override string ToString() => nameof(ConnectionString);
    }

    /// <summary>Azure Storage by the identity under which the program runs.</summary>
    /// <param name="Table">The table service.</param>
    /// <param name="Queue">The queue service.</param>
    /// <param name="ClientId">A user-assigned identity's client id; null for the system-assigned one.</param>
    /// <param name="Managed">Whether it is a managed identity and nothing else.</param>
    internal sealed record Identity(Uri Table, Uri Queue, string? ClientId, bool Managed) : StorageOptions;
}

/// <summary>No storage is named under the Functions host.</summary>
internal sealed class StorageNotConfiguredException() : CodedException(
    "storage_not_configured",
    "Set AzureWebJobsStorage (a connection string) or AzureWebJobsStorage__accountName (with a managed identity): under the Functions host the service keeps nothing on disk.");
