using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Identity;
using Matchmaking.Storage;
using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the storage that the options name.</summary>
internal static class StorageSetup
{
    /// <summary>Opens it; only the embedded store does any work by that.</summary>
    public static async Task<StorageAccount> OpenAsync(StorageOptions options, TimeProvider time, CancellationToken cancellationToken) => options switch
    {
        StorageOptions.Embedded embedded => await OpenSqliteAsync(embedded.Directory, time, cancellationToken),
        StorageOptions.ConnectionString connection => FromConnectionString(connection.Value),
        StorageOptions.Identity identity => AzureStorageAccount.FromIdentity(identity.Table, identity.Queue, Credential(identity)),
        _ => throw new InvalidOperationException($"No engine for {options.GetType().Name}."),
    };

    // Apart, so that where Azure is used nothing of SQLite is loaded, which need not even be there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<StorageAccount> OpenSqliteAsync(string directory, TimeProvider time, CancellationToken cancellationToken) =>
        await SqliteStorageAccount.OpenAsync(directory, time, cancellationToken);

    private static AzureStorageAccount FromConnectionString(string connectionString)
    {
        try
        {
            return AzureStorageAccount.FromConnectionString(connectionString);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new StartException($"{Function.Connection} is no connection string: {exception.Message}");
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
