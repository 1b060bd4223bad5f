using Azure.Core;
using Azure.Identity;
using Matchmaking.Storage;
using Matchmaking.Storage.Azure;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the storage of this way of running.</summary>
internal delegate Task<StorageAccount> OpenStorage(CancellationToken cancellationToken);

/// <summary>Opens the Azure Storage that the settings name. Nothing is sent by that.</summary>
internal static class StorageSetup
{
    /// <summary>The account that the settings name.</summary>
    /// <exception cref="StorageNotConfiguredException">They name none.</exception>
    /// <exception cref="StartException">The connection string is none.</exception>
    public static StorageAccount Open(IConfiguration configuration) => StorageOptions.Read(configuration) switch
    {
        StorageOptions.ConnectionString connection => FromConnectionString(connection.Value),
        StorageOptions.Identity identity => AzureStorageAccount.FromIdentity(identity.Table, identity.Queue, Credential(identity)),
        _ => throw new StorageNotConfiguredException(),
    };

    private static AzureStorageAccount FromConnectionString(string connectionString)
    {
        try
        {
            return AzureStorageAccount.FromConnectionString(connectionString);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new StartException($"{StorageOptions.Connection} is no connection string: {exception.Message}");
        }
    }

    // A managed identity where the setting asks for one; elsewhere whoever is signed in on this machine.
    private static TokenCredential Credential(StorageOptions.Identity identity) => identity switch
    {
        { Managed: true, ClientId: { } clientId } => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        { Managed: true } => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = identity.ClientId }),
    };
}
