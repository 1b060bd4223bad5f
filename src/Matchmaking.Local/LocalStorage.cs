using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;
using Matchmaking.Storage.Sqlite;

namespace Matchmaking.Local;

/// <summary>Where a service on its own keeps its data: on this machine's disk, unless Azure Storage or Azurite is configured.</summary>
internal static class LocalStorage
{
    /// <summary>Where a demonstration keeps its store, apart from a real one.</summary>
    public static readonly string DemoDirectory = Path.Combine("data", "demo");

    /// <summary>Lets the service open this storage.</summary>
    public static IServiceCollection AddLocalStorage(this IServiceCollection services) => services.AddSingleton<OpenStorage>(provider => cancellationToken =>
        OpenAsync(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ServeOptions>(), provider.GetRequiredService<TimeProvider>(), cancellationToken));

    /// <summary>The folder of the store on this disk; null where another storage is configured and the command line names no folder.</summary>
    public static string? Directory(IConfiguration configuration, ServeOptions serve)
    {
        var directory = serve.DataDirectory
            ?? (StorageOptions.Read(configuration) is not null ? null : configuration["Storage:Directory"] ?? (serve.Demo ? DemoDirectory : "data"));
        return directory is not "" ? directory : throw new StartException("The store's folder has an empty name: name one with --data or Storage__Directory.");
    }

    private static async Task<StorageAccount> OpenAsync(
        IConfiguration configuration, ServeOptions serve, TimeProvider time, CancellationToken cancellationToken) =>
        Directory(configuration, serve) is { } directory
            ? await SqliteStorageAccount.OpenAsync(directory, time, cancellationToken)
            : StorageSetup.Open(configuration);
}
