using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Where tables and queues are. One setting decides, the same that the Functions host reads: <c>AzureWebJobsStorage</c>, a connection
/// string, or with a managed identity <c>AzureWebJobsStorage__accountName</c> (or <c>__tableServiceUri</c> and <c>__queueServiceUri</c>).
/// </summary>
internal abstract record StorageOptions
{
    /// <summary>What stands before every table's and queue's name: lower-case letters and digits. Empty except in tests.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Where a demonstration keeps its store, apart from a real one.</summary>
    public static readonly string DemoDirectory = System.IO.Path.Combine("data", "demo");

    /// <summary>Reads the setting. On its own without one the program keeps its data on this machine's disk.</summary>
    /// <exception cref="StorageNotConfiguredException">Under the Functions host there is no disk to keep data on, so the setting is needed.</exception>
    public static StorageOptions Read(IConfiguration configuration, RunMode mode, ServeOptions serve)
    {
        var section = configuration.GetSection(Function.Connection);
        var prefix = configuration["Storage:Prefix"] ?? "";
        if (serve.DataDirectory is { } directory)
        {
            return new Embedded(directory) { Prefix = prefix };
        }

        if (section.Value is { Length: > 0 } connectionString)
        {
            return new ConnectionString(connectionString) { Prefix = prefix };
        }

        var account = section["accountName"];
        if ((section["tableServiceUri"] ?? Endpoint(account, "table")) is { } table
            && (section["queueServiceUri"] ?? Endpoint(account, "queue")) is { } queue)
        {
            return new Identity(new Uri(table), new Uri(queue), section["clientId"], Managed: section["credential"] is "managedidentity") { Prefix = prefix };
        }

        return mode.UnderHost
            ? throw new StorageNotConfiguredException()
            : new Embedded(configuration["Storage:Directory"] ?? (serve.Demo ? DemoDirectory : "data")) { Prefix = prefix };
    }

    private static string? Endpoint(string? account, string service) =>
        account is { Length: > 0 } ? $"https://{account}.{service}.core.windows.net" : null;

    /// <summary>A journal on this machine's disk.</summary>
    /// <param name="Directory">The folder, relative to the current one or absolute.</param>
    internal sealed record Embedded(string Directory) : StorageOptions;

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
