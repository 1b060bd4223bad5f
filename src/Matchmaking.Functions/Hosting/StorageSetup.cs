using Matchmaking.Storage;
using Matchmaking.Storage.Embedded;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the storage that the options name.</summary>
internal static class StorageSetup
{
    /// <summary>Opens it; only the embedded store does any work by that.</summary>
    public static async Task<StorageAccount> OpenAsync(StorageOptions options, TimeProvider time, CancellationToken cancellationToken) => options switch
    {
        StorageOptions.Embedded embedded => await EmbeddedStorageAccount.OpenAsync(embedded.Directory, time, cancellationToken),
        _ => throw new NotSupportedException("The Azure engine is not connected yet."),
    };
}
