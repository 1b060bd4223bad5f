using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Tests.Host;
using Matchmaking.Storage;
using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;
using Matchmaking.Testing;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Where a service under test keeps its data, by what program it runs, and a look into the data from outside.</summary>
internal sealed class Home
{
    private readonly string? _folder;
    private readonly string? _connectionString;

    private readonly bool _isPackage;

    private Home(string? folder, string? connectionString, bool isPackage = false) => (_folder, _connectionString, _isPackage) = (folder, connectionString, isPackage);

    /// <summary>The folder of the service's mail.</summary>
    public string MailFolder { get; } = Places.NewFolder();

    /// <summary>The connection string of its account, where there is one.</summary>
    public string? Account => _connectionString;

    /// <summary>
    /// A new empty one: the local program on its store (<c>embedded</c>) or on Azurite (<c>azure</c>), or the package for Azure on Azurite
    /// (<c>package</c>).
    /// </summary>
    public static async Task<Home> NewAsync(string way) => way == "embedded"
        ? new Home(Places.NewFolder(), null)
        : new Home(null, await Azurite.NewAccountAsync(), way == "package");

    /// <summary>Starts the service with its data here, with the demonstration or without.</summary>
    public async Task<RunningService> StartAsync(bool demo = false, params IEnumerable<(string Name, string? Value)> environment)
    {
        if (!_isPackage)
        {
            return await ServiceProcess.StartAloneAsync(_folder, demo ? ["--demo"] : [], [.. Environment, .. environment]);
        }

        var package = await PackageService.StartAsync(_connectionString, MailFolder, environment);
        if (demo)
        {
            await package.DemonstrateAsync();
        }

        return package;
    }

    /// <summary>Runs a command of the local program on this data.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params IEnumerable<string> arguments) =>
        ServiceProcess.RunAsync(_folder is null ? arguments : [.. arguments, "--data", _folder], Environment);

    /// <summary>Opens the data. The embedded store can be open in one process only: stop the service first.</summary>
    public Task<Store> OpenAsync() => OpenAsync(_folder);

    /// <summary>Looks at the data while the service runs: of a store on this machine at a backup of this moment.</summary>
    public async Task<T> PeekAsync<T>(Func<Store, Task<T>> look)
    {
        var copy = _folder is null ? null : await CopyAsync(_folder);
        var store = await OpenAsync(copy);
        await using (store.Account)
        {
            var seen = await look(store);
            return seen;
        }
    }

    private IEnumerable<(string, string?)> Environment =>
        [("AzureWebJobsStorage", _connectionString), ("Mail__Folder", MailFolder)];

    private async Task<Store> OpenAsync(string? folder)
    {
        StorageAccount account = folder is null
            ? AzureStorageAccount.FromConnectionString(_connectionString!)
            : await SqliteStorageAccount.OpenAsync(folder, TimeProvider.System);
        return await Store.CreateAsync(account, "", new QueueSignals(), TimeProvider.System, default);
    }

    private static async Task<string> CopyAsync(string folder)
    {
        var copy = Places.NewFolder();
        await SqliteStorageAccount.BackupAsync(folder, Path.Combine(copy, "store.db"));
        return copy;
    }
}
